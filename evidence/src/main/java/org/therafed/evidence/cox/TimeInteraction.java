package org.therafed.evidence.cox;

import java.util.function.IntToDoubleFunction;

/**
 * Score and information of θ in β + θ·g(t) at θ = 0: Σ g·(x − x̄), Σ g·V and Σ g²·V over the event
 * times, the parts of the proportional-hazards test of Grambsch and Therneau 1994, Biometrika
 * 81:515, in its exact score form.
 */
final class TimeInteraction implements RiskSweep.Visitor {
  private final int width;
  private final boolean efron;
  private final IntToDoubleFunction g;
  private final double[] mean;
  final double[] score;
  final double[] cross;
  final double[] information;

  /**
   * Sums there.
   *
   * @param g of a time's rank
   */
  TimeInteraction(CoxData data, Ties ties, double[] beta, IntToDoubleFunction g) {
    this.width = data.width;
    this.efron = ties == Ties.EFRON;
    this.g = g;
    this.mean = new double[width];
    this.score = new double[width];
    this.cross = new double[width * (width + 1) / 2];
    this.information = new double[cross.length];
    RiskSweep sweep = new RiskSweep(data);
    sweep.at(beta);
    sweep.walk(this);
  }

  @Override
  public void events(RiskSums s, int stratum, int rank, int to) {
    double at = g.applyAsDouble(rank);
    int draws = efron ? s.deaths : 1;
    double each = s.deadWeight / draws;
    for (int j = 0; j < width; j++) {
      score[j] += at * s.deadX[j];
    }
    for (int d = 0; d < draws; d++) {
      double gone = (double) d / draws;
      double all = s.all0 - gone * s.dead0;
      int place = 0;
      for (int j = 0; j < width; j++) {
        mean[j] = (s.all1[j] - gone * s.dead1[j]) / all;
        score[j] -= at * each * mean[j];
        for (int k = 0; k <= j; k++, place++) {
          double v = each * ((s.all2[place] - gone * s.dead2[place]) / all - mean[j] * mean[k]);
          cross[place] += at * v;
          information[place] += at * at * v;
        }
      }
    }
  }
}
