package org.therafed.dicom.pixel;

import java.util.Arrays;

/**
 * Bit planes of a code block of JPEG 2000 (ISO/IEC 15444-1 Annex D), without variants of the coding
 * style.
 */
final class CodeBlockDecoder {
  /** Of a coefficient: which of its neighbours are significant. */
  private static final int NORTH = 1;

  private static final int SOUTH = 2;
  private static final int WEST = 4;
  private static final int EAST = 8;
  private static final int NORTH_WEST = 16;
  private static final int NORTH_EAST = 32;
  private static final int SOUTH_WEST = 64;
  private static final int SOUTH_EAST = 128;
  private static final int NEIGHBOURS = 255;

  /** Which of the first four are negative, as far above them. */
  private static final int SIGN = 8;

  private static final int SIGNIFICANT = 1 << 12;
  private static final int VISITED = 1 << 13;
  private static final int REFINED = 1 << 14;
  private static final int NEGATIVE = 1 << 15;

  private static final int FIRST_SIGN = 9;
  private static final int FIRST_REFINEMENT = 14;
  private static final int STRIPE = 4;

  /** By kind of subband and neighbours: the context, Table D.1. */
  private static final byte[][] ZERO = new byte[3][256];

  /** By neighbours and their signs: the context, and above it whether the sign is turned, D.3. */
  private static final byte[] SIGNS = new byte[256];

  private static final int TURNED = 64;

  static {
    for (int i = 0; i < 256; i++) {
      int h = (i >> 2 & 1) + (i >> 3 & 1);
      int v = (i & 1) + (i >> 1 & 1);
      int d = Integer.bitCount(i & 0xF0);
      ZERO[0][i] = (byte) straight(h, v, d);
      ZERO[1][i] = (byte) straight(v, h, d);
      ZERO[2][i] = (byte) diagonal(h + v, d);
      int vertical = contribution(i, 0) + contribution(i, 1);
      int horizontal = contribution(i, 2) + contribution(i, 3);
      SIGNS[i] = (byte) sign(Integer.signum(horizontal), Integer.signum(vertical));
    }
  }

  private final MqDecoder mq = new MqDecoder();
  private int[] flags = new int[0];

  /** Magnitudes, twice, so that half of the last plane has a place. */
  private int[] magnitudes = new int[0];

  private byte[] zero = ZERO[0];
  private int width;
  private int height;
  private int stride;

  private static int straight(int along, int across, int diagonal) {
    if (along == 2) {
      return 8;
    }
    if (along == 1) {
      return across > 0 ? 7 : diagonal > 0 ? 6 : 5;
    }
    return across == 2 ? 4 : across == 1 ? 3 : Math.min(diagonal, 2);
  }

  private static int diagonal(int beside, int diagonal) {
    return switch (diagonal) {
      case 0 -> Math.min(beside, 2);
      case 1 -> 3 + Math.min(beside, 2);
      case 2 -> beside > 0 ? 7 : 6;
      default -> 8;
    };
  }

  private static int contribution(int signs, int bit) {
    return (signs >> bit & 1) == 0 ? 0 : (signs >> (bit + 4) & 1) == 0 ? 1 : -1;
  }

  private static int sign(int horizontal, int vertical) {
    boolean turned = horizontal < 0 || (horizontal == 0 && vertical < 0);
    int h = turned ? -horizontal : horizontal;
    int v = turned ? -vertical : vertical;
    return (h == 0 ? FIRST_SIGN + v : FIRST_SIGN + 3 + v) | (turned ? TURNED : 0);
  }

  /**
   * Decodes a block into the coefficients of its subband.
   *
   * @param bytes of it, behind which two bytes of ones stand
   * @param passes that they hold
   * @param planes of bits that it has
   * @param kind of the subband: 0 low or vertically high, 1 horizontally high, 2 both
   * @param to coefficients of the whole component, in which the block begins at a place
   */
  void decode(
      byte[] bytes, int passes, int planes, int kind, int w, int h, int[] to, int from, int step) {
    width = w;
    height = h;
    stride = w + 2;
    zero = ZERO[kind];
    int size = stride * (h + 2);
    if (flags.length < size) {
      flags = new int[size];
      magnitudes = new int[size];
    } else {
      Arrays.fill(flags, 0, size, 0);
      Arrays.fill(magnitudes, 0, size, 0);
    }
    mq.start(bytes);
    int plane = planes - 1;
    int kindOfPass = 2;
    for (int pass = 0; pass < passes; pass++) {
      switch (kindOfPass) {
        case 0 -> significance(plane);
        case 1 -> refinement(plane);
        default -> cleanup(plane);
      }
      if (++kindOfPass == 3) {
        kindOfPass = 0;
        plane--;
      }
    }
    for (int y = 0; y < h; y++) {
      int at = (y + 1) * stride + 1;
      for (int x = 0; x < w; x++) {
        int value = magnitudes[at + x] >> 1;
        to[from + y * step + x] = (flags[at + x] & NEGATIVE) != 0 ? -value : value;
      }
    }
  }

  private void significance(int plane) {
    int[] all = flags;
    int step = stride;
    byte[] contexts = zero;
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(top + STRIPE, height);
      for (int x = 0; x < width; x++) {
        int at = (top + 1) * step + 1 + x;
        for (int y = top; y < bottom; y++) {
          int flag = all[at];
          if ((flag & SIGNIFICANT) == 0 && (flag & NEIGHBOURS) != 0) {
            if (mq.decide(contexts[flag & NEIGHBOURS]) == 1) {
              becomesSignificant(at, plane);
            }
            all[at] |= VISITED;
          }
          at += step;
        }
      }
    }
  }

  private void refinement(int plane) {
    int[] all = flags;
    int step = stride;
    int half = 1 << plane;
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(top + STRIPE, height);
      for (int x = 0; x < width; x++) {
        int at = (top + 1) * step + 1 + x;
        for (int y = top; y < bottom; y++) {
          int flag = all[at];
          if ((flag & (SIGNIFICANT | VISITED)) == SIGNIFICANT) {
            int context =
                (flag & REFINED) != 0
                    ? FIRST_REFINEMENT + 2
                    : (flag & NEIGHBOURS) != 0 ? FIRST_REFINEMENT + 1 : FIRST_REFINEMENT;
            int bit = mq.decide(context);
            // What stood for the bits below becomes this bit and half of it.
            magnitudes[at] = (magnitudes[at] & -(half << 2)) | bit << (plane + 1) | half;
            all[at] = flag | REFINED;
          }
          at += step;
        }
      }
    }
  }

  private void cleanup(int plane) {
    int[] all = flags;
    int step = stride;
    byte[] contexts = zero;
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(top + STRIPE, height);
      for (int x = 0; x < width; x++) {
        int at = (top + 1) * step + 1 + x;
        int y = top;
        boolean first = false;
        if (bottom - top == STRIPE && untouched(at)) {
          if (mq.decide(MqDecoder.RUN) == 0) {
            continue;
          }
          int skipped = mq.decide(MqDecoder.UNIFORM) << 1;
          skipped |= mq.decide(MqDecoder.UNIFORM);
          y += skipped;
          at += skipped * step;
          first = true;
        }
        for (; y < bottom; y++) {
          int flag = all[at];
          if ((flag & (SIGNIFICANT | VISITED)) == 0
              && (first || mq.decide(contexts[flag & NEIGHBOURS]) == 1)) {
            becomesSignificant(at, plane);
          }
          first = false;
          all[at] &= ~VISITED;
          at += step;
        }
      }
    }
  }

  /** Four coefficients without significant neighbours. */
  private boolean untouched(int at) {
    int all = flags[at] | flags[at + stride] | flags[at + 2 * stride] | flags[at + 3 * stride];
    return (all & (SIGNIFICANT | VISITED | NEIGHBOURS)) == 0;
  }

  private void becomesSignificant(int at, int plane) {
    int flag = flags[at];
    int entry = SIGNS[(flag & 15) | (flag >> 4 & 0xF0)];
    int bit = mq.decide(entry & (TURNED - 1)) ^ (entry / TURNED);
    magnitudes[at] = 3 << plane;
    flags[at] = flag | SIGNIFICANT | (bit == 1 ? NEGATIVE : 0);
    int sign = bit == 1 ? 1 << SIGN : 0;
    flags[at - 1] |= EAST | EAST * sign;
    flags[at + 1] |= WEST | WEST * sign;
    flags[at - stride] |= SOUTH | SOUTH * sign;
    flags[at + stride] |= NORTH | NORTH * sign;
    flags[at - stride - 1] |= SOUTH_EAST;
    flags[at - stride + 1] |= SOUTH_WEST;
    flags[at + stride - 1] |= NORTH_EAST;
    flags[at + stride + 1] |= NORTH_WEST;
  }
}
