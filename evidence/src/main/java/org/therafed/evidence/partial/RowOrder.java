package org.therafed.evidence.partial;

/** Row numbers in order of columns of primitives: a merge sort without boxing. */
public final class RowOrder {

  /** Compares two rows by their numbers. */
  @FunctionalInterface
  public interface Comparison {
    /** Negative, 0 or positive as the first row comes before, with or after the second. */
    int compare(int one, int other);
  }

  private RowOrder() {}

  /** The numbers 0 to size − 1 in order; stable. */
  public static int[] of(int size, Comparison comparison) {
    int[] from = new int[size];
    for (int i = 0; i < size; i++) {
      from[i] = i;
    }
    int[] to = new int[size];
    for (int run = 1; run < size; run *= 2) {
      for (int start = 0; start < size; start += 2 * run) {
        merge(from, to, start, Math.min(start + run, size), run, comparison);
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private static void merge(
      int[] from, int[] to, int start, int middle, int run, Comparison comparison) {
    int end = Math.min(start + 2 * run, from.length);
    int i = start;
    int j = middle;
    for (int k = start; k < end; k++) {
      boolean left = i < middle && (j == end || comparison.compare(from[i], from[j]) <= 0);
      to[k] = left ? from[i++] : from[j++];
    }
  }
}
