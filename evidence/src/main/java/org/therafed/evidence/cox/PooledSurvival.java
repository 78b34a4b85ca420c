package org.therafed.evidence.cox;

/** Kaplan–Meier of all rows pooled over strata, unweighted. */
final class PooledSurvival {
  private PooledSurvival() {}

  /** 1 − S(t−) by rank of time. */
  static double[] lostBefore(CoxData data) {
    int size = data.times.length;
    int[] entered = new int[size];
    int[] left = new int[size];
    int[] events = new int[size];
    int present = 0;
    for (int i = 0; i < data.n; i++) {
      left[data.exit[i]]++;
      events[data.exit[i]] += data.event[i];
      if (data.entry[i] < 0) {
        present++;
      } else {
        entered[data.entry[i]]++;
      }
    }
    double[] lost = new double[size];
    double survival = 1;
    for (int rank = 0; rank < size; rank++) {
      lost[rank] = 1 - survival;
      if (events[rank] > 0) {
        survival *= (double) (present - events[rank]) / present;
      }
      // Whoever enters at a time is at risk after it.
      present += entered[rank] - left[rank];
    }
    return lost;
  }
}
