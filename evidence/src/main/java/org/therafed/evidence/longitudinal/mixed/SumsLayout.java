package org.therafed.evidence.longitudinal.mixed;

import java.util.Arrays;
import org.therafed.evidence.rounds.RoundSums;

/**
 * Where each sum of the mixed model stands in the round's vector: persons, measurements, log|V|,
 * y'V⁻¹y, then X'V⁻¹y and X'V⁻¹X, and for each covariance parameter k the same with V⁻¹VₖV⁻¹ and
 * tr(V⁻¹Vₖ); then tr(V⁻¹VₖV⁻¹Vₗ) by pair; in the last stage X'V⁻¹VₖV⁻¹VₗV⁻¹X by pair as well.
 */
final class SumsLayout {
  static final int PERSONS = 0;
  static final int MEASUREMENTS = 1;
  static final int LOG_DETERMINANT = 2;

  private final int effects;
  private final int parameters;

  SumsLayout(int effects, int parameters) {
    this.effects = effects;
    this.parameters = parameters;
  }

  /** How many sums a stage has. */
  int size(boolean information) {
    int scores = 3 + (1 + parameters) * block() + pairs();
    return information ? scores + pairs() * effects * effects : scores;
  }

  /** A power of two near the size of each sum where covariances are near 2^theta. */
  int[] exponents(int theta, boolean information) {
    int[] all = new int[size(information)];
    for (int block = 0; block <= parameters; block++) {
      int inverse = block == 0 ? -theta : -2 * theta;
      all[quadratic(block)] = theta + inverse;
      all[trace(block)] = theta + inverse;
      Arrays.fill(all, vector(block), matrix(block), theta / 2 + inverse);
      Arrays.fill(all, matrix(block), matrix(block) + effects * effects, inverse);
    }
    Arrays.fill(all, pairTrace(0, 0), pairTrace(0, 0) + pairs(), -2 * theta);
    if (information) {
      Arrays.fill(all, pairMatrix(0, 0), all.length, -3 * theta);
    }
    return all;
  }

  private int block() {
    return 2 + effects + effects * effects;
  }

  private int pairs() {
    return parameters * (parameters + 1) / 2;
  }

  /** Block 0 is of V⁻¹, block k + 1 of V⁻¹VₖV⁻¹. Its first sum is y'·y. */
  int quadratic(int block) {
    return 3 + block * block();
  }

  /** tr(V⁻¹Vₖ) for block k + 1; unused in block 0. */
  int trace(int block) {
    return quadratic(block) + 1;
  }

  int vector(int block) {
    return quadratic(block) + 2;
  }

  int matrix(int block) {
    return vector(block) + effects;
  }

  int pairTrace(int k, int l) {
    return quadratic(1 + parameters) + pair(k, l);
  }

  int pairMatrix(int k, int l) {
    return quadratic(1 + parameters) + pairs() + pair(k, l) * effects * effects;
  }

  private static int pair(int k, int l) {
    int high = Math.max(k, l);
    return high * (high + 1) / 2 + Math.min(k, l);
  }

  double[] vectorOf(RoundSums sums, int at) {
    double[] vector = new double[effects];
    for (int i = 0; i < effects; i++) {
      vector[i] = sums.get(at + i);
    }
    return vector;
  }

  double[][] matrixOf(RoundSums sums, int at) {
    double[][] matrix = new double[effects][effects];
    for (int i = 0; i < effects; i++) {
      for (int j = 0; j < effects; j++) {
        matrix[i][j] = sums.get(at + i * effects + j);
      }
    }
    return matrix;
  }
}
