package org.therafed.evidence.cox;

/**
 * Walks through the risk sets of sorted rows at given coefficients, from the latest time to the
 * earliest, adding whoever's interval ends and taking away whoever had not entered: O(n·p²) in all.
 */
final class RiskSweep {
  /** After taking away this much of the sums their rounding is no longer small. */
  private static final double CANCELLED = 1e-6;

  /** What is done at each time with events. */
  interface Visitor {
    /**
     * Takes one time.
     *
     * @param sums over the rows at risk and the events
     * @param stratum its place
     * @param rank of the time
     * @param to the stratum's rows before this place end at this time or later
     */
    void events(RiskSums sums, int stratum, int rank, int to);
  }

  private final CoxData data;
  private final RiskSums sums;
  private double high;

  /** exp(η) by row at the last coefficients. */
  final double[] risk;

  final double[] eta;

  RiskSweep(CoxData data) {
    this.data = data;
    this.sums = new RiskSums(data.width);
    this.risk = new double[data.n];
    this.eta = new double[data.n];
  }

  /** Takes new coefficients. Whether every hazard is a number above 0. */
  boolean at(double[] beta) {
    boolean possible = true;
    int width = data.width;
    double[] x = data.x;
    for (int i = 0; i < data.n; i++) {
      double sum = data.offset[i];
      for (int k = 0; k < width; k++) {
        sum += beta[k] * x[i * width + k];
      }
      eta[i] = sum;
      risk[i] = Math.exp(sum);
      possible &= sum < 300 && sum > -700;
    }
    return possible;
  }

  void walk(Visitor visitor) {
    for (int s = 0; s + 1 < data.start.length; s++) {
      stratum(s, visitor);
    }
  }

  void stratum(int s, Visitor visitor) {
    int end = data.start[s + 1];
    int i = data.start[s];
    int leaver = i;
    int present = 0;
    sums.clear();
    high = 0;
    while (i < end) {
      int rank = data.exit[i];
      if (data.byEntry != null) {
        boolean left = false;
        for (; leaver < end && data.entry[data.byEntry[leaver]] >= rank; leaver++) {
          int row = data.byEntry[leaver];
          sums.atRisk(-data.weight[row] * risk[row], data.x, row * data.width);
          present--;
          left = true;
        }
        if (left && (present == 0 || sums.all0 < CANCELLED * high)) {
          again(data.start[s], i, rank);
        }
      }
      sums.clearDead();
      for (; i < end && data.exit[i] == rank; i++) {
        double r = data.weight[i] * risk[i];
        sums.atRisk(r, data.x, i * data.width);
        present++;
        if (data.event[i] != 0) {
          sums.died(r, data.weight[i], eta[i], data.x, i * data.width);
        }
      }
      high = Math.max(high, sums.all0);
      if (sums.deaths > 0) {
        visitor.events(sums, s, rank, i);
      }
    }
  }

  /** Sums the present anew, where taking away has left mostly rounding. */
  private void again(int from, int to, int rank) {
    sums.clear();
    for (int row = from; row < to; row++) {
      if (data.entry[row] < rank) {
        sums.atRisk(data.weight[row] * risk[row], data.x, row * data.width);
      }
    }
    high = sums.all0;
  }
}
