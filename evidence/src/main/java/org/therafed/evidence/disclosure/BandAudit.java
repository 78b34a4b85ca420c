package org.therafed.evidence.disclosure;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Plays the reader who knows every printed band of one term and that the parts add up: for each n
 * that the printed denominator allows, narrows the range of every cell until nothing moves. The
 * sums form a tree (any = low + high, low = grades 1–2, high = grades 3–5), on which narrowing
 * ranges is exact. It uses bands only, so its answer is a function of what would be printed.
 *
 * <p>Every n must remain possible, so that no term tells n to the reader of another one; and over
 * all of them each cell must keep enough candidates.
 */
final class BandAudit {
  private static final int ANY = 5;
  private static final int LOW = 6;
  private static final int HIGH = 7;
  private static final int[][] SUMS = {{LOW, 0, 1}, {HIGH, 2, 3, 4}, {ANY, LOW, HIGH}};

  private final long[] least = new long[8];
  private final long[] most = new long[8];

  private BandAudit() {}

  /**
   * Whether every cell keeps enough candidates.
   *
   * @param cells people by worst grade, grade 1 first
   * @param shown which of them would be printed
   * @param high whether grade 3 or higher would be printed; the sum over all grades is taken as
   *     printed
   */
  static boolean safe(
      Coarsening coarsening, int candidates, long n, long[] cells, boolean[] shown, boolean high) {
    long highCount = cells[2] + cells[3] + cells[4];
    long any = highCount + cells[0] + cells[1];
    BitSet[] values = new BitSet[8];
    Arrays.setAll(values, cell -> new BitSet());
    for (long each = coarsening.lowest(); each <= coarsening.highest(); each++) {
      BandAudit audit = new BandAudit();
      Arrays.fill(audit.most, each);
      for (int g = 0; g < cells.length; g++) {
        if (shown[g]) {
          audit.print(coarsening, g, coarsening.band(cells[g], n), each);
        }
      }
      audit.print(coarsening, ANY, coarsening.band(any, n), each);
      if (high) {
        audit.print(coarsening, HIGH, coarsening.band(highCount, n), each);
      }
      if (!audit.narrow()) {
        return false;
      }
      for (int cell = 0; cell < values.length; cell++) {
        values[cell].set((int) audit.least[cell], (int) audit.most[cell] + 1);
      }
    }
    return Arrays.stream(values).allMatch(v -> v.cardinality() >= candidates);
  }

  private void print(Coarsening coarsening, int cell, long band, long n) {
    least[cell] = coarsening.least(band, n);
    most[cell] = coarsening.most(band, n);
  }

  /** Narrows all ranges; false if no table with these bands exists for this n. */
  private boolean narrow() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int[] sum : SUMS) {
        moved |= within(sum[0], partsOf(least, sum), partsOf(most, sum));
        for (int i = 1; i < sum.length; i++) {
          int part = sum[i];
          long otherLeast = partsOf(least, sum) - least[part];
          long otherMost = partsOf(most, sum) - most[part];
          moved |= within(part, least[sum[0]] - otherMost, most[sum[0]] - otherLeast);
        }
        for (int cell : sum) {
          if (least[cell] > most[cell]) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static long partsOf(long[] limit, int[] sum) {
    long total = 0;
    for (int i = 1; i < sum.length; i++) {
      total += limit[sum[i]];
    }
    return total;
  }

  private boolean within(int cell, long low, long high) {
    boolean moved = low > least[cell] || high < most[cell];
    least[cell] = Math.max(least[cell], low);
    most[cell] = Math.min(most[cell], high);
    return moved;
  }
}
