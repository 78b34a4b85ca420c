package org.therafed.evidence.recurrent;

/**
 * The sums over 0 ≤ k &lt; y that the negative-binomial likelihood has: of log(1+αk), which is log
 * of αʸΓ(y+1/α)/Γ(1/α), and of its derivative k/(1+αk). The first terms are added up, the others by
 * the Euler–Maclaurin formula, so that a person with many events costs no more than one with few. A
 * difference of two values of log Γ would lose all digits where α is small.
 *
 * @see <a href="https://dlmf.nist.gov/2.10.E1">DLMF 2.10.1</a>
 */
final class RisingSums {
  /** Terms added up one by one; with three corrections the rest is then right to 1e-14. */
  private static final int HEAD = 64;

  private RisingSums() {}

  /** Σ log(1+αk). */
  static double logs(int y, double alpha) {
    double sum = 0;
    for (int k = 1; k < Math.min(y, HEAD); k++) {
      sum += Math.log1p(alpha * k);
    }
    if (y <= HEAD) {
      return sum;
    }
    double last = y - 1.0;
    double ends = (Math.log1p(alpha * HEAD) + Math.log1p(alpha * last)) / 2;
    double area = logArea(last, alpha) - logArea(HEAD, alpha);
    return sum + area + ends + logCorrection(last, alpha) - logCorrection(HEAD, alpha);
  }

  /** Σ k/(1+αk). */
  static double slopes(int y, double alpha) {
    double sum = 0;
    for (int k = 1; k < Math.min(y, HEAD); k++) {
      sum += k / (1 + alpha * k);
    }
    if (y <= HEAD) {
      return sum;
    }
    double last = y - 1.0;
    double ends = (HEAD / (1 + alpha * HEAD) + last / (1 + alpha * last)) / 2;
    double area = slopeArea(last, alpha) - slopeArea(HEAD, alpha);
    return sum + area + ends + slopeCorrection(last, alpha) - slopeCorrection(HEAD, alpha);
  }

  /** ∫₀ˣ log(1+αt) dt = αx²·((1+v)·log(1+v) − v)/v² with v = αx. */
  private static double logArea(double x, double alpha) {
    double v = alpha * x;
    double part =
        v > 0.02 ? ((1 + v) * Math.log1p(v) - v) / (v * v) : series(v, m -> 1.0 / (m * (m - 1)));
    return alpha * x * x * part;
  }

  /** ∫₀ˣ t/(1+αt) dt = x²·(v − log(1+v))/v² with v = αx. */
  private static double slopeArea(double x, double alpha) {
    double v = alpha * x;
    double part = v > 0.02 ? (v - Math.log1p(v)) / (v * v) : series(v, m -> 1.0 / m);
    return x * x * part;
  }

  /** Coefficients of a power series by the number of their term, from 2. */
  private interface Coefficient {
    double of(int m);
  }

  /** Σ c(m)·(−v)^(m−2) from m = 2, where the closed form would lose digits. */
  private static double series(double v, Coefficient c) {
    double sum = 0;
    double power = 1;
    for (int m = 2; m <= 12; m++) {
      sum += power * c.of(m);
      power *= -v;
    }
    return sum;
  }

  /** f′/12 − f‴/720 + f⁗′/30240 of log(1+αx). */
  private static double logCorrection(double x, double alpha) {
    double d = alpha / (1 + alpha * x);
    return d / 12 - 2 * d * d * d / 720 + 24 * Math.pow(d, 5) / 30_240;
  }

  /** The same of x/(1+αx). */
  private static double slopeCorrection(double x, double alpha) {
    double s = 1 / (1 + alpha * x);
    double d = alpha * s;
    return s * s * (1.0 / 12 - 6 * d * d / 720 + 120 * Math.pow(d, 4) / 30_240);
  }
}
