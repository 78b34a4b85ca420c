package org.therafed.evidence.partial;

import java.util.Arrays;

/**
 * Two tables of columns, each in order, as one in the same order: a row that both hold is one row,
 * its counts summed. Walks both once, without boxing; the columns follow one by one.
 */
public final class ColumnMerge {

  private static final int NONE = -1;

  /** Of each merged row its number in either table, or {@link #NONE}. */
  private final int[] first;

  private final int[] second;

  private ColumnMerge(int[] first, int[] second) {
    this.first = first;
    this.second = second;
  }

  /**
   * The merge of two tables.
   *
   * @param size rows of the first
   * @param otherSize rows of the second
   * @param order of a row of the first against a row of the second
   */
  public static ColumnMerge of(int size, int otherSize, RowOrder.Comparison order) {
    int[] first = new int[size + otherSize];
    int[] second = new int[size + otherSize];
    int rows = 0;
    int i = 0;
    int j = 0;
    while (i < size || j < otherSize) {
      int compared = i == size ? 1 : j == otherSize ? -1 : order.compare(i, j);
      first[rows] = compared <= 0 ? i++ : NONE;
      second[rows] = compared >= 0 ? j++ : NONE;
      rows++;
    }
    return new ColumnMerge(Arrays.copyOf(first, rows), Arrays.copyOf(second, rows));
  }

  /** A column of the key. */
  public double[] keys(double[] one, double[] other) {
    double[] merged = new double[first.length];
    for (int k = 0; k < merged.length; k++) {
      merged[k] = first[k] == NONE ? other[second[k]] : one[first[k]];
    }
    return merged;
  }

  /** A column of the key. */
  public int[] keys(int[] one, int[] other) {
    int[] merged = new int[first.length];
    for (int k = 0; k < merged.length; k++) {
      merged[k] = first[k] == NONE ? other[second[k]] : one[first[k]];
    }
    return merged;
  }

  /** A column of the key. */
  public boolean[] keys(boolean[] one, boolean[] other) {
    boolean[] merged = new boolean[first.length];
    for (int k = 0; k < merged.length; k++) {
      merged[k] = first[k] == NONE ? other[second[k]] : one[first[k]];
    }
    return merged;
  }

  /** A column of counts. */
  public long[] sums(long[] one, long[] other) {
    long[] merged = new long[first.length];
    for (int k = 0; k < merged.length; k++) {
      merged[k] += first[k] == NONE ? 0 : one[first[k]];
      merged[k] += second[k] == NONE ? 0 : other[second[k]];
    }
    return merged;
  }

  /** A column of sums, such as of weights. */
  public double[] sums(double[] one, double[] other) {
    double[] merged = new double[first.length];
    for (int k = 0; k < merged.length; k++) {
      merged[k] += first[k] == NONE ? 0 : one[first[k]];
      merged[k] += second[k] == NONE ? 0 : other[second[k]];
    }
    return merged;
  }
}
