package org.therafed.evidence.longitudinal.mixed;

import java.util.Optional;

/** The triangular root of a small positive definite matrix. */
final class Cholesky {
  /** A pivot below this part of its diagonal element is rounding, not information. */
  private static final double SINGULAR = 1e-11;

  private final double[][] root;

  private Cholesky(double[][] root) {
    this.root = root;
  }

  /** Empty if the matrix is not positive definite to rounding. */
  static Optional<Cholesky> of(double[][] matrix) {
    int size = matrix.length;
    double[][] root = new double[size][size];
    for (int j = 0; j < size; j++) {
      double pivot = matrix[j][j];
      for (int k = 0; k < j; k++) {
        pivot -= root[j][k] * root[j][k];
      }
      if (!(pivot > SINGULAR * matrix[j][j])) {
        return Optional.empty();
      }
      root[j][j] = Math.sqrt(pivot);
      for (int i = j + 1; i < size; i++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        root[i][j] = sum / root[j][j];
      }
    }
    return Optional.of(new Cholesky(root));
  }

  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < root.length; i++) {
      sum += 2 * Math.log(root[i][i]);
    }
    return sum;
  }

  double[] solve(double[] right) {
    int size = root.length;
    double[] x = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= root[i][k] * x[k];
      }
      x[i] /= root[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= root[k][i] * x[k];
      }
      x[i] /= root[i][i];
    }
    return x;
  }

  double[][] inverse() {
    int size = root.length;
    double[][] inverse = new double[size][];
    for (int i = 0; i < size; i++) {
      double[] unit = new double[size];
      unit[i] = 1;
      inverse[i] = solve(unit);
    }
    return inverse;
  }
}
