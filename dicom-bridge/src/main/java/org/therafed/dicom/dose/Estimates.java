package org.therafed.dicom.dose;

import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;

/** Sums of estimates. */
final class Estimates {
  private Estimates() {}

  /**
   * The sum, its variance that of independent parts; the interval log-normal with the same number
   * of standard deviations as the widest part (Fenton 1960 for sums of log-normal numbers).
   */
  static Estimate sum(List<Estimate> parts) {
    return sum(parts, 0);
  }

  /**
   * The same of parts that have one unknown factor in common.
   *
   * @param sharedLogSd standard deviation of that factor's logarithm, which the parts lack
   */
  static Estimate sum(List<Estimate> parts, double sharedLogSd) {
    double value = 0;
    double variance = 0;
    double quantile = 0;
    for (Estimate part : parts) {
      value += part.value();
      double sd = part.value() * part.logSd();
      variance += sd * sd;
      if (part.logSd() > 0) {
        quantile = Math.max(quantile, Math.log(part.upper() / part.value()) / part.logSd());
      }
    }
    double own = Math.log1p(variance / (value * value));
    double logSd = Math.sqrt(own + sharedLogSd * sharedLogSd);
    if (quantile == 0 && sharedLogSd > 0) {
      double tail = (1 + parts.get(0).confidence()) / 2;
      quantile = new NormalDistribution().inverseCumulativeProbability(tail);
    }
    return Estimate.logNormal(value, logSd, quantile, parts.get(0).confidence());
  }
}
