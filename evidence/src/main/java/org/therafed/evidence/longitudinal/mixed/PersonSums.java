package org.therafed.evidence.longitudinal.mixed;

import org.therafed.evidence.partial.EvidenceCode;

/** Adds one person's part to the sums of a round. */
final class PersonSums {
  private final SumsLayout layout;
  private final double[] sums;
  private final boolean information;
  private final int size;
  private final int effects;
  private final int parameters;
  private final double[] outcome;
  private final double[][] design;
  private final double[][] inverse;
  private final double logDeterminant;

  /** By parameter k: V⁻¹Vₖ. */
  private final double[][][] scaled;

  PersonSums(
      PersonSeries person,
      CovarianceStructure structure,
      double[] theta,
      SumsLayout layout,
      double[] sums,
      boolean information) {
    this.layout = layout;
    this.sums = sums;
    this.information = information;
    this.size = person.outcome.length;
    this.design = person.design;
    this.outcome = person.outcome;
    this.effects = design[0].length;
    this.parameters = theta.length;
    double[][][] basis = new double[parameters][size][size];
    double[][] covariance = new double[size][size];
    for (int k = 0; k < parameters; k++) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          basis[k][i][j] = structure.basis(k, person.at[i], person.at[j], i == j);
          covariance[i][j] += theta[k] * basis[k][i][j];
        }
      }
    }
    Cholesky root =
        Cholesky.of(covariance)
            .orElseThrow(() -> EvidenceCode.ROUND_SHAPE.with("an impossible covariance"));
    this.inverse = root.inverse();
    this.logDeterminant = root.logDeterminant();
    this.scaled = new double[parameters][][];
    for (int k = 0; k < parameters; k++) {
      scaled[k] = times(inverse, basis[k]);
    }
  }

  void add() {
    sums[SumsLayout.PERSONS]++;
    sums[SumsLayout.MEASUREMENTS] += size;
    sums[SumsLayout.LOG_DETERMINANT] += logDeterminant;
    block(0, inverse);
    for (int k = 0; k < parameters; k++) {
      sums[layout.trace(k + 1)] += trace(scaled[k]);
      block(k + 1, times(scaled[k], inverse));
      for (int l = 0; l <= k; l++) {
        double[][] both = times(scaled[k], scaled[l]);
        sums[layout.pairTrace(k, l)] += trace(both);
        if (information) {
          matrix(layout.pairMatrix(k, l), times(both, inverse));
        }
      }
    }
  }

  /** y'My, X'My and X'MX for a symmetric M. */
  private void block(int block, double[][] m) {
    double[] my = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        my[i] += m[i][j] * outcome[j];
      }
      sums[layout.quadratic(block)] += my[i] * outcome[i];
    }
    for (int e = 0; e < effects; e++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += design[i][e] * my[i];
      }
      sums[layout.vector(block) + e] += sum;
    }
    matrix(layout.matrix(block), m);
  }

  private void matrix(int at, double[][] m) {
    for (int i = 0; i < size; i++) {
      for (int f = 0; f < effects; f++) {
        double mx = 0;
        for (int j = 0; j < size; j++) {
          mx += m[i][j] * design[j][f];
        }
        if (mx != 0) {
          for (int e = 0; e < effects; e++) {
            sums[at + e * effects + f] += design[i][e] * mx;
          }
        }
      }
    }
  }

  private static double trace(double[][] matrix) {
    double sum = 0;
    for (int i = 0; i < matrix.length; i++) {
      sum += matrix[i][i];
    }
    return sum;
  }

  private static double[][] times(double[][] a, double[][] b) {
    int size = a.length;
    double[][] product = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double left = a[i][k];
        if (left != 0) {
          for (int j = 0; j < size; j++) {
            product[i][j] += left * b[k][j];
          }
        }
      }
    }
    return product;
  }
}
