package org.therafed.evidence.cox;

/**
 * How large weights and covariates are, as powers of two: the mean binary exponent of the weights
 * and, by covariate, of the deviations from their stratum's mean. Means of exponents add up over
 * sources at any unit, which a sum of squares in fixed point would not.
 *
 * <p>Sums: rows of positive weight, Σ exponents of the weights; deviations other than 0 by
 * covariate; Σ their exponents by covariate.
 */
final class CoxScale {
  private static final int BY_COVARIATE = 2;

  private final int weight;
  private final int[] covariates;

  private CoxScale(int weight, int[] covariates) {
    this.weight = weight;
    this.covariates = covariates;
  }

  static int size(CoxLayout layout) {
    return BY_COVARIATE + 2 * layout.width();
  }

  static double[] sums(CoxData data) {
    int width = data.width;
    double[] sums = new double[BY_COVARIATE + 2 * width];
    for (int i = 0; i < data.n; i++) {
      if (data.weight[i] > 0) {
        sums[0]++;
        sums[1] += Math.getExponent(data.weight[i]);
      }
      for (int k = 0; k < width; k++) {
        double deviation = data.x[i * width + k];
        if (deviation != 0) {
          sums[BY_COVARIATE + k]++;
          sums[BY_COVARIATE + width + k] += Math.getExponent(deviation);
        }
      }
    }
    return sums;
  }

  static CoxScale of(CoxLayout layout, double[] total) {
    int[] covariates = new int[layout.width()];
    for (int k = 0; k < covariates.length; k++) {
      covariates[k] = mean(total[BY_COVARIATE + layout.width() + k], total[BY_COVARIATE + k]);
    }
    return new CoxScale(mean(total[1], total[0]), covariates);
  }

  private static int mean(double sum, double count) {
    return count > 0 ? (int) Math.rint(sum / count) : 0;
  }

  /** Exponents of the sums of stage {@code newton}. */
  int[] newton(CoxLayout layout) {
    int[] all = new int[layout.newtonSize()];
    all[CoxLayout.LOG_LIKELIHOOD] = weight;
    vector(all, layout.score(), weight);
    triangle(all, layout.information(), weight);
    for (int k = 0; k < covariates.length; k++) {
      all[layout.moment() + k] = weight + 2 * covariates[k];
    }
    return all;
  }

  /** Exponents of the sums of stage {@code final}. */
  int[] last(CoxLayout layout) {
    int[] all = new int[layout.finalSize()];
    triangle(all, layout.meat(), 2 * weight);
    vector(all, layout.timeScore(), weight);
    triangle(all, layout.timeCross(), weight);
    triangle(all, layout.timeInformation(), weight);
    return all;
  }

  private void vector(int[] all, int from, int factor) {
    for (int k = 0; k < covariates.length; k++) {
      all[from + k] = factor + covariates[k];
    }
  }

  private void triangle(int[] all, int from, int factor) {
    int at = from;
    for (int j = 0; j < covariates.length; j++) {
      for (int k = 0; k <= j; k++) {
        all[at++] = factor + covariates[j] + covariates[k];
      }
    }
  }
}
