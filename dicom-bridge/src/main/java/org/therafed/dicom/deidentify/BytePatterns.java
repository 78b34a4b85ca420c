package org.therafed.dicom.deidentify;

import java.util.Arrays;
import java.util.Collection;

/**
 * Runs of bytes that are looked for all at once, ASCII letters small or capital alike: by the last
 * of their first bytes, which says how many places can be passed over (Horspool's search).
 */
final class BytePatterns {
  private final byte[][] patterns;
  private final int least;

  /** How far to go on from a byte that stands where the last of the first bytes would. */
  private final byte[] steps = new byte[256];

  /**
   * Patterns, letters small.
   *
   * @param least bytes that each of them has, 1 to 127
   */
  BytePatterns(int least, Collection<byte[]> patterns) {
    this.least = least;
    this.patterns = patterns.toArray(byte[][]::new);
    Arrays.fill(steps, (byte) least);
    for (byte[] pattern : this.patterns) {
      for (int i = 0; i < least; i++) {
        step(pattern[i] & 0xFF, (byte) (least - 1 - i));
      }
    }
  }

  private void step(int letter, byte step) {
    steps[letter] = (byte) Math.min(steps[letter], step);
    if (letter >= 'a' && letter <= 'z') {
      steps[letter - ('a' - 'A')] = steps[letter];
    }
  }

  /** Whether bytes hold one of them. */
  boolean in(byte[] bytes) {
    return in(bytes, bytes.length, 0);
  }

  /** Whether bytes hold one of them with the halves of each two changed about. */
  boolean inSwapped(byte[] bytes) {
    return in(bytes, bytes.length & -2, 1);
  }

  private boolean in(byte[] bytes, int length, int turned) {
    if (patterns.length == 0) {
      return false;
    }
    int at = least - 1;
    while (at < length) {
      int step = steps[bytes[at ^ turned] & 0xFF];
      if (step == 0) {
        if (startsOne(bytes, at - least + 1, length, turned)) {
          return true;
        }
        step = 1;
      }
      at += step;
    }
    return false;
  }

  private boolean startsOne(byte[] bytes, int from, int length, int turned) {
    for (byte[] pattern : patterns) {
      int same = 0;
      while (same < pattern.length
          && from + same < length
          && small(bytes[(from + same) ^ turned]) == pattern[same]) {
        same++;
      }
      if (same == pattern.length) {
        return true;
      }
    }
    return false;
  }

  /** Whether all bytes of one of them are among those seen, in whatever order. */
  boolean mayBeAmong(boolean[] seen) {
    for (byte[] pattern : patterns) {
      int found = 0;
      while (found < pattern.length && seen[pattern[found] & 0xFF]) {
        found++;
      }
      if (found == pattern.length) {
        return true;
      }
    }
    return false;
  }

  /** An ASCII letter as a small one; any other byte as it is. */
  static byte small(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }
}
