package org.therafed.evidence.cox;

import org.hipparchus.special.Gamma;

/**
 * A test statistic that is χ² where nothing is to be found.
 *
 * @param statistic 0 or more
 * @param df degrees of freedom, 1 or more
 */
public record ChiSquare(double statistic, int df) {

  /** Probability of a statistic as large or larger, to full precision far out. */
  public double pValue() {
    return statistic > 0 ? Gamma.regularizedGammaQ(df / 2.0, statistic / 2) : 1;
  }

  /** Two-sided probability of a standard normal as far out as z. */
  static double normal(double z) {
    return new ChiSquare(z * z, 1).pValue();
  }
}
