package org.therafed.evidence.cox;

/**
 * The sum over all draws of d out of the risk set of the product of their hazards, with first and
 * second derivatives, by the recursion B(d, n) = B(d, n−1) + r·B(d−1, n−1) of Gail, Lubin and
 * Rubinstein 1981, Biometrika 68:703. Scaled as it grows, so it does not overflow.
 */
final class ExactTies {
  private static final double HIGH = 1e200;

  private final int width;
  private final int deaths;
  private final double[] sum;
  private final double[][] first;
  private final double[][] second;
  private double logScale;

  ExactTies(int width, int deaths) {
    this.width = width;
    this.deaths = deaths;
    this.sum = new double[deaths + 1];
    this.first = new double[deaths + 1][width];
    this.second = new double[deaths + 1][width * (width + 1) / 2];
    sum[0] = 1;
  }

  void add(double r, double[] x, int from) {
    for (int d = deaths; d >= 1; d--) {
      double[] f = first[d - 1];
      int at = 0;
      for (int j = 0; j < width; j++) {
        double xj = x[from + j];
        for (int k = 0; k <= j; k++, at++) {
          double xk = x[from + k];
          second[d][at] += r * (second[d - 1][at] + xj * f[k] + xk * f[j] + xj * xk * sum[d - 1]);
        }
      }
      for (int j = 0; j < width; j++) {
        first[d][j] += r * (f[j] + x[from + j] * sum[d - 1]);
      }
      sum[d] += r * sum[d - 1];
    }
    double largest = 0;
    for (double each : sum) {
      largest = Math.max(largest, each);
    }
    if (largest > HIGH) {
      scale(1 / HIGH);
      logScale += Math.log(HIGH);
    }
  }

  private void scale(double by) {
    for (int d = 0; d <= deaths; d++) {
      sum[d] *= by;
      for (int j = 0; j < width; j++) {
        first[d][j] *= by;
      }
      for (int j = 0; j < second[d].length; j++) {
        second[d][j] *= by;
      }
    }
  }

  double logSum() {
    return Math.log(sum[deaths]) + logScale;
  }

  void subtractFrom(double[] score, double[] information, double[] moment) {
    double all = sum[deaths];
    int at = 0;
    for (int j = 0; j < width; j++) {
      double mean = first[deaths][j] / all;
      score[j] -= mean;
      for (int k = 0; k <= j; k++, at++) {
        double square = second[deaths][at] / all;
        information[at] += square - mean * first[deaths][k] / all;
        if (k == j) {
          moment[j] += square;
        }
      }
    }
  }
}
