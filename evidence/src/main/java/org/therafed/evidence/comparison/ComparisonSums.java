package org.therafed.evidence.comparison;

import java.util.List;

/**
 * What the variance of two weighted means needs, over persons with influence ψ = w(y − μ)/Σw on
 * their arm's mean and score s = (z − e)(1, x): by arm Σψ², a = Σ(dw/dβ)(y − μ)/Σw and Σψs; and
 * Σss', lower triangle by row.
 *
 * <p>The estimated β moves each mean by a'I⁻¹s, so its influence is ψ + a'I⁻¹s.
 */
final class ComparisonSums {
  private final int p;
  private final double[] sums;

  ComparisonSums(int p) {
    this.p = p;
    this.sums = new double[size(p)];
  }

  ComparisonSums(int p, double[] sums) {
    this.p = p;
    this.sums = sums;
  }

  static int size(int p) {
    return 2 + 4 * p + p * (p + 1) / 2;
  }

  /**
   * A power of two near the size of each sum.
   *
   * @param x exponents of the terms, the intercept first
   * @param one exponent of a person's influence on the first arm's mean
   * @param other on the second's
   */
  static int[] exponents(int[] x, int one, int other) {
    int p = x.length;
    int[] all = new int[size(p)];
    all[0] = 2 * one;
    all[1] = 2 * other;
    int k = 2 + 4 * p;
    for (int i = 0; i < p; i++) {
      all[2 + i] = one + x[i];
      all[2 + p + i] = one + x[i];
      all[2 + 2 * p + i] = other + x[i];
      all[2 + 3 * p + i] = other + x[i];
      for (int j = 0; j <= i; j++) {
        all[k++] = x[i] + x[j];
      }
    }
    return all;
  }

  double[] toArray() {
    return sums;
  }

  void add(int arm, double[] x, double score, double psi, double slope) {
    sums[arm] += psi * psi;
    int k = 2 + 4 * p;
    for (int i = 0; i < p; i++) {
      double one = i == 0 ? 1 : x[i - 1];
      sums[2 + 2 * arm * p + i] += slope * one;
      sums[2 + 2 * arm * p + p + i] += psi * score * one;
      for (int j = 0; j <= i; j++) {
        sums[k++] += score * score * one * (j == 0 ? 1 : x[j - 1]);
      }
    }
  }

  /** Variance of an arm's mean with the score taken for known. */
  double known(int arm) {
    return sums[arm];
  }

  /** Covariance of the means of two arms, or an arm's variance, with the score estimated. */
  double covariance(int one, int two, List<List<Double>> inverseInformation) {
    double[] a = shift(one, inverseInformation);
    double[] b = shift(two, inverseInformation);
    double sum = one == two ? sums[one] : 0;
    int k = 2 + 4 * p;
    for (int i = 0; i < p; i++) {
      sum += a[i] * sums[2 + 2 * two * p + p + i] + b[i] * sums[2 + 2 * one * p + p + i];
      for (int j = 0; j <= i; j++) {
        double s = sums[k++];
        sum += i == j ? a[i] * s * b[i] : a[i] * s * b[j] + a[j] * s * b[i];
      }
    }
    return sum;
  }

  private double[] shift(int arm, List<List<Double>> inverseInformation) {
    double[] shift = new double[p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        shift[i] += inverseInformation.get(i).get(j) * sums[2 + 2 * arm * p + j];
      }
    }
    return shift;
  }
}
