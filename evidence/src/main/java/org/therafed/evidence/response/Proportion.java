package org.therafed.evidence.response;

import org.hipparchus.special.Beta;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;

/** Intervals of a binomial proportion. */
public final class Proportion {
  private Proportion() {}

  /**
   * Exact interval by beta quantiles; at 0 of n the lower limit is 0, at n of n the upper is 1.
   *
   * @param x successes, 0 to n
   * @param n trials, 1 or more
   * @param level confidence level
   * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper &amp; Pearson 1934</a>
   */
  public static Interval clopperPearson(long x, long n, double level) {
    check(x, n);
    double tail = (1 - Levels.check(level)) / 2;
    double lower = x == 0 ? 0 : betaQuantile(tail, (double) x, n - x + 1.0);
    double upper = x == n ? 1 : 1 - betaQuantile(tail, (double) (n - x), x + 1.0);
    return new Interval(lower, upper, level);
  }

  /**
   * Score interval without continuity correction.
   *
   * @param x successes, 0 to n
   * @param n trials, 1 or more
   * @param level confidence level
   * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson 1927</a>
   */
  public static Interval wilson(long x, long n, double level) {
    check(x, n);
    double z = Levels.z(level);
    double p = (double) x / n;
    double z2 = z * z;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
    // At the edges the limits are 0 and 1 exactly; rounding would leave 1e-17 or so.
    double lower = x == 0 ? 0 : Math.max(0, centre - half);
    double upper = x == n ? 1 : Math.min(1, centre + half);
    return new Interval(lower, upper, level);
  }

  /**
   * The p-quantile of Beta(a, b) by Newton steps kept within a shrinking bracket. Only lower tails
   * are asked for, so that small limits keep their relative precision.
   */
  private static double betaQuantile(double p, double a, double b) {
    double logNorm = Beta.logBeta(a, b);
    double low = 0;
    double high = 1;
    double x = a / (a + b);
    for (int i = 0; i < 200; i++) {
      double excess = Beta.regularizedBeta(x, a, b) - p;
      if (excess < 0) {
        low = x;
      } else {
        high = x;
      }
      double density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logNorm);
      double next = x - excess / density;
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - x) <= 2 * Math.ulp(x)) {
        return next;
      }
      x = next;
    }
    return x;
  }

  private static void check(long x, long n) {
    if (n < 1 || x < 0 || x > n) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(x + " of " + n);
    }
  }
}
