package org.therafed.evidence.cox;

import java.util.Arrays;

/**
 * Baseline hazard increments of one stratum and the means that belong to them. Places count the
 * event times from the earliest, from 1; place 0 is before all of them.
 */
final class Hazards implements RiskSweep.Visitor {
  private final int width;
  private final boolean efron;
  private int size;
  private int[] ranks = new int[64];

  /** Cumulative hazard up to each place. */
  double[] hazard = new double[64];

  /** Cumulative hazard times mean covariates. */
  double[] weighted;

  /** What one of the tied events itself is exposed to at its time. */
  double[] own = new double[64];

  double[] ownWeighted;

  /** Mean covariates at the time, over the tied events' risk sets. */
  double[] mean;

  Hazards(CoxData data, boolean efron) {
    this.width = data.width;
    this.efron = efron;
    weighted = new double[64 * width];
    ownWeighted = new double[64 * width];
    mean = new double[64 * width];
  }

  void clear() {
    size = 0;
  }

  @Override
  public void events(RiskSums s, int stratum, int rank, int to) {
    if (size + 2 > ranks.length) {
      grow();
    }
    size++;
    ranks[size] = rank;
    hazard[size] = 0;
    own[size] = 0;
    Arrays.fill(weighted, size * width, (size + 1) * width, 0);
    Arrays.fill(ownWeighted, size * width, (size + 1) * width, 0);
    Arrays.fill(mean, size * width, (size + 1) * width, 0);
    double share = s.deadWeight / s.deaths;
    int draws = efron ? s.deaths : 1;
    double each = efron ? share : s.deadWeight;
    for (int d = 0; d < draws; d++) {
      double gone = (double) d / draws;
      double all = s.all0 - gone * s.dead0;
      double step = each / all;
      hazard[size] += step;
      own[size] += (1 - gone) * step;
      for (int k = 0; k < width; k++) {
        double m = (s.all1[k] - gone * s.dead1[k]) / all;
        weighted[size * width + k] += m * step;
        ownWeighted[size * width + k] += (1 - gone) * m * step;
        mean[size * width + k] += m / draws;
      }
    }
  }

  private void grow() {
    int room = ranks.length * 2;
    ranks = Arrays.copyOf(ranks, room);
    hazard = Arrays.copyOf(hazard, room);
    own = Arrays.copyOf(own, room);
    weighted = Arrays.copyOf(weighted, room * width);
    ownWeighted = Arrays.copyOf(ownWeighted, room * width);
    mean = Arrays.copyOf(mean, room * width);
  }

  /** Turns the increments, which came from the latest, into sums from the earliest. */
  void accumulate() {
    for (int low = 1, high = size; low < high; low++, high--) {
      int rank = ranks[low];
      ranks[low] = ranks[high];
      ranks[high] = rank;
      swap(hazard, low, high, 1);
      swap(own, low, high, 1);
      swap(weighted, low, high, width);
      swap(ownWeighted, low, high, width);
      swap(mean, low, high, width);
    }
    hazard[0] = 0;
    Arrays.fill(weighted, 0, width, 0);
    for (int at = 1; at <= size; at++) {
      hazard[at] += hazard[at - 1];
      for (int k = 0; k < width; k++) {
        weighted[at * width + k] += weighted[(at - 1) * width + k];
      }
    }
  }

  private static void swap(double[] values, int one, int other, int width) {
    for (int k = 0; k < width; k++) {
      double value = values[one * width + k];
      values[one * width + k] = values[other * width + k];
      values[other * width + k] = value;
    }
  }

  /** How many event times. */
  int size() {
    return size;
  }

  /** The time's rank at a place. */
  int rank(int place) {
    return ranks[place];
  }

  /** Place of the last event time at or before a rank. */
  int upTo(int rank) {
    int at = Arrays.binarySearch(ranks, 1, size + 1, rank);
    return at >= 0 ? at : -at - 2;
  }
}
