package org.therafed.evidence.competing;

import java.util.Arrays;
import java.util.Collection;
import org.therafed.evidence.survival.EventTable;

/**
 * One group's counts on a time axis that it may share with other groups: at risk just before each
 * time, and events of each cause there. Events come before censorings at a tied time.
 */
final class Strand {
  final double[] axis;
  final long[] atRisk;
  final long[][] events;

  /** For each cell in turn, where on the axis it comes under risk and where it ends. */
  final int[] from;

  final int[] to;

  private Strand(double[] axis, int cells, int causes) {
    this.axis = axis;
    this.atRisk = new long[axis.length];
    this.events = new long[causes + 1][axis.length];
    this.from = new int[cells];
    this.to = new int[cells];
  }

  /** All times at which anybody's observation ends; those within rounding of each other once. */
  static double[] axis(Collection<ExitCells> all) {
    int room = all.stream().mapToInt(ExitCells::size).sum();
    double[] times = new double[room];
    int size = 0;
    for (ExitCells cells : all) {
      for (int i = 0; i < cells.size(); i++) {
        times[size++] = cells.time(i);
      }
    }
    Arrays.sort(times);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      if (distinct == 0 || times[i] > times[distinct - 1] * (1 + EventTable.SAME_TIME)) {
        times[distinct++] = times[i];
      }
    }
    return Arrays.copyOf(times, distinct);
  }

  /** Index of the last time at or before this one, -1 if there is none. */
  static int indexAt(double[] axis, double time) {
    int i = Arrays.binarySearch(axis, time * (1 + EventTable.SAME_TIME));
    return i >= 0 ? i : -i - 2;
  }

  static Strand of(double[] axis, ExitCells cells, int causes) {
    Strand strand = new Strand(axis, cells.size(), causes);
    long[] change = new long[axis.length + 1];
    for (int i = 0; i < cells.size(); i++) {
      int end = indexAt(axis, cells.time(i));
      int start = cells.entry(i) == 0 ? 0 : indexAt(axis, cells.entry(i)) + 1;
      strand.from[i] = start;
      strand.to[i] = end;
      change[start] += cells.count(i);
      change[end + 1] -= cells.count(i);
      strand.events[cells.cause(i)][end] += cells.count(i);
    }
    long present = 0;
    for (int j = 0; j < axis.length; j++) {
      present += change[j];
      strand.atRisk[j] = present;
    }
    return strand;
  }

  long allEvents(int j) {
    long sum = 0;
    for (int cause = 1; cause < events.length; cause++) {
      sum += events[cause][j];
    }
    return sum;
  }
}
