package org.therafed.evidence.survival;

import java.util.Optional;
import org.hipparchus.special.Erf;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;

/**
 * Restricted mean survival time.
 *
 * @param tauDays horizon, days
 * @param meanDays days lived without the event until tau, on average
 * @param stdErrDays standard error, days
 * @param interval normal interval, days
 */
public record RestrictedMean(
    double tauDays, double meanDays, double stdErrDays, Interval interval) {

  static RestrictedMean of(double tau, double mean, double stdErr, double level) {
    double half = Levels.z(level) * stdErr;
    return new RestrictedMean(tau, mean, stdErr, new Interval(mean - half, mean + half, level));
  }

  /** Days lost until tau, on average: tau − mean. */
  public double lostDays() {
    return tauDays - meanDays;
  }

  /**
   * This mean less the reference's, independent groups.
   *
   * @param reference of the same tau and level
   */
  public Difference minus(RestrictedMean reference) {
    double stdErr = Math.hypot(stdErrDays, reference.stdErrDays);
    double difference = meanDays - reference.meanDays;
    double half = Levels.z(interval.level()) * stdErr;
    return new Difference(
        difference, stdErr, new Interval(difference - half, difference + half, interval.level()));
  }

  /**
   * This mean divided by the reference's, independent groups, with a delta-method interval on the
   * log scale; empty where one of the means is 0.
   *
   * @param reference of the same tau and level
   */
  public Optional<Ratio> over(RestrictedMean reference) {
    if (!(meanDays > 0 && reference.meanDays > 0)) {
      return Optional.empty();
    }
    double ratio = meanDays / reference.meanDays;
    double logStdErr = Math.hypot(stdErrDays / meanDays, reference.stdErrDays / reference.meanDays);
    double factor = Math.exp(Levels.z(interval.level()) * logStdErr);
    return Optional.of(
        new Ratio(
            ratio, logStdErr, new Interval(ratio / factor, ratio * factor, interval.level())));
  }

  private static double pValue(double value, double stdErr) {
    if (stdErr == 0) {
      return value == 0 ? 1 : 0;
    }
    return Erf.erfc(Math.abs(value) / stdErr / Math.sqrt(2));
  }

  /**
   * A ratio of two restricted means.
   *
   * @param ratio above 0
   * @param logStdErr standard error of its logarithm
   * @param interval symmetric in the logarithm
   */
  public record Ratio(double ratio, double logStdErr, Interval interval) {

    /** Two-sided normal p value of a ratio of 1, from its logarithm. */
    public double pValue() {
      return RestrictedMean.pValue(Math.log(ratio), logStdErr);
    }
  }

  /**
   * A difference of two restricted means.
   *
   * @param days difference, days
   * @param stdErrDays standard error, days
   * @param interval normal interval, days
   */
  public record Difference(double days, double stdErrDays, Interval interval) {

    /**
     * Two-sided normal p value of no difference; 1 where there is no variance and no difference, 0
     * with one.
     */
    public double pValue() {
      return RestrictedMean.pValue(days, stdErrDays);
    }
  }
}
