package org.therafed.evidence.cost.effectiveness;

/**
 * Treated less control.
 *
 * @param cost in the frame's currency
 * @param qualityYears quality-adjusted years
 * @param lifeYears restricted mean years lived up to the horizon, discounted as effects are
 */
public record Increment(double cost, double qualityYears, double lifeYears) {

  /** Net monetary benefit at a willingness to pay per quality-adjusted year. */
  public double netBenefit(double lambda) {
    return lambda * qualityYears - cost;
  }
}
