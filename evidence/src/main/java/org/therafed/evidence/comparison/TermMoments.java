package org.therafed.evidence.comparison;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * Moments of one term in one arm, unweighted and weighted. Merging is stable.
 *
 * @param n persons
 * @param mean unweighted mean
 * @param m2 sum of squared deviations from it
 * @param weight Σw
 * @param weightedMean Σwx/Σw
 * @param weightedM2 Σw(x − weighted mean)²
 * @param notZeroOne values that are neither 0 nor 1
 * @see <a href="https://doi.org/10.2307/2683386">Chan, Golub &amp; LeVeque 1983</a>
 */
public record TermMoments(
    long n,
    double mean,
    double m2,
    double weight,
    double weightedMean,
    double weightedM2,
    long notZeroOne) {
  /** Of no person. */
  public static final TermMoments NONE = new TermMoments(0, 0, 0, 0, 0, 0, 0);

  public TermMoments {
    boolean finite =
        Double.isFinite(mean)
            && Double.isFinite(m2)
            && Double.isFinite(weight)
            && Double.isFinite(weightedMean)
            && Double.isFinite(weightedM2);
    if (!finite || n < 0 || notZeroOne < 0 || notZeroOne > n || m2 < 0 || weight < 0) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with("moments that no rows have");
    }
  }

  /** Both together. */
  public TermMoments plus(TermMoments other) {
    if (other.n == 0) {
      return this;
    }
    if (n == 0) {
      return other;
    }
    long all = n + other.n;
    double delta = other.mean - mean;
    double w = weight + other.weight;
    double weightedDelta = other.weightedMean - weightedMean;
    boolean none = other.weight == 0;
    return new TermMoments(
        all,
        mean + delta * other.n / all,
        m2 + other.m2 + delta * delta * ((double) n * other.n / all),
        w,
        none ? weightedMean : weightedMean + weightedDelta * (other.weight / w),
        none
            ? weightedM2
            : weightedM2
                + other.weightedM2
                + weightedDelta * weightedDelta * (weight * (other.weight / w)),
        notZeroOne + other.notZeroOne);
  }

  static TermMoments of(double x, double w) {
    return new TermMoments(1, x, 0, w, w > 0 ? x : 0, 0, x == 0 || x == 1 ? 0 : 1);
  }
}
