package org.therafed.evidence.competing;

import org.hipparchus.special.Erf;
import org.therafed.evidence.partial.Interval;

/**
 * One term of a Fine–Gray fit.
 *
 * @param name such as {@code age} or {@code cell=2}
 * @param coef log subdistribution hazard ratio
 * @param modelStdErr from the inverse information; for comparison only, for the fit is weighted
 * @param stdErr from the sandwich: the one that counts
 * @param ratio subdistribution hazard ratio
 * @param interval its limits
 */
public record FineGrayTerm(
    String name, double coef, double modelStdErr, double stdErr, double ratio, Interval interval) {

  /** Wald statistic. */
  public double z() {
    return coef / stdErr;
  }

  /** Two-sided p-value of the Wald statistic. */
  public double p() {
    return Erf.erfc(Math.abs(z()) / Math.sqrt(2));
  }
}
