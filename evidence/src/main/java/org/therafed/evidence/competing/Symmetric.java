package org.therafed.evidence.competing;

import java.util.OptionalInt;

/**
 * A symmetric non-negative matrix, scaled to unit diagonal before it is factored, so that units of
 * measurement do not decide what counts as singular.
 */
final class Symmetric {
  /** A pivot below this, of a unit diagonal, is a column that the earlier ones determine. */
  private static final double SINGULAR = 1e-10;

  private final int size;
  private final double[] scale;
  private final double[][] lower;
  private int dependent = -1;

  Symmetric(double[][] matrix) {
    this.size = matrix.length;
    this.scale = new double[size];
    this.lower = new double[size][size];
    for (int i = 0; i < size && dependent < 0; i++) {
      scale[i] = Math.sqrt(matrix[i][i]);
      if (!(scale[i] > 0)) {
        dependent = i;
        return;
      }
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j] / (scale[i] * scale[j]);
        for (int m = 0; m < j; m++) {
          sum -= lower[i][m] * lower[j][m];
        }
        if (i == j && !(sum > SINGULAR)) {
          dependent = i;
          return;
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
  }

  /** The first column without information of its own, if there is one. */
  OptionalInt dependent() {
    return dependent < 0 ? OptionalInt.empty() : OptionalInt.of(dependent);
  }

  /** The solution x of matrix · x = right. */
  double[] solve(double[] right) {
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = right[i] / scale[i];
      for (int j = 0; j < i; j++) {
        sum -= lower[i][j] * x[j];
      }
      x[i] = sum / lower[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      double sum = x[i];
      for (int j = i + 1; j < size; j++) {
        sum -= lower[j][i] * x[j];
      }
      x[i] = sum / lower[i][i];
    }
    for (int i = 0; i < size; i++) {
      x[i] /= scale[i];
    }
    return x;
  }

  double[][] inverse() {
    double[][] inverse = new double[size][];
    for (int i = 0; i < size; i++) {
      double[] unit = new double[size];
      unit[i] = 1;
      inverse[i] = solve(unit);
    }
    return inverse;
  }
}
