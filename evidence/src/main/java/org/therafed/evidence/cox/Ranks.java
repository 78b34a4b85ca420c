package org.therafed.evidence.cox;

/** Dense ranks of doubles from 0 by a radix sort of their bits; equal numbers have one rank. */
final class Ranks {
  private static final int BITS = 11;
  private static final int BUCKETS = 1 << BITS;

  final int[] rank;
  final int distinct;

  Ranks(double[] values, int from, int to) {
    int n = to - from;
    long[] keys = new long[n];
    int[] places = new int[n];
    for (int i = 0; i < n; i++) {
      // 0.0 turns -0.0 into 0.0; then the bits are flipped so that they order as the numbers do.
      long bits = Double.doubleToLongBits(values[from + i] + 0.0);
      keys[i] = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
      places[i] = i;
    }
    long[] otherKeys = new long[n];
    int[] otherPlaces = new int[n];
    for (int shift = 0; shift < 64; shift += BITS) {
      int[] start = new int[BUCKETS + 1];
      for (long key : keys) {
        start[(int) (key >>> shift & BUCKETS - 1) + 1]++;
      }
      for (int b = 0; b < BUCKETS; b++) {
        start[b + 1] += start[b];
      }
      for (int i = 0; i < n; i++) {
        int at = start[(int) (keys[i] >>> shift & BUCKETS - 1)]++;
        otherKeys[at] = keys[i];
        otherPlaces[at] = places[i];
      }
      long[] k = keys;
      keys = otherKeys;
      otherKeys = k;
      int[] p = places;
      places = otherPlaces;
      otherPlaces = p;
    }
    rank = new int[n];
    int next = -1;
    for (int i = 0; i < n; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        next++;
      }
      rank[places[i]] = next;
    }
    distinct = next + 1;
  }
}
