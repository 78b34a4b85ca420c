package org.therafed.evidence.table;

import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Levels;

/**
 * Limits of a ratio, of which the upper may not exist: with no event in the denominator the data
 * are compatible with any large ratio.
 *
 * @param lower finite lower limit
 * @param upper upper limit; empty if unbounded
 * @param level confidence level
 */
public record Limits(double lower, OptionalDouble upper, double level) {
  public Limits {
    Levels.check(level);
    boolean ordered =
        upper.isEmpty() || (Double.isFinite(upper.getAsDouble()) && lower <= upper.getAsDouble());
    if (!Double.isFinite(lower) || !ordered) {
      throw EvidenceCode.INTERVAL_IMPOSSIBLE.with(lower + " to " + upper);
    }
  }

  /** Limits from doubles, of which the upper may be infinite. */
  public static Limits of(double lower, double upper, double level) {
    return new Limits(
        lower, Double.isInfinite(upper) ? OptionalDouble.empty() : OptionalDouble.of(upper), level);
  }
}
