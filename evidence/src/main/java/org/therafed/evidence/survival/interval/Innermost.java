package org.therafed.evidence.survival.interval;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The innermost intervals of a table, in order, and which of them lie in each assessment interval:
 * always a run of them. An event on a known day is the closed interval of that day; the others are
 * open on the left and closed on the right.
 */
final class Innermost {
  private final double[] left;
  private final boolean[] exact;
  private final double[] right;

  /** First innermost interval within each assessment interval. */
  final int[] from;

  /** Last innermost interval within each assessment interval. */
  final int[] to;

  private Innermost(double[] left, boolean[] exact, double[] right, int[] from, int[] to) {
    this.left = left;
    this.exact = exact;
    this.right = right;
    this.from = from;
    this.to = to;
  }

  int size() {
    return left.length;
  }

  TurnbullResult.Support support(int j, double mass) {
    return new TurnbullResult.Support(
        left[j],
        Double.isInfinite(right[j]) ? OptionalDouble.empty() : OptionalDouble.of(right[j]),
        exact[j],
        mass);
  }

  static Innermost of(IntervalTable table) {
    int cells = table.size();
    double[] closed = new double[cells];
    double[] open = new double[cells];
    double[] ends = new double[cells];
    int closedSize = 0;
    int openSize = 0;
    for (int i = 0; i < cells; i++) {
      ends[i] = end(table, i);
      if (isExact(table, i)) {
        closed[closedSize++] = table.lastWithout(i);
      } else {
        open[openSize++] = table.lastWithout(i);
      }
    }
    Arrays.sort(closed, 0, closedSize);
    Arrays.sort(open, 0, openSize);
    Arrays.sort(ends);
    double[] left = new double[cells];
    double[] right = new double[cells];
    boolean[] exact = new boolean[cells];
    int size = 0;
    int c = 0;
    int o = 0;
    int e = 0;
    // At one day come, in this order: the beginning of the day itself, ends, open beginnings.
    while (e < cells) {
      double begin = Double.NaN;
      boolean beginExact = false;
      while (c < closedSize || o < openSize) {
        boolean takeClosed = o == openSize || (c < closedSize && closed[c] <= open[o]);
        double next = takeClosed ? closed[c] : open[o];
        if (takeClosed ? next > ends[e] : next >= ends[e]) {
          break;
        }
        begin = next;
        beginExact = takeClosed;
        if (takeClosed) {
          c++;
        } else {
          o++;
        }
      }
      if (!Double.isNaN(begin)) {
        left[size] = begin;
        exact[size] = beginExact && begin == ends[e];
        right[size++] = ends[e];
      }
      e++;
    }
    int[] from = new int[cells];
    int[] to = new int[cells];
    double[] lefts = Arrays.copyOf(left, size);
    double[] rights = Arrays.copyOf(right, size);
    boolean[] exacts = Arrays.copyOf(exact, size);
    for (int i = 0; i < cells; i++) {
      from[i] = firstWithin(lefts, exacts, table.lastWithout(i), isExact(table, i));
      to[i] = lastWithin(rights, end(table, i));
    }
    return new Innermost(lefts, exacts, rights, from, to);
  }

  private static int firstWithin(double[] left, boolean[] exact, double day, boolean closed) {
    int j = Arrays.binarySearch(left, day);
    j = j >= 0 ? j : -j - 1;
    // Of two that begin on one day the known day comes first.
    while (j > 0 && left[j - 1] == day) {
      j--;
    }
    return !closed && j < left.length && left[j] == day && exact[j] ? j + 1 : j;
  }

  private static int lastWithin(double[] right, double end) {
    int j = Arrays.binarySearch(right, end);
    return j >= 0 ? j : -j - 2;
  }

  private static boolean isExact(IntervalTable table, int i) {
    return table.firstWith(i) == table.lastWithout(i);
  }

  private static double end(IntervalTable table, int i) {
    return table.isEvent(i) ? table.firstWith(i) : Double.POSITIVE_INFINITY;
  }
}
