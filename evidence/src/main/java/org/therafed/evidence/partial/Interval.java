package org.therafed.evidence.partial;

/**
 * A confidence interval with its level, both limits finite and in the unit of what they bound.
 *
 * @param lower lower limit
 * @param upper upper limit, not below the lower
 * @param level confidence level, between 0 and 1, such as 0.95
 */
public record Interval(double lower, double upper, double level) {
  public Interval {
    Levels.check(level);
    if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower > upper) {
      throw EvidenceCode.INTERVAL_IMPOSSIBLE.with(lower + " to " + upper);
    }
  }

  /** Whether the value lies within the limits, these included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
