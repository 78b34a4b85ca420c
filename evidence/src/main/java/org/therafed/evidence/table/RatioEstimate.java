package org.therafed.evidence.table;

import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;

/**
 * A ratio with the interval that is symmetric on the log scale.
 *
 * @param value the ratio; empty if its denominator is 0
 * @param interval its interval; empty if a count that it divides by is 0
 */
public record RatioEstimate(OptionalDouble value, Optional<Interval> interval) {

  /** The ratio with its interval, as a table prints it. */
  public Estimate estimate(String quantity) {
    Estimate number = Estimate.of(quantity, value, "1");
    return interval
        .map(
            i ->
                number.within(
                    OptionalDouble.of(i.lower()), OptionalDouble.of(i.upper()), i.level()))
        .orElse(number);
  }

  /** A ratio of which the logarithm has the given standard error. */
  static RatioEstimate ofLog(double value, double standardError, double z, double level) {
    double low = value * Math.exp(-z * standardError);
    double high = value * Math.exp(z * standardError);
    boolean both = value > 0 && Double.isFinite(low) && Double.isFinite(high);
    return new RatioEstimate(
        Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty(),
        both ? Optional.of(new Interval(low, high, level)) : Optional.empty());
  }
}
