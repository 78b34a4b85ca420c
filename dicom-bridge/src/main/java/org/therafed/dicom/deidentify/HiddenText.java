package org.therafed.dicom.deidentify;

/**
 * Runs of letters and digits among bytes that ought to be numbers, too long and too irregular to be
 * chance or a slope of a table.
 */
final class HiddenText {
  /** A run as long as this is met by chance in fewer than one of a thousand values. */
  private static final double CHANCE = 1e-3;

  /** About a quarter of all bytes are letters, digits or the signs of names. */
  private static final double LETTERS_AMONG_BYTES = Math.log(0.26);

  private static final boolean[] TEXT = new boolean[256];

  static {
    for (int c = 0; c < 128; c++) {
      TEXT[c] = Character.isLetterOrDigit(c) || " ^.,-'".indexOf(c) >= 0;
    }
  }

  private HiddenText() {}

  /**
   * Whether there is one.
   *
   * @param floats whether the numbers are floating: a quarter of their bytes is alike in all
   */
  static boolean in(byte[] bytes, boolean floats) {
    int least = least(bytes.length, floats);
    // Without the zeros runs are longer, so that what has none then has none at all.
    return bytes.length >= least
        && hasLongRun(bytes, least)
        && (hasRun(bytes, least) || hasRun(dense(bytes), least));
  }

  /**
   * Whether so many letters follow each other with nothing between them but zeros. What is no
   * letter ends a run, so that most bytes before it need not be looked at.
   */
  private static boolean hasLongRun(byte[] bytes, int least) {
    int last = -1;
    int at = least - 1;
    while (at < bytes.length) {
      int back = at;
      while (back > last && (TEXT[bytes[back] & 0xFF] || bytes[back] == 0)) {
        back--;
      }
      if (back == last) {
        int letters = 0;
        int to = last + 1;
        while (to < bytes.length && (TEXT[bytes[to] & 0xFF] || bytes[to] == 0)) {
          letters += bytes[to++] == 0 ? 0 : 1;
        }
        if (letters >= least) {
          return true;
        }
        back = to;
      }
      last = back;
      at = last + least;
    }
    return false;
  }

  /** The bytes without zeros. */
  static byte[] dense(byte[] bytes) {
    int zeros = 0;
    for (byte b : bytes) {
      zeros += b == 0 ? 1 : 0;
    }
    if (zeros == 0) {
      return bytes;
    }
    byte[] dense = new byte[bytes.length - zeros];
    int size = 0;
    for (byte b : bytes) {
      if (b != 0) {
        dense[size++] = b;
      }
    }
    return dense;
  }

  private static int least(int length, boolean floats) {
    double run = Math.log(CHANCE / Math.max(length, 1)) / LETTERS_AMONG_BYTES;
    return (int) Math.ceil(floats ? run * 4 / 3 : run);
  }

  private static boolean hasRun(byte[] bytes, int least) {
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || !TEXT[bytes[i] & 0xFF]) {
        if (i - start >= least && isIrregular(bytes, start, i)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /** A table's bytes rise or fall, each or every second one; letters of words go up and down. */
  private static boolean isIrregular(byte[] bytes, int from, int to) {
    return turns(bytes, from, to, 1) > 1
        && turns(bytes, from, to, 2) + turns(bytes, from + 1, to, 2) > 1
        && kinds(bytes, from, to) > 4;
  }

  private static int turns(byte[] bytes, int from, int to, int step) {
    int turns = 0;
    int direction = 0;
    for (int i = from; i + step < to; i += step) {
      int now = Integer.signum(bytes[i + step] - bytes[i]);
      if (now != 0 && direction != 0 && now != direction) {
        turns++;
      }
      direction = now == 0 ? direction : now;
    }
    return turns;
  }

  private static int kinds(byte[] bytes, int from, int to) {
    boolean[] seen = new boolean[128];
    int kinds = 0;
    for (int i = from; i < to; i++) {
      if (!seen[bytes[i]]) {
        seen[bytes[i]] = true;
        kinds++;
      }
    }
    return kinds;
  }
}
