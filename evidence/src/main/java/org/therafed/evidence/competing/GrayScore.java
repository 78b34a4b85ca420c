package org.therafed.evidence.competing;

import java.util.Arrays;
import java.util.List;

/**
 * Score and variance of Gray's test (rho 0) in one stratum, for one cause against all others.
 *
 * <p>With R = Y(1 − F−)/S− the adjusted risk set of each group, the score of group i is its events
 * less the pooled events in proportion to R. Its variance sums over groups k and event times the
 * squared influence a_ik + b·(c_ik(∞) − c_ik(t)) of the cause's own events and b·(c_ik(∞) −
 * c_ik(t)) of the others', with h = Y/S−, a_ik = h_i(1[i=k] − h_k/h.), c_ik = ∫ a_ik dF₀/(1 − F₀−),
 * F₀ = ∫ dN/h., and b = 1 − (1 − F₀)/S_k or (1 − F₀)/S_k. Tied events carry a finite-population
 * factor.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176350951">Gray 1988, Ann Stat 16:1141</a>
 */
final class GrayScore {
  private final List<Strand> groups;
  private final int cause;
  private final int k;
  private final double[] h;
  private final double[] before;
  private final double[] after;
  private final double[] incidence;
  private double pooledBefore;
  private double pooled;
  private final double[][] c;

  GrayScore(List<Strand> groups, int cause) {
    this.groups = groups;
    this.cause = cause;
    this.k = groups.size();
    this.h = new double[k];
    this.before = new double[k];
    this.after = new double[k];
    this.incidence = new double[k];
    this.c = new double[k][k];
  }

  /** Adds this stratum's score and variance. The second pass needs what the first ends in. */
  void addTo(double[] score, double[][] variance) {
    pass(score, null, null);
    double[][] end = new double[k][];
    for (int i = 0; i < k; i++) {
      end[i] = c[i].clone();
      Arrays.fill(c[i], 0);
    }
    pass(null, variance, end);
  }

  private void pass(double[] score, double[][] variance, double[][] end) {
    Arrays.fill(before, 1);
    Arrays.fill(after, 1);
    Arrays.fill(incidence, 0);
    pooledBefore = 0;
    pooled = 0;
    int size = groups.get(0).axis.length;
    for (int j = 0; j < size; j++) {
      long own = 0;
      long all = 0;
      for (Strand group : groups) {
        own += group.events[cause][j];
        all += group.allEvents(j);
      }
      if (all > 0) {
        step(j, own, score, variance, end);
      }
    }
  }

  private void step(int j, long own, double[] score, double[][] variance, double[][] end) {
    double total = 0;
    double adjusted = 0;
    for (int i = 0; i < k; i++) {
      Strand group = groups.get(i);
      long n = group.atRisk[j];
      // A group whose risk set events once emptied has no event-free probability to divide by.
      h[i] = n > 0 && before[i] > 0 ? n / before[i] : 0;
      total += h[i];
      adjusted += h[i] * (1 - incidence[i]);
      after[i] = n > 0 ? before[i] * (n - group.allEvents(j)) / n : before[i];
    }
    if (total > 0) {
      pooled = pooledBefore + own / total;
      if (own > 0 && adjusted > 0 && score != null) {
        for (int i = 0; i < k; i++) {
          double expected = own * h[i] * (1 - incidence[i]) / adjusted;
          score[i] += groups.get(i).events[cause][j] - expected;
        }
      }
      if (pooledBefore < 1) {
        accumulate(own / (total * (1 - pooledBefore)), total);
      }
      if (variance != null) {
        addVariance(j, own, total, variance, end);
      }
    }
    for (int i = 0; i < k; i++) {
      Strand group = groups.get(i);
      long n = group.atRisk[j];
      incidence[i] += n > 0 ? before[i] * group.events[cause][j] / n : 0;
      before[i] = after[i];
    }
    pooledBefore = pooled;
  }

  private void accumulate(double hazard, double total) {
    for (int i = 0; i < k; i++) {
      for (int m = 0; m < k; m++) {
        c[i][m] += share(i, m, total) * hazard;
      }
    }
  }

  private double share(int i, int m, double total) {
    return h[i] * ((i == m ? 1 : 0) - h[m] / total);
  }

  private void addVariance(int j, long own, double total, double[][] variance, double[][] end) {
    double[] influence = new double[k];
    for (int m = 0; m < k; m++) {
      if (h[m] == 0) {
        continue;
      }
      long n = groups.get(m).atRisk[j];
      if (own > 0) {
        double b = after[m] > 0 ? 1 - (1 - pooled) / after[m] : 1;
        for (int i = 0; i < k; i++) {
          influence[i] = share(i, m, total) + b * (end[i][m] - c[i][m]);
        }
        double weight = finite(own, total * before[m]) * before[m] * own / (total * n);
        add(variance, influence, weight);
      }
      long other = groups.get(m).allEvents(j) - groups.get(m).events[cause][j];
      if (other > 0 && after[m] > 0) {
        double b = (1 - pooled) / after[m];
        for (int i = 0; i < k; i++) {
          influence[i] = b * (end[i][m] - c[i][m]);
        }
        double weight =
            finite(other, (double) n) * before[m] * before[m] * other / ((double) n * n);
        add(variance, influence, weight);
      }
    }
  }

  private static double finite(long events, double of) {
    return events > 1 && of > 1 ? 1 - (events - 1) / (of - 1) : 1;
  }

  private static void add(double[][] variance, double[] influence, double weight) {
    for (int i = 0; i < influence.length; i++) {
      for (int m = 0; m < influence.length; m++) {
        variance[i][m] += influence[i] * influence[m] * weight;
      }
    }
  }
}
