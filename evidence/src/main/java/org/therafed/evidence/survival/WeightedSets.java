package org.therafed.evidence.survival;

import java.util.Arrays;

/**
 * Weighted risk sets, one per time at which a row ended, and what a unit of weight at risk or with
 * the event does to the curve. Times within {@link EventTable#SAME_TIME} of the first of a run are
 * that one time; events come before censorings.
 */
final class WeightedSets {
  final double[] times;
  final double[] atRisk;
  final double[] events;
  final double[] censored;

  /** n − d; exactly 0 where every row of some weight at risk had the event. */
  final double[] staying;

  /** Step of each cell's entry, −1 for the origin: the row is at risk at the steps after it. */
  final int[] entryStep;

  /** Step of each cell's end. */
  final int[] endStep;

  WeightedSets(WeightedTable table) {
    double[] all = new double[2 * table.size()];
    for (int i = 0; i < table.size(); i++) {
      all[2 * i] = table.entry(i);
      all[2 * i + 1] = table.time(i);
    }
    Arrays.sort(all);
    int runs = 0;
    for (double time : all) {
      if (runs == 0 || time > all[runs - 1] * (1 + EventTable.SAME_TIME)) {
        all[runs++] = time;
      }
    }
    double[] starts = Arrays.copyOf(all, runs);
    boolean[] ends = new boolean[runs];
    for (int i = 0; i < table.size(); i++) {
      ends[stepOf(starts, table.time(i))] = true;
    }
    double[] kept = new double[runs];
    int size = 0;
    for (int i = 0; i < runs; i++) {
      if (ends[i]) {
        kept[size++] = starts[i];
      }
    }
    times = Arrays.copyOf(kept, size);
    atRisk = new double[size];
    events = new double[size];
    censored = new double[size];
    staying = new double[size];
    entryStep = new int[table.size()];
    endStep = new int[table.size()];
    double[] entering = new double[size + 1];
    long[] leaves = new long[size];
    long[] dies = new long[size];
    long[] enters = new long[size + 1];
    for (int i = 0; i < table.size(); i++) {
      int end = stepOf(times, table.time(i));
      int entry = table.entry(i) == 0 ? -1 : stepOf(times, table.entry(i));
      endStep[i] = end;
      entryStep[i] = entry;
      double w = table.weight(i);
      (table.event(i) ? events : censored)[end] += w;
      entering[entry + 1] += w;
      long some = w > 0 ? table.rows(i) : 0;
      leaves[end] += some;
      dies[end] += table.event(i) ? some : 0;
      enters[entry + 1] += some;
    }
    // Sums from the end, so that small risk sets there are not differences of large numbers.
    double later = 0;
    double notYet = 0;
    long laterRows = 0;
    long notYetRows = 0;
    for (int k = size - 1; k >= 0; k--) {
      notYet += entering[k + 1];
      notYetRows += enters[k + 1];
      boolean nobodyStays = laterRows + leaves[k] - dies[k] == notYetRows;
      staying[k] = nobodyStays ? 0 : later + censored[k] - notYet;
      atRisk[k] = staying[k] + events[k];
      later += events[k] + censored[k];
      laterRows += leaves[k];
    }
  }

  /** The last of the increasing times that is not after a time; −1 before the first. */
  static int stepOf(double[] times, double time) {
    int i = Arrays.binarySearch(times, time);
    return i >= 0 ? i : -i - 2;
  }

  /** What an event at each step takes off log S, per unit of weight: 1/(n − d), 0 where S ends. */
  double[] survivalJumps() {
    double[] jumps = new double[times.length];
    for (int k = 0; k < jumps.length; k++) {
      jumps[k] = staying[k] > 0 ? 1 / staying[k] : 0;
    }
    return jumps;
  }

  /** What an event at each step adds to the cumulative hazard, per unit of weight: 1/n. */
  double[] hazardJumps() {
    double[] jumps = new double[times.length];
    for (int k = 0; k < jumps.length; k++) {
      jumps[k] = atRisk[k] > 0 ? 1 / atRisk[k] : 0;
    }
    return jumps;
  }

  /** Running sum of hazard × jump: what being at risk gives back, per unit of weight. */
  double[] compensator(double[] jumps) {
    double[] sums = new double[times.length];
    double sum = 0;
    for (int k = 0; k < sums.length; k++) {
      sum += atRisk[k] > 0 ? events[k] / atRisk[k] * jumps[k] : 0;
      sums[k] = sum;
    }
    return sums;
  }
}
