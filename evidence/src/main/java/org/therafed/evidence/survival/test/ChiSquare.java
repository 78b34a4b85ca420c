package org.therafed.evidence.survival.test;

import org.hipparchus.special.Erf;

/** Upper tail of the chi-square distribution, exact far into the tail. */
final class ChiSquare {
  private ChiSquare() {}

  /**
   * P(X ≥ x). By Q(a+1, y) = Q(a, y) + y^a e^−y/Γ(a+1) from Q(½, y) = erfc √y or Q(1, y) = e^−y,
   * with y = x/2 and all terms positive. Abramowitz &amp; Stegun 26.4.4 and 26.4.5.
   *
   * @param x 0 or more
   * @param df 1 or more
   */
  static double upperTail(double x, int df) {
    double y = x / 2;
    if (!(y > 0)) {
      return 1;
    }
    boolean odd = df % 2 == 1;
    double tail = odd ? Erf.erfc(Math.sqrt(y)) : Math.exp(-y);
    // y^a e^−y/Γ(a+1) for a = ½ or 1.
    double a = odd ? 0.5 : 1;
    double logTerm = a * Math.log(y) - y - (odd ? Math.log(Math.sqrt(Math.PI) / 2) : 0);
    for (; a < df / 2.0 - 0.25; a++) {
      tail += Math.exp(logTerm);
      logTerm += Math.log(y) - Math.log(a + 1);
    }
    return Math.min(1, tail);
  }
}
