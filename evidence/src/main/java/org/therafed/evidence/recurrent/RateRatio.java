package org.therafed.evidence.recurrent;

import org.therafed.evidence.partial.Interval;

/**
 * Comparator rate to reference rate by one model.
 *
 * @param ratio the ratio
 * @param logStdErr standard error of its logarithm
 * @param wald limits from that error
 */
public record RateRatio(double ratio, double logStdErr, Interval wald) {

  static RateRatio of(double logRatio, double error, double z, double level) {
    return new RateRatio(
        Math.exp(logRatio),
        error,
        new Interval(Math.exp(logRatio - z * error), Math.exp(logRatio + z * error), level));
  }
}
