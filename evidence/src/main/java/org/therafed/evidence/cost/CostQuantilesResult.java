package org.therafed.evidence.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Quantiles of cost per course.
 *
 * @param basis n: courses
 * @param currency ISO 4217 code
 * @param level confidence level, kept at least
 * @param quantiles in the order asked
 */
public record CostQuantilesResult(
    Basis basis, String currency, double level, List<Quantile> quantiles) implements Result {

  /**
   * One quantile.
   *
   * @param p its probability
   * @param from it is at least this; empty: below the first bin
   * @param to it is below this (by bisection: at most this); empty: beyond the last bin
   * @param lower confidence limit; empty if below the first bin or too few courses
   * @param upper confidence limit; empty if beyond the last bin or too few courses
   */
  public record Quantile(
      double p,
      OptionalDouble from,
      OptionalDouble to,
      OptionalDouble lower,
      OptionalDouble upper) {

    /** The middle of its bin; off by at most half the bin's width. */
    public OptionalDouble middle() {
      return from.isPresent() && to.isPresent()
          ? OptionalDouble.of((from.getAsDouble() + to.getAsDouble()) / 2)
          : OptionalDouble.empty();
    }
  }

  public CostQuantilesResult {
    quantiles = List.copyOf(quantiles);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (Quantile quantile : quantiles) {
      all.add(
          Estimate.of("quantile of cost", quantile.middle(), currency)
              .within(quantile.lower(), quantile.upper(), level)
              .at("p", quantile.p()));
    }
    return all;
  }
}
