package org.therafed.evidence.cox;

import java.util.Arrays;
import java.util.Optional;

/**
 * Harrell's concordance of the linear predictor (Harrell et al. 1982, JAMA 247:2543), within
 * strata, weighted by pairs, with late entry; O(n log n) by trees of weights over ranked scores.
 *
 * <p>An event is compared with everybody at risk beyond its time. Ties in time are no pair.
 */
final class ConcordantPairs {
  private final CoxData data;
  private final double[] eta;
  private final double[] concordant;
  private final double[] pairs;

  private ConcordantPairs(CoxData data, double[] eta) {
    this.data = data;
    this.eta = eta;
    this.concordant = new double[data.n];
    this.pairs = new double[data.n];
  }

  /** Empty if no pair can be compared. */
  static Optional<Concordance> of(CoxData data, double[] beta) {
    RiskSweep sweep = new RiskSweep(data);
    sweep.at(beta);
    ConcordantPairs counts = new ConcordantPairs(data, sweep.eta);
    for (int s = 0; s + 1 < data.start.length; s++) {
      counts.stratum(data.start[s], data.start[s + 1]);
    }
    double[] byCluster = new double[data.clusters];
    double sum = 0;
    double all = 0;
    for (int i = 0; i < data.n; i++) {
      sum += counts.concordant[i];
      all += counts.pairs[i];
    }
    if (!(all > 0)) {
      return Optional.empty();
    }
    double value = sum / all;
    // Each pair is counted at both of its rows, so the total is twice the pairs and the influence
    // of a row is twice its own share.
    for (int i = 0; i < data.n; i++) {
      byCluster[data.cluster[i]] += 2 * (counts.concordant[i] - value * counts.pairs[i]) / all;
    }
    double variance = Arrays.stream(byCluster).map(v -> v * v).sum();
    return Optional.of(new Concordance(value, Math.sqrt(variance)));
  }

  private void stratum(int from, int to) {
    double[] sorted = Arrays.copyOfRange(eta, from, to);
    Arrays.sort(sorted);
    int distinct = 0;
    for (double each : sorted) {
      // Equal covariates give equal scores to the last bit, so ties need no tolerance.
      if (distinct == 0 || each > sorted[distinct - 1]) {
        sorted[distinct++] = each;
      }
    }
    int[] rank = new int[to - from];
    for (int i = from; i < to; i++) {
      rank[i - from] = Arrays.binarySearch(sorted, 0, distinct, eta[i]);
    }
    latestFirst(from, to, rank, distinct);
    earliestFirst(from, to, rank, distinct);
  }

  /** At each event: what it wins against those at risk beyond its time. */
  private void latestFirst(int from, int to, int[] rank, int distinct) {
    WeightTree present = new WeightTree(distinct);
    int leaver = from;
    int i = from;
    while (i < to) {
      int time = data.exit[i];
      if (data.byEntry != null) {
        for (; leaver < to && data.entry[data.byEntry[leaver]] >= time; leaver++) {
          int row = data.byEntry[leaver];
          present.add(rank[row - from], -data.weight[row]);
        }
      }
      int end = i;
      for (; end < to && data.exit[end] == time; end++) {
        // Censored at an event's time is beyond it.
        if (data.event[end] == 0) {
          present.add(rank[end - from], data.weight[end]);
        }
      }
      for (int row = i; row < end; row++) {
        if (data.event[row] != 0) {
          int at = rank[row - from];
          double tied = present.at(at);
          add(row, present.below(at) + tied / 2, present.total());
        }
      }
      for (int row = i; row < end; row++) {
        if (data.event[row] != 0) {
          present.add(rank[row - from], data.weight[row]);
        }
      }
      i = end;
    }
  }

  /** At each row: what the events while it was at risk win against it. */
  private void earliestFirst(int from, int to, int[] rank, int distinct) {
    WeightTree died = new WeightTree(distinct);
    int enterer = to - 1;
    int i = to - 1;
    while (i >= from) {
      int time = data.exit[i];
      if (data.byEntry != null) {
        for (; enterer >= from && data.entry[data.byEntry[enterer]] < time; enterer--) {
          int row = data.byEntry[enterer];
          if (data.entry[row] >= 0) {
            won(row, died, rank[row - from], -1);
          }
        }
      }
      int end = i;
      for (; end >= from && data.exit[end] == time; end--) {
        if (data.event[end] != 0) {
          won(end, died, rank[end - from], 1);
        }
      }
      for (int row = i; row > end; row--) {
        if (data.event[row] != 0) {
          died.add(rank[row - from], data.weight[row]);
        }
      }
      for (int row = i; row > end; row--) {
        if (data.event[row] == 0) {
          won(row, died, rank[row - from], 1);
        }
      }
      i = end;
    }
  }

  private void won(int row, WeightTree died, int at, int sign) {
    double tied = died.at(at);
    double above = died.total() - died.below(at) - tied;
    add(row, sign * (above + tied / 2), sign * died.total());
  }

  private void add(int row, double won, double compared) {
    concordant[row] += data.weight[row] * won;
    pairs[row] += data.weight[row] * compared;
  }
}
