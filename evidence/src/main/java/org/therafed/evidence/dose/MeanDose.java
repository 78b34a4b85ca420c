package org.therafed.evidence.dose;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Moments;

/**
 * A mean with its spread.
 *
 * @param n values
 * @param mean their mean
 * @param sd standard deviation, n − 1 in the denominator; empty below two values
 * @param interval Student's t interval of the mean; empty below two values
 */
public record MeanDose(long n, double mean, OptionalDouble sd, Optional<Interval> interval) {

  Estimate estimate(String quantity, String unit) {
    return interval
        .map(i -> Estimate.of(quantity, mean, i, unit))
        .orElse(Estimate.of(quantity, mean, unit));
  }

  /** Empty for no values. */
  static Optional<MeanDose> of(Moments m, double level) {
    if (m.n() == 0) {
      return Optional.empty();
    }
    if (m.n() == 1) {
      return Optional.of(new MeanDose(1, m.mean(), OptionalDouble.empty(), Optional.empty()));
    }
    double freedom = m.n() - 1;
    double sd = Math.sqrt(m.m2() / freedom);
    double half =
        new TDistribution(freedom).inverseCumulativeProbability(0.5 + level / 2)
            * sd
            / Math.sqrt((double) m.n());
    return Optional.of(
        new MeanDose(
            m.n(),
            m.mean(),
            OptionalDouble.of(sd),
            Optional.of(new Interval(m.mean() - half, m.mean() + half, level))));
  }
}
