package org.therafed.dicom.dose;

/**
 * A positive number with its interval, taken as log-normal.
 *
 * @param value best estimate
 * @param lower of the interval
 * @param upper of the interval
 * @param confidence of the interval, e.g. 0.95
 * @param logSd standard deviation of the natural logarithm; about the relative uncertainty
 */
public record Estimate(double value, double lower, double upper, double confidence, double logSd) {

  /**
   * With an interval of so many standard deviations of the logarithm.
   *
   * @param quantile of the normal or t distribution at (1 + confidence) / 2
   */
  static Estimate logNormal(double value, double logSd, double quantile, double confidence) {
    double factor = Math.exp(quantile * logSd);
    return new Estimate(value, value / factor, value * factor, confidence, logSd);
  }

  /** The same, times a number that is known. */
  public Estimate times(double factor) {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("A factor above zero needed, not " + factor);
    }
    return new Estimate(value * factor, lower * factor, upper * factor, confidence, logSd);
  }
}
