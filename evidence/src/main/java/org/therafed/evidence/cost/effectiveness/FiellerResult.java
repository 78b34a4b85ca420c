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
 * @param frame what the numbers mean
 * @param cost treated less control, mean
 * @param effect treated less control, mean, quality-adjusted years
 * @param costVariance of the difference
 * @param effectVariance of the difference
 * @param covariance of both differences
 * @param set of ratios that fit; without limits where it is no interval
 * @param level confidence level
 */
public record FiellerResult(
    Basis basis,
    CostFrame frame,
    double cost,
    double effect,
    double costVariance,
    double effectVariance,
    double covariance,
    FiellerSet set,
    double level)
    implements Result {

  /** Cost per quality-adjusted year; none without a difference in effect. */
  public OptionalDouble ratio() {
    return ValueForMoney.ratio(cost, effect);
  }

  /** Lower limit of the ratio; empty where the set of ratios is no interval. */
  public OptionalDouble lower() {
    return set.lower();
  }

  /** Upper limit of the ratio; empty where the set of ratios is no interval. */
  public OptionalDouble upper() {
    return set.upper();
  }

  @Override
  public List<Estimate> estimates() {
    String currency = frame.currency();
    return List.of(
        Estimate.of("incremental cost", cost, currency),
        Estimate.of("incremental effect", effect, "a"),
        Estimate.of("cost per quality-adjusted year", ratio(), currency)
            .within(lower(), upper(), level));
  }
}
