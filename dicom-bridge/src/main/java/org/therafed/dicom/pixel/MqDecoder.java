package org.therafed.dicom.pixel;

import java.util.Arrays;

/** The arithmetic decoder of JPEG 2000 (ISO/IEC 15444-1 Annex C) with its 19 contexts. */
final class MqDecoder {
  static final int RUN = 17;
  static final int UNIFORM = 18;
  private static final int CONTEXTS = 19;

  /** Table C.2: probability, next state after the more and after the less probable, change. */
  private static final int[][] STATES = {
    {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0},
    {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
    {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
    {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
    {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
    {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
    {0x1C01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
    {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0},
    {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02A1, 36, 33, 0},
    {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
    {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
    {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0},
  };

  /** Of a context: above its probability stand twice its state and the more probable symbol. */
  private static final int STATE = 16;

  private static final int PROBABILITY = 0xFFFF;

  /** By state: the context after the more and after the less probable symbol. */
  private static final int[] AFTER_MORE = new int[2 * STATES.length];

  private static final int[] AFTER_LESS = new int[2 * STATES.length];

  static {
    for (int i = 0; i < AFTER_MORE.length; i++) {
      int[] state = STATES[i >> 1];
      int more = i & 1;
      AFTER_MORE[i] = context(state[1], more);
      AFTER_LESS[i] = context(state[2], more ^ state[3]);
    }
  }

  private final int[] contexts = new int[CONTEXTS];
  private byte[] in = new byte[0];
  private int at;
  private int register;
  private int interval;
  private int count;

  private static int context(int state, int more) {
    return STATES[state][0] | ((2 * state + more) << STATE);
  }

  /**
   * Begins a code block (C.3.5, D.3.4).
   *
   * @param bytes of it, behind which two bytes of ones stand
   */
  void start(byte[] bytes) {
    in = bytes;
    at = 0;
    Arrays.fill(contexts, context(0, 0));
    contexts[0] = context(4, 0);
    contexts[RUN] = context(3, 0);
    contexts[UNIFORM] = context(46, 0);
    register = (in[0] & 0xFF) << 16;
    next();
    register <<= 7;
    count -= 7;
    interval = 0x8000;
  }

  /** BYTEIN of C.3.4; a marker, and so the end, gives ones. */
  private void next() {
    if (in[at] != (byte) 0xFF) {
      at++;
      register += (in[at] & 0xFF) << 8;
      count = 8;
    } else if ((in[at + 1] & 0xFF) > 0x8F) {
      register += 0xFF00;
      count = 8;
    } else {
      at++;
      register += (in[at] & 0xFF) << 9;
      count = 7;
    }
  }

  /** The next decision, 0 or 1, in a context. */
  int decide(int context) {
    int now = contexts[context];
    int probability = now & PROBABILITY;
    int left = interval - probability;
    boolean lower = register >>> 16 < probability;
    if (!lower) {
      register -= probability << 16;
      if ((left & 0x8000) != 0) {
        interval = left;
        return now >> STATE & 1;
      }
    }
    boolean more = lower == left < probability;
    int state = now >> STATE;
    contexts[context] = more ? AFTER_MORE[state] : AFTER_LESS[state];
    normalise(lower ? probability : left);
    return more ? state & 1 : (state & 1) ^ 1;
  }

  /** RENORMD of C.3.3, as many bits at a time as there are. */
  private void normalise(int left) {
    int shift = Integer.numberOfLeadingZeros(left) - (Integer.SIZE - 16);
    interval = left << shift;
    while (shift > count) {
      register <<= count;
      shift -= count;
      next();
    }
    register <<= shift;
    count -= shift;
  }
}
