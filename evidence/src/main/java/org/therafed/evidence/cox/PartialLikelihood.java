package org.therafed.evidence.cox;

/**
 * Logarithm of the partial likelihood, its score and its information at given coefficients, over
 * weighted rows with strata, late entry and tied events.
 *
 * <p>With d tied events of mean weight w̄, Efron: ℓ = Σ w·η − w̄·Σ_{k&lt;d} ln(S0 − k/d·D0);
 * Breslow: the same with D0 = 0. Sums are over this data only, so those of several strata add up.
 */
final class PartialLikelihood implements RiskSweep.Visitor {
  private final CoxData data;
  private final boolean efron;
  private final boolean exact;
  private final RiskSweep sweep;
  private final double[] mean;

  double logLikelihood;
  final double[] score;

  /** Lower triangle by rows. */
  final double[] information;

  /** Diagonal of the information before the squared means are taken off: its rounding's scale. */
  final double[] moment;

  PartialLikelihood(CoxData data, Ties ties) {
    this.data = data;
    this.efron = ties == Ties.EFRON;
    this.exact = ties == Ties.EXACT;
    this.sweep = new RiskSweep(data);
    this.mean = new double[data.width];
    this.score = new double[data.width];
    this.information = new double[data.width * (data.width + 1) / 2];
    this.moment = new double[data.width];
  }

  /** Evaluates there. False if no number can be told: the coefficients are too far out. */
  boolean at(double[] beta) {
    logLikelihood = 0;
    java.util.Arrays.fill(score, 0);
    java.util.Arrays.fill(information, 0);
    java.util.Arrays.fill(moment, 0);
    if (!sweep.at(beta)) {
      return false;
    }
    sweep.walk(this);
    boolean finite = Double.isFinite(logLikelihood);
    for (double each : information) {
      finite &= Double.isFinite(each);
    }
    for (double each : score) {
      finite &= Double.isFinite(each);
    }
    return finite;
  }

  @Override
  public void events(RiskSums s, int stratum, int rank, int to) {
    int width = data.width;
    logLikelihood += s.deadEta;
    for (int j = 0; j < width; j++) {
      score[j] += s.deadX[j];
    }
    if (exact && s.deaths > 1) {
      ExactTies draws = new ExactTies(width, s.deaths);
      for (int i = data.start[stratum]; i < to; i++) {
        if (data.entry[i] < rank) {
          draws.add(sweep.risk[i], data.x, i * width);
        }
      }
      logLikelihood -= draws.logSum();
      draws.subtractFrom(score, information, moment);
      return;
    }
    double share = s.deadWeight / s.deaths;
    for (int d = 0; d < s.deaths; d++) {
      double gone = efron ? (double) d / s.deaths : 0;
      double all = s.all0 - gone * s.dead0;
      logLikelihood -= share * Math.log(all);
      int at = 0;
      for (int j = 0; j < width; j++) {
        mean[j] = (s.all1[j] - gone * s.dead1[j]) / all;
        score[j] -= share * mean[j];
        for (int k = 0; k <= j; k++, at++) {
          double second = (s.all2[at] - gone * s.dead2[at]) / all;
          information[at] += share * (second - mean[j] * mean[k]);
          if (k == j) {
            moment[j] += share * second;
          }
        }
      }
      if (!efron) {
        // Every tied event sees the same risk set: the first stands for the others.
        repeat(s, all);
        return;
      }
    }
  }

  private void repeat(RiskSums s, double all) {
    double rest = s.deadWeight / s.deaths * (s.deaths - 1);
    logLikelihood -= rest * Math.log(all);
    int at = 0;
    for (int j = 0; j < data.width; j++) {
      score[j] -= rest * mean[j];
      for (int k = 0; k <= j; k++, at++) {
        double second = s.all2[at] / all;
        information[at] += rest * (second - mean[j] * mean[k]);
        if (k == j) {
          moment[j] += rest * second;
        }
      }
    }
  }
}
