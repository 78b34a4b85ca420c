package org.therafed.evidence.competing;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.LevelCounts;
import org.therafed.evidence.rounds.RoundSums;

/**
 * Layout of a source's answer: rows, events, sites, strata, risk sets that underflowed, log
 * likelihood, score, information (upper triangle by rows), squares of the raw covariates, persons
 * by level ({@link LevelCounts}), then in the last round the middle of the sandwich.
 */
final class FineGraySums {
  /** The first stage: by covariate the deviations other than 0, then Σ their binary exponents. */
  static final String SCALE = "scale";

  static final String NEWTON = "newton";
  static final String VARIANCE = "variance";
  static final int ROWS = 0;
  static final int EVENTS = 1;
  static final int SITES = 2;
  static final int STRATA = 3;
  static final int FAILED = 4;
  static final int LOG_LIKELIHOOD = 5;
  static final int SCORE = 6;

  /** What is left of a constant column after centring is below this part of it. */
  private static final double ROUNDING = 1e-12;

  private FineGraySums() {}

  static int triangle(int p) {
    return p * (p + 1) / 2;
  }

  static int information(int p) {
    return SCORE + p;
  }

  static int squares(int p) {
    return information(p) + triangle(p);
  }

  static int levels(int p) {
    return squares(p) + p;
  }

  static int sandwich(int p) {
    return levels(p) + LevelCounts.size(p);
  }

  static int size(int p, boolean variance) {
    return sandwich(p) + (variance ? triangle(p) : 0);
  }

  /** Adds, for rows of centred columns whose raw squares sum to so much, the first stage's sums. */
  static void addScale(double[] x, int n, double[] squares, double[] sums) {
    int p = squares.length;
    for (int k = 0; k < p; k++) {
      double rounding = ROUNDING * Math.sqrt(squares[k] / n);
      for (int i = 0; i < n; i++) {
        double deviation = x[i * p + k];
        if (Math.abs(deviation) > rounding) {
          sums[k]++;
          sums[p + k] += Math.getExponent(deviation);
        }
      }
    }
  }

  /**
   * A power of two near the size of each sum, from the mean exponents of the covariates' deviations
   * in the total of the first stage. The squares of raw covariates only scale rounding.
   */
  static int[] exponents(RoundSums scale, int p, boolean variance) {
    int[] x = new int[p];
    for (int k = 0; k < p; k++) {
      x[k] = scale.get(k) > 0 ? (int) Math.rint(scale.get(p + k) / scale.get(k)) : 0;
    }
    int[] all = new int[size(p, variance)];
    System.arraycopy(x, 0, all, SCORE, p);
    for (int k = 0; k < p; k++) {
      // Small squares may round to 0, they are a lower bound then; large ones must not overflow.
      all[squares(p) + k] = Math.max(0, 2 * x[k]);
    }
    for (int i = 0, at = 0; i < p; i++) {
      for (int j = i; j < p; j++, at++) {
        all[information(p) + at] = x[i] + x[j];
        if (variance) {
          all[sandwich(p) + at] = x[i] + x[j];
        }
      }
    }
    return all;
  }

  static RoundSums check(RoundSums sums, int wanted) {
    if (sums.size() != 0 && sums.size() != wanted) {
      throw EvidenceCode.ROUND_SHAPE.with(sums.size() + " sums");
    }
    return sums;
  }

  /** The symmetric matrix whose upper triangle begins at an offset. */
  static double[][] matrix(RoundSums sums, int offset, int p) {
    double[][] matrix = new double[p][p];
    int at = offset;
    for (int i = 0; i < p; i++) {
      for (int j = i; j < p; j++) {
        matrix[i][j] = sums.get(at);
        matrix[j][i] = sums.get(at++);
      }
    }
    return matrix;
  }

  /** Adds factor · x xᵀ to an upper triangle. */
  static void addOuter(double[] sums, int offset, double[] x, int from, int p, double factor) {
    int at = offset;
    for (int i = 0; i < p; i++) {
      double left = factor * x[from + i];
      for (int j = i; j < p; j++) {
        sums[at++] += left * x[from + j];
      }
    }
  }
}
