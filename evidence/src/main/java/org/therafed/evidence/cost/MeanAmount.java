package org.therafed.evidence.cost;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;

/**
 * A mean over all courses, with t interval.
 *
 * @param courses courses whose amount is not 0
 * @param mean over all courses, those with 0 included
 * @param sd standard deviation over all courses (n − 1); none for a single course
 * @param interval t interval of the mean; none for a single course
 * @param largest largest absolute amount of one course; for disclosure control, never published
 */
public record MeanAmount(
    long courses, double mean, OptionalDouble sd, Optional<Interval> interval, double largest) {

  /**
   * The mean and its interval.
   *
   * @param courses courses whose amount is not 0
   * @param all moments over all courses, at least one
   */
  public static MeanAmount of(long courses, AmountMoments all, double level) {
    if (all.n() < 2) {
      return new MeanAmount(
          courses, all.mean(), OptionalDouble.empty(), Optional.empty(), all.largest());
    }
    double sd = Math.sqrt(all.m2() / (double) (all.n() - 1));
    double t =
        new TDistribution((double) (all.n() - 1)).inverseCumulativeProbability(0.5 + level / 2);
    double half = t * sd / Math.sqrt((double) all.n());
    return new MeanAmount(
        courses,
        all.mean(),
        OptionalDouble.of(sd),
        Optional.of(new Interval(all.mean() - half, all.mean() + half, level)),
        all.largest());
  }

  /** As a line of a report. */
  public Estimate estimate(String quantity, String unit) {
    return interval
        .map(limits -> Estimate.of(quantity, mean, limits, unit))
        .orElseGet(() -> Estimate.of(quantity, mean, unit));
  }
}
