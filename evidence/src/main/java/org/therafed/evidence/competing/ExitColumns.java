package org.therafed.evidence.competing;

import java.util.Arrays;
import org.therafed.evidence.partial.RowOrder;

/** Rows of one group and stratum as growing columns, sorted and counted once at the end. */
final class ExitColumns {
  private double[] times = new double[64];
  private double[] entries = new double[64];
  private int[] causes = new int[64];
  private int size;

  void add(double entry, double time, int cause) {
    if (size == times.length) {
      int room = size * 2;
      times = Arrays.copyOf(times, room);
      entries = Arrays.copyOf(entries, room);
      causes = Arrays.copyOf(causes, room);
    }
    // Adding 0 makes -0.0 the 0.0 that it equals.
    times[size] = time + 0.0;
    entries[size] = entry + 0.0;
    causes[size++] = cause;
  }

  ExitCells cells() {
    int[] order = RowOrder.of(size, this::compare);
    double[] t = new double[size];
    double[] e = new double[size];
    int[] k = new int[size];
    long[] n = new long[size];
    int cells = 0;
    for (int i = 0; i < size; i++) {
      int row = order[i];
      if (cells == 0 || compare(order[i - 1], row) != 0) {
        t[cells] = times[row];
        e[cells] = entries[row];
        k[cells++] = causes[row];
      }
      n[cells - 1]++;
    }
    return new ExitCells(
        Arrays.copyOf(t, cells),
        Arrays.copyOf(e, cells),
        Arrays.copyOf(k, cells),
        Arrays.copyOf(n, cells));
  }

  private int compare(int a, int b) {
    int byTime = Double.compare(times[a], times[b]);
    if (byTime != 0) {
      return byTime;
    }
    int byEntry = Double.compare(entries[a], entries[b]);
    return byEntry != 0 ? byEntry : Integer.compare(causes[a], causes[b]);
  }
}
