package org.therafed.dicom.dose;

import java.util.List;

/** Sums of independent estimates. */
final class Estimates {
  private Estimates() {}

  /**
   * The sum, its variance that of independent parts; the interval log-normal with the same number
   * of standard deviations as the widest part (Fenton 1960 for sums of log-normal numbers).
   */
  static Estimate sum(List<Estimate> parts) {
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
    double logSd = Math.sqrt(Math.log1p(variance / (value * value)));
    return Estimate.logNormal(value, logSd, quantile, parts.get(0).confidence());
  }
}
