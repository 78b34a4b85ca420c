package org.therafed.evidence.survival;

/**
 * Infinitesimal jackknife: Σ w² u², u(t) = Σ_{s≤t} jump(s) (dN(s) − Y(s) d(s)/n(s)) the influence
 * of a unit of one row's weight. By row and summed by cell, since rows of one cell share u.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176346154">Reid 1981</a>
 */
final class Influence {
  private Influence() {}

  /** The variance at each step. Cost: cells and steps once, whatever the entries. */
  static double[] variance(WeightedTable table, WeightedSets sets, double[] jumps) {
    int steps = sets.times.length;
    double[] back = sets.compensator(jumps);
    int[][] entering = bucket(sets.entryStep, steps, 1);
    int[][] ending = bucket(sets.endStep, steps, 0);
    double[] variance = new double[steps];
    double gone = 0;
    double present = 0;
    double linear = 0;
    double square = 0;
    long rows = 0;
    for (int k = 0; k < steps; k++) {
      for (int i : entering[k]) {
        present += table.square(i);
        rows += table.rows(i);
      }
      double more = back[k] - (k == 0 ? 0 : back[k - 1]);
      // (c + more)² of everybody present, added up rather than differenced.
      square += 2 * more * linear + more * more * present;
      linear += more * present;
      for (int i : ending[k]) {
        double u = back[k] - backAt(back, sets.entryStep[i]);
        double w2 = table.square(i);
        square -= w2 * u * u;
        linear -= w2 * u;
        present -= w2;
        rows -= table.rows(i);
        double last = u - (table.event(i) ? jumps[k] : 0);
        gone += w2 * last * last;
      }
      if (rows == 0) {
        // Nobody is left: what remains is rounding.
        square = 0;
        linear = 0;
        present = 0;
      }
      variance[k] = gone + Math.max(0, square);
    }
    return variance;
  }

  /** Variance of Σ over steps of area × influence on log S: that of the restricted mean. */
  static double areaVariance(
      WeightedTable table, WeightedSets sets, double[] jumps, double[] areas) {
    double[] weighted = new double[jumps.length];
    for (int k = 0; k < areas.length; k++) {
      weighted[k] = jumps[k] * areas[k];
    }
    double[] back = sets.compensator(weighted);
    double variance = 0;
    for (int i = 0; i < table.size(); i++) {
      int end = sets.endStep[i];
      double u = back[end] - backAt(back, sets.entryStep[i]) - (table.event(i) ? weighted[end] : 0);
      variance += table.square(i) * u * u;
    }
    return variance;
  }

  static double backAt(double[] back, int step) {
    return step < 0 ? 0 : back[step];
  }

  private static int[][] bucket(int[] step, int steps, int shift) {
    int[] counts = new int[steps + 1];
    for (int s : step) {
      counts[s + shift]++;
    }
    int[][] buckets = new int[steps + 1][];
    for (int k = 0; k <= steps; k++) {
      buckets[k] = new int[counts[k]];
    }
    for (int i = 0; i < step.length; i++) {
      int k = step[i] + shift;
      buckets[k][--counts[k]] = i;
    }
    return buckets;
  }
}
