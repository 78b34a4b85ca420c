package org.therafed.evidence.cox;

import java.util.Arrays;
import org.therafed.evidence.rounds.LevelCounts;

/** The total of one round of {@link CoxFit} at some coefficients. */
final class CoxStep {
  private final double[] beta;
  private final long sites;
  private final long rows;
  private final long events;
  private final boolean impossible;
  private final double meanEventTime;
  private final double logLikelihood;
  private final double[] score;
  private final double[][] information;
  private final double[] moment;
  private final long smallestLevel;

  private CoxStep(
      double[] beta,
      long sites,
      long rows,
      long events,
      boolean impossible,
      double meanEventTime,
      double logLikelihood,
      double[] score,
      double[][] information,
      double[] moment,
      long smallestLevel) {
    this.beta = beta;
    this.sites = sites;
    this.rows = rows;
    this.events = events;
    this.impossible = impossible;
    this.meanEventTime = meanEventTime;
    this.logLikelihood = logLikelihood;
    this.score = score;
    this.information = information;
    this.moment = moment;
    this.smallestLevel = smallestLevel;
  }

  double[] beta() {
    return beta;
  }

  long sites() {
    return sites;
  }

  long rows() {
    return rows;
  }

  long events() {
    return events;
  }

  boolean impossible() {
    return impossible;
  }

  double meanEventTime() {
    return meanEventTime;
  }

  double logLikelihood() {
    return logLikelihood;
  }

  double[] score() {
    return score;
  }

  double[][] information() {
    return information;
  }

  double[] moment() {
    return moment;
  }

  /** Fewest persons at any level of a covariate. */
  long smallestLevel() {
    return smallestLevel;
  }

  static CoxStep of(CoxLayout layout, double[] beta, double[] sums) {
    int p = layout.width();
    double events = sums[CoxLayout.EVENTS];
    return new CoxStep(
        beta.clone(),
        Math.round(sums[CoxLayout.SITES]),
        Math.round(sums[CoxLayout.ROWS]),
        Math.round(events),
        Math.round(sums[CoxLayout.IMPOSSIBLE]) > 0,
        Math.round(events) > 0 ? sums[CoxLayout.EVENT_TIME] / events : 0,
        sums[CoxLayout.LOG_LIKELIHOOD],
        Arrays.copyOfRange(sums, layout.score(), layout.score() + p),
        Symmetric.square(
            Arrays.copyOfRange(
                sums, layout.information(), layout.information() + layout.triangle()),
            p),
        Arrays.copyOfRange(sums, layout.moment(), layout.moment() + p),
        LevelCounts.smallest(sums, layout.levels(), p));
  }
}
