package org.therafed.evidence.rounds;

import java.util.BitSet;

/**
 * Persons at each level of a model's covariates, as sums that add over sources: what the
 * publication door must know of a model before it shows it. A column that is 0 or 1 in every row
 * has two levels; any other is a number and has none.
 *
 * <p>Layout for p columns: persons; by column rows with another value, persons with 0, persons with
 * 1; by pair of columns (lower triangle by rows) persons with 1 in both. From the pairs {@link
 * #smallest} knows which columns are indicators of one factor, whose reference level has no column.
 */
public final class LevelCounts {
  private static final int PER_COLUMN = 3;

  private final int width;
  private final double[] sums;
  private final BitSet[] seen;

  /** Of nobody, for so many columns. */
  public LevelCounts(int width) {
    this.width = width;
    this.sums = new double[size(width)];
    this.seen = new BitSet[sums.length];
  }

  /** How many sums there are for so many columns. */
  public static int size(int width) {
    return 1 + PER_COLUMN * width + width * (width - 1) / 2;
  }

  /**
   * Counts a row.
   *
   * @param person the same number, 0 or more, for all rows of one person; negative for a row that
   *     is a person of its own
   * @param values holds the row's columns
   * @param from place of the first of them
   */
  public void add(int person, double[] values, int from) {
    count(0, person);
    int pair = 1 + PER_COLUMN * width;
    for (int k = 0; k < width; k++) {
      double value = values[from + k];
      int column = 1 + PER_COLUMN * k;
      if (value == 0) {
        count(column + 1, person);
      } else if (value == 1) {
        count(column + 2, person);
      } else {
        sums[column]++;
      }
      for (int j = 0; j < k; j++, pair++) {
        if (value == 1 && values[from + j] == 1) {
          count(pair, person);
        }
      }
    }
  }

  private void count(int at, int person) {
    if (person >= 0) {
      if (seen[at] == null) {
        seen[at] = new BitSet();
      }
      if (seen[at].get(person)) {
        return;
      }
      seen[at].set(person);
    }
    sums[at]++;
  }

  /** Copies the sums into a round's answer from a place on. */
  public void copyTo(double[] target, int from) {
    System.arraycopy(sums, 0, target, from, sums.length);
  }

  /**
   * Fewest persons at any level, from the total of all sources; all persons if no column has
   * levels. Neighbouring columns of which no person has two are taken for indicators of one factor:
   * whoever has none of them is at its reference level. That may take unrelated columns for a
   * factor, and then errs towards fewer persons.
   *
   * @param total holds the sums
   * @param from place of the first of them
   * @param width how many columns there are
   */
  public static long smallest(double[] total, int from, int width) {
    double persons = total[from];
    double smallest = persons;
    for (int k = 0; k < width; k++) {
      int column = from + 1 + PER_COLUMN * k;
      if (!levelled(total, from, k)) {
        continue;
      }
      smallest = Math.min(smallest, Math.min(total[column + 1], total[column + 2]));
      double indicated = total[column + 2];
      int end = k + 1;
      while (end < width && exclusive(total, from, width, k, end)) {
        indicated += total[from + 1 + PER_COLUMN * end + 2];
        end++;
      }
      if (end > k + 1) {
        smallest = Math.min(smallest, Math.max(0, persons - indicated));
      }
    }
    return Math.round(smallest);
  }

  private static boolean levelled(double[] total, int from, int k) {
    return Math.round(total[from + 1 + PER_COLUMN * k]) == 0;
  }

  /** Whether nobody has 1 in column {@code end} and in one of those from {@code first} on. */
  private static boolean exclusive(double[] total, int from, int width, int first, int end) {
    if (!levelled(total, from, end)) {
      return false;
    }
    int row = from + 1 + PER_COLUMN * width + end * (end - 1) / 2;
    for (int j = first; j < end; j++) {
      if (Math.round(total[row + j]) != 0) {
        return false;
      }
    }
    return true;
  }
}
