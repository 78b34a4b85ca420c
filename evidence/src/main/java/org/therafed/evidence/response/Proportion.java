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
   * Score interval with continuity correction 1/(2n); 0 of n has the lower limit 0, n of n the
   * upper limit 1. Where x is n/2, R's {@code prop.test} leaves the correction out and differs.
   *
   * @see <a
   *     href="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C857::AID-SIM777%3E3.0.CO;2-E">Newcombe
   *     1998a, method 4</a>
   */
  public static Interval wilsonContinuity(long x, long n, double level) {
    check(x, n);
    double z = Levels.z(level);
    return new Interval(
        x == 0 ? 0 : Math.max(0, corrected((x - 0.5) / n, n, z, -1)),
        x == n ? 1 : Math.min(1, corrected((x + 0.5) / n, n, z, 1)),
        level);
  }

  private static double corrected(double p, long n, double z, int side) {
    double half = z * z / (2 * n);
    double spread = z * Math.sqrt(Math.max(0, p * (1 - p) / n + half / (2 * n)));
    return (p + half + side * spread) / (1 + 2 * half);
  }

  /**
   * p ± z √(p(1−p)/n), not cut at 0 and 1 and of no width at 0 or n of n: for comparison with older
   * reports only.
   */
  public static Interval wald(long x, long n, double level) {
    check(x, n);
    double p = (double) x / n;
    double half = Levels.z(level) * Math.sqrt(p * (1 - p) / n);
    return new Interval(p - half, p + half, level);
  }

  /**
   * The Wald interval after adding z²/2 successes and failures; not cut at 0 and 1.
   *
   * @see <a href="https://doi.org/10.1080/00031305.1998.10480550">Agresti &amp; Coull 1998</a>
   */
  public static Interval agrestiCoull(long x, long n, double level) {
    check(x, n);
    double z = Levels.z(level);
    double all = n + z * z;
    double p = (x + z * z / 2) / all;
    double half = z * Math.sqrt(p * (1 - p) / all);
    return new Interval(p - half, p + half, level);
  }

  /**
   * Equal-tailed interval of the Beta(x+½, n−x+½) posterior; 0 of n has the lower limit 0, n of n
   * the upper limit 1.
   *
   * @see <a href="https://doi.org/10.1214/ss/1009213286">Brown, Cai &amp; DasGupta 2001</a>
   */
  public static Interval jeffreys(long x, long n, double level) {
    check(x, n);
    double tail = (1 - Levels.check(level)) / 2;
    double lower = x == 0 ? 0 : betaQuantile(tail, x + 0.5, n - x + 0.5);
    double upper = x == n ? 1 : 1 - betaQuantile(tail, n - x + 0.5, x + 0.5);
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
