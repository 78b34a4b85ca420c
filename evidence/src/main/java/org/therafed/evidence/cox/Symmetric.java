package org.therafed.evidence.cox;

import java.util.Optional;

/** Small symmetric matrices: lower triangles by rows in, square arrays out. */
final class Symmetric {
  private Symmetric() {}

  static double[][] square(double[] triangle, int width) {
    double[][] square = new double[width][width];
    int at = 0;
    for (int j = 0; j < width; j++) {
      for (int k = 0; k <= j; k++) {
        square[j][k] = triangle[at];
        square[k][j] = triangle[at++];
      }
    }
    return square;
  }

  /** Σ u·uᵀ over consecutive vectors of the width, as a triangle. */
  static double[] squares(double[] vectors, int width) {
    double[] sum = new double[width * (width + 1) / 2];
    for (int from = 0; from < vectors.length; from += width) {
      int at = 0;
      for (int j = 0; j < width; j++) {
        for (int k = 0; k <= j; k++) {
          sum[at++] += vectors[from + j] * vectors[from + k];
        }
      }
    }
    return sum;
  }

  /**
   * Which columns hold information of their own, seen from the first on: a column that is constant
   * or follows from those before it does not.
   *
   * @param least a pivot below this part of its diagonal is rounding
   */
  static boolean[] independent(double[][] matrix, double[] moment, double least) {
    int width = matrix.length;
    boolean[] kept = new boolean[width];
    double[][] root = new double[width][width];
    for (int j = 0; j < width; j++) {
      double diagonal = matrix[j][j];
      double pivot = diagonal;
      for (int k = 0; k < j; k++) {
        pivot -= root[j][k] * root[j][k];
      }
      if (!(diagonal > 1e-12 * moment[j]) || !(pivot > least * diagonal)) {
        continue;
      }
      kept[j] = true;
      root[j][j] = Math.sqrt(pivot);
      for (int i = j + 1; i < width; i++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        root[i][j] = sum / root[j][j];
      }
    }
    return kept;
  }

  /**
   * The inverse of the rows and columns kept, 0 elsewhere; empty if they are not positive definite
   * to rounding. Scaled to a unit diagonal first, so the units of the covariates do not matter.
   */
  static Optional<double[][]> inverse(double[][] matrix, boolean[] kept) {
    int width = matrix.length;
    double[] unit = new double[width];
    double[][] a = new double[width][width];
    for (int j = 0; j < width; j++) {
      unit[j] = kept[j] ? 1 / Math.sqrt(matrix[j][j]) : 0;
      if (kept[j] && !(matrix[j][j] > 0 && unit[j] < Double.POSITIVE_INFINITY)) {
        return Optional.empty();
      }
      for (int k = 0; k < j; k++) {
        a[j][k] = matrix[j][k] * unit[j] * unit[k];
        a[k][j] = a[j][k];
      }
      a[j][j] = 1;
    }
    double[][] root = new double[width][width];
    for (int j = 0; j < width; j++) {
      double pivot = a[j][j];
      for (int k = 0; k < j; k++) {
        pivot -= root[j][k] * root[j][k];
      }
      if (!(pivot > 1e-13)) {
        return Optional.empty();
      }
      root[j][j] = Math.sqrt(pivot);
      for (int i = j + 1; i < width; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        root[i][j] = sum / root[j][j];
      }
    }
    double[][] inverse = new double[width][width];
    for (int column = 0; column < width; column++) {
      double[] z = new double[width];
      z[column] = 1;
      for (int i = 0; i < width; i++) {
        for (int k = 0; k < i; k++) {
          z[i] -= root[i][k] * z[k];
        }
        z[i] /= root[i][i];
      }
      for (int i = width - 1; i >= 0; i--) {
        for (int k = i + 1; k < width; k++) {
          z[i] -= root[k][i] * z[k];
        }
        z[i] /= root[i][i];
      }
      for (int i = 0; i < width; i++) {
        inverse[i][column] = z[i] * unit[i] * unit[column];
      }
    }
    return Optional.of(inverse);
  }

  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int j = 0; j < vector.length; j++) {
      for (int k = 0; k < vector.length; k++) {
        product[j] += matrix[j][k] * vector[k];
      }
    }
    return product;
  }

  static double[][] times(double[][] one, double[][] other) {
    double[][] product = new double[one.length][one.length];
    for (int i = 0; i < one.length; i++) {
      for (int k = 0; k < one.length; k++) {
        for (int j = 0; j < one.length; j++) {
          product[i][j] += one[i][k] * other[k][j];
        }
      }
    }
    return product;
  }

  static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
