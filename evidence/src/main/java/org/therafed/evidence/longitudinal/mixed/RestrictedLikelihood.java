package org.therafed.evidence.longitudinal.mixed;

import java.util.Optional;
import org.therafed.evidence.rounds.RoundSums;

/**
 * The restricted likelihood and its derivatives at one point, from the sums there (Patterson &amp;
 * Thompson 1971, Biometrika 58:545).
 */
final class RestrictedLikelihood {
  private final RoundSums sums;
  private final SumsLayout layout;
  private final double[] effects;
  private final double[][] covariance;
  private final double value;

  private RestrictedLikelihood(
      RoundSums sums, SumsLayout layout, double[] effects, double[][] covariance, double value) {
    this.sums = sums;
    this.layout = layout;
    this.effects = effects;
    this.covariance = covariance;
    this.value = value;
  }

  /** Empty if the fixed effects cannot be told apart. */
  static Optional<RestrictedLikelihood> of(RoundSums sums, SumsLayout layout) {
    Optional<Cholesky> root = Cholesky.of(layout.matrixOf(sums, layout.matrix(0)));
    if (root.isEmpty()) {
      return Optional.empty();
    }
    double[] right = layout.vectorOf(sums, layout.vector(0));
    double[] effects = root.get().solve(right);
    double residual = sums.get(layout.quadratic(0));
    for (int e = 0; e < effects.length; e++) {
      residual -= right[e] * effects[e];
    }
    double degrees = sums.get(SumsLayout.MEASUREMENTS) - effects.length;
    double value =
        -0.5
            * (sums.get(SumsLayout.LOG_DETERMINANT)
                + root.get().logDeterminant()
                + residual
                + degrees * Math.log(2 * Math.PI));
    return Optional.of(
        new RestrictedLikelihood(sums, layout, effects, root.get().inverse(), value));
  }

  double value() {
    return value;
  }

  double[] effects() {
    return effects.clone();
  }

  double[][] covariance() {
    return covariance;
  }

  long persons() {
    return Math.round(sums.get(SumsLayout.PERSONS));
  }

  long measurements() {
    return Math.round(sums.get(SumsLayout.MEASUREMENTS));
  }

  /** (y − Xβ)'V⁻¹(y − Xβ) per measurement left after the effects. */
  double scale() {
    double[] right = layout.vectorOf(sums, layout.vector(0));
    double residual = sums.get(layout.quadratic(0));
    for (int e = 0; e < effects.length; e++) {
      residual -= right[e] * effects[e];
    }
    return residual / (sums.get(SumsLayout.MEASUREMENTS) - effects.length);
  }

  /** ∂/∂θₖ = ½ (r'V⁻¹VₖV⁻¹r − tr(V⁻¹Vₖ) + tr(A⁻¹X'V⁻¹VₖV⁻¹X)). */
  double score(int k) {
    double[] q = layout.vectorOf(sums, layout.vector(k + 1));
    double[][] p = layout.matrixOf(sums, layout.matrix(k + 1));
    double residual = sums.get(layout.quadratic(k + 1));
    for (int e = 0; e < effects.length; e++) {
      residual -= 2 * effects[e] * q[e];
      for (int f = 0; f < effects.length; f++) {
        residual += effects[e] * p[e][f] * effects[f];
      }
    }
    return 0.5 * (residual - sums.get(layout.trace(k + 1)) + traceOfProduct(covariance, p));
  }

  /** ½ tr(V⁻¹VₖV⁻¹Vₗ): the expected information but for the fixed effects, enough for a step. */
  double stepInformation(int k, int l) {
    return 0.5 * sums.get(layout.pairTrace(k, l));
  }

  /** The expected information of the restricted likelihood; of the last stage's sums only. */
  double information(int k, int l) {
    double[][] both = layout.matrixOf(sums, layout.pairMatrix(k, l));
    return 0.5
        * (sums.get(layout.pairTrace(k, l))
            - 2 * traceOfProduct(covariance, both)
            + traceOfProduct(half(k), half(l)));
  }

  /** A⁻¹X'V⁻¹VₖV⁻¹X. */
  private double[][] half(int k) {
    return times(covariance, layout.matrixOf(sums, layout.matrix(k + 1)));
  }

  /** ∂A⁻¹/∂θₖ. */
  double[][] derivative(int k) {
    return times(half(k), covariance);
  }

  private static double traceOfProduct(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        sum += a[i][j] * b[j][i];
      }
    }
    return sum;
  }

  private static double[][] times(double[][] a, double[][] b) {
    int size = a.length;
    double[][] product = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        for (int j = 0; j < size; j++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }
}
