package org.therafed.evidence.rate;

import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/** The exact test of a binomial probability. */
final class ExactBinomial {
  private ExactBinomial() {}

  /** Two-sided p-value: probability of outcomes no likelier than x of n, to 1e-7 relative. */
  static double twoSided(long x, long n, double p) {
    double mean = n * p;
    double bound = log(x, n, p) + Math.log1p(1e-7);
    if (x == mean) {
      return 1;
    }
    if (x < mean) {
      // On the far side the probabilities fall: the first outcome that is unlikely enough.
      long low = (long) Math.ceil(mean);
      long high = n + 1;
      while (low < high) {
        long middle = low + (high - low) / 2;
        if (log(middle, n, p) <= bound) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return Math.min(1, below(x, n, p) + above(low, n, p));
    }
    long low = -1;
    long high = (long) Math.floor(mean);
    while (low < high) {
      long middle = high - (high - low) / 2;
      if (log(middle, n, p) <= bound) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.min(1, below(low, n, p) + above(x, n, p));
  }

  private static double log(long x, long n, double p) {
    return Gamma.logGamma(n + 1.0)
        - Gamma.logGamma(x + 1.0)
        - Gamma.logGamma(n - x + 1.0)
        + x * Math.log(p)
        + (n - x) * Math.log1p(-p);
  }

  /** P(X ≤ x). */
  private static double below(long x, long n, double p) {
    if (x < 0) {
      return 0;
    }
    return x >= n ? 1 : Beta.regularizedBeta(1 - p, (double) (n - x), x + 1.0);
  }

  /** P(X ≥ x). */
  private static double above(long x, long n, double p) {
    if (x > n) {
      return 0;
    }
    return x <= 0 ? 1 : Beta.regularizedBeta(p, (double) x, n - x + 1.0);
  }
}
