package org.therafed.evidence.survival;

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
      if (stdErrDays == 0) {
        return days == 0 ? 1 : 0;
      }
      return Erf.erfc(Math.abs(days) / stdErrDays / Math.sqrt(2));
    }
  }
}
