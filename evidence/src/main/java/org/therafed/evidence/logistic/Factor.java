package org.therafed.evidence.logistic;

/** Cholesky factor L of a symmetric matrix M = LL', lower triangle by row. */
final class Factor {
  private final double[] l;
  private final int size;

  private Factor(double[] l, int size) {
    this.l = l;
    this.size = size;
  }

  private static int at(int row, int column) {
    return row * (row + 1) / 2 + column;
  }

  /**
   * The factor as far as it goes.
   *
   * @param lower the matrix, lower triangle by row
   * @param tolerance smallest share of a diagonal element that the rows above may leave of it
   */
  static Factor of(double[] lower, int size, double tolerance) {
    double[] l = new double[lower.length];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lower[at(i, j)];
        for (int k = 0; k < j; k++) {
          sum -= l[at(i, k)] * l[at(j, k)];
        }
        if (j < i) {
          l[at(i, j)] = sum / l[at(j, j)];
        } else if (!(sum > tolerance * lower[at(i, i)])) {
          return new Factor(l, i);
        } else {
          l[at(i, i)] = Math.sqrt(sum);
        }
      }
    }
    return new Factor(l, size);
  }

  /** Rows factored: the whole size, or the index of the first that depends on those above. */
  int size() {
    return size;
  }

  /** M⁻¹b. */
  double[] solve(double[] b) {
    double[] x = forward(b);
    back(x);
    return x;
  }

  /** How the row at {@link #size()}, which could not be factored, comes from those above. */
  double[] dependence() {
    double[] x = new double[size];
    System.arraycopy(l, at(size, 0), x, 0, size);
    back(x);
    return x;
  }

  /** b'M⁻¹b. */
  double quadratic(double[] b) {
    double sum = 0;
    for (double value : forward(b)) {
      sum += value * value;
    }
    return sum;
  }

  /** M⁻¹ as a full matrix. */
  double[][] inverse() {
    double[][] inverse = new double[size][];
    for (int i = 0; i < size; i++) {
      double[] unit = new double[size];
      unit[i] = 1;
      inverse[i] = solve(unit);
    }
    return inverse;
  }

  private double[] forward(double[] b) {
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= l[at(i, k)] * x[k];
      }
      x[i] = sum / l[at(i, i)];
    }
    return x;
  }

  private void back(double[] x) {
    for (int i = size - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < size; k++) {
        sum -= l[at(k, i)] * x[k];
      }
      x[i] = sum / l[at(i, i)];
    }
  }
}
