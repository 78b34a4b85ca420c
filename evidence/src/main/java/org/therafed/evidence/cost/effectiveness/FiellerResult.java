package org.therafed.evidence.cost.effectiveness;

import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Cost per unit of effect with Fieller's interval.
 *
 * @param basis n: persons of both arms
 * @param currency ISO 4217 code
 * @param cost treated less control, mean
 * @param effect treated less control, mean, quality-adjusted years
 * @param costVariance of the difference
 * @param effectVariance of the difference
 * @param covariance of both differences
 * @param lower limit of cost per year; empty where the set of ratios is no interval
 * @param upper limit, as lower
 * @param level confidence level
 */
public record FiellerResult(
    Basis basis,
    String currency,
    double cost,
    double effect,
    double costVariance,
    double effectVariance,
    double covariance,
    OptionalDouble lower,
    OptionalDouble upper,
    double level)
    implements Result {

  /** Cost per quality-adjusted year; none without a difference in effect. */
  public OptionalDouble ratio() {
    return ValueForMoney.ratio(cost, effect);
  }

  @Override
  public List<Estimate> estimates() {
    return List.of(
        Estimate.of("incremental cost", cost, currency),
        Estimate.of("incremental effect", effect, "a"),
        Estimate.of("cost per quality-adjusted year", ratio(), currency)
            .within(lower, upper, level));
  }
}
