package org.therafed.dicom.pixel;

import java.util.Arrays;

/** The entropy-coded lines of one JPEG-LS scan, T.87 Annex A. */
final class JpegLsScan {
  private static final int CONTEXTS = 365;
  private static final int LEAST_BIAS = -128;
  private static final int MOST_BIAS = 127;

  /** J of A.2.1: the length of a run's piece is 2^J. */
  private static final int[] ORDER = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final JpegLsBits bits;
  private final JpegLsPreset preset;
  private final int step;
  private final int near;

  /** The greatest gradients below the thresholds. */
  private final int t1;

  private final int t2;
  private final int t3;
  private final int[] a = new int[CONTEXTS + 2];
  private final int[] b = new int[CONTEXTS];
  private final int[] c = new int[CONTEXTS];
  private final int[] n = new int[CONTEXTS + 2];
  private final int[] negative = new int[2];

  JpegLsScan(byte[] in, int from, JpegLsPreset preset) {
    this.bits = new JpegLsBits(in, from);
    this.preset = preset;
    this.step = 2 * preset.near() + 1;
    this.near = preset.near();
    this.t1 = preset.t1() - 1;
    this.t2 = preset.t2() - 1;
    this.t3 = preset.t3() - 1;
    Arrays.fill(a, Math.max(2, (preset.range() + 32) / 64));
    Arrays.fill(n, 1);
  }

  /** Where the next marker is to be looked for. */
  int position() {
    return bits.position();
  }

  /**
   * Decodes one line.
   *
   * @param above the line before, from index 1, with its edges
   * @param line to be filled, its left edge set
   * @param runIndex of the component at the end of its line before
   * @return the run index at the end of this line
   */
  int line(int[] above, int[] line, int columns, int runIndex) {
    int run = runIndex;
    int x = 1;
    while (x <= columns) {
      int left = line[x - 1];
      int up = above[x];
      int upLeft = above[x - 1];
      int upRight = above[x + 1];
      int q = 81 * quantised(upRight - up) + 9 * quantised(up - upLeft) + quantised(upLeft - left);
      if (q != 0) {
        line[x++] = regular(q, left, up, upLeft);
        continue;
      }
      while (x <= columns && bits.bit() == 1) {
        int piece = 1 << ORDER[run];
        int end = Math.min(columns + 1, x + piece);
        if (x + piece <= columns + 1 && run < ORDER.length - 1) {
          run++;
        }
        Arrays.fill(line, x, end, left);
        x = end;
      }
      if (x <= columns) {
        int end = x + bits.read(ORDER[run]);
        if (end > columns) {
          throw new ArrayIndexOutOfBoundsException("a run beyond its line");
        }
        Arrays.fill(line, x, end, left);
        x = end;
        line[x] = interruption(left, above[x], run);
        x++;
        run = Math.max(0, run - 1);
      }
    }
    return run;
  }

  /** A.3.3, without branches, which no processor foresees: each comparison is a sign. */
  private int quantised(int gradient) {
    int sign = gradient >> 31;
    int size = (gradient ^ sign) - sign;
    int step =
        ((near - size) >>> 31) + ((t1 - size) >>> 31) + ((t2 - size) >>> 31) + ((t3 - size) >>> 31);
    return (step ^ sign) - sign;
  }

  /** A.4 to A.6. */
  private int regular(int signedContext, int left, int up, int upLeft) {
    int sign = signedContext < 0 ? -1 : 1;
    int q = Math.abs(signedContext);
    int predicted = clamped(median(left, up, upLeft) + sign * c[q]);
    int k = golomb(n[q], a[q]);
    int mapped = bits.golomb(k, preset.limit(), preset.bits());
    boolean odd = (mapped & 1) == 1;
    int error;
    if (preset.near() == 0 && k == 0 && 2 * b[q] <= -n[q]) {
      error = odd ? (mapped - 1) / 2 : -(mapped / 2) - 1;
    } else {
      error = odd ? -(mapped + 1) / 2 : mapped / 2;
    }
    update(q, error);
    return reconstructed(predicted, sign * error);
  }

  private static int median(int left, int up, int upLeft) {
    int most = Math.max(left, up);
    int least = Math.min(left, up);
    return upLeft >= most ? least : upLeft <= least ? most : left + up - upLeft;
  }

  /** The least k for which count times 2^k is not less than the sum. */
  private static int golomb(int count, int sum) {
    if (sum <= count) {
      return 0;
    }
    int k = Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(sum);
    return (long) count << k < sum ? k + 1 : k;
  }

  private void update(int q, int error) {
    b[q] += error * step;
    a[q] += Math.abs(error);
    if (n[q] == preset.reset()) {
      a[q] >>= 1;
      b[q] = b[q] >= 0 ? b[q] >> 1 : -((1 - b[q]) >> 1);
      n[q] >>= 1;
    }
    n[q]++;
    if (b[q] <= -n[q]) {
      b[q] = Math.max(b[q] + n[q], -n[q] + 1);
      c[q] = Math.max(c[q] - 1, LEAST_BIAS);
    } else if (b[q] > 0) {
      b[q] = Math.min(b[q] - n[q], 0);
      c[q] = Math.min(c[q] + 1, MOST_BIAS);
    }
  }

  /** A.7.2. */
  private int interruption(int left, int up, int run) {
    int type = Math.abs(left - up) <= preset.near() ? 1 : 0;
    int q = CONTEXTS + type;
    int sign = type == 0 && left > up ? -1 : 1;
    int k = golomb(n[q], type == 1 ? a[q] + (n[q] >> 1) : a[q]);
    int mapped = bits.golomb(k, preset.limit() - ORDER[run] - 1, preset.bits());
    int whole = mapped + type;
    boolean odd = (whole & 1) == 1;
    int size = (whole + (odd ? 1 : 0)) / 2;
    boolean turned = k != 0 || 2 * negative[type] >= n[q];
    int error = turned == odd ? -size : size;
    if (error < 0) {
      negative[type]++;
    }
    a[q] += (mapped + 1 - type) >> 1;
    if (n[q] == preset.reset()) {
      a[q] >>= 1;
      n[q] >>= 1;
      negative[type] >>= 1;
    }
    n[q]++;
    return reconstructed(type == 1 ? left : up, sign * error);
  }

  private int reconstructed(int predicted, int error) {
    int value = predicted + error * step;
    if (value < -preset.near()) {
      value += preset.range() * step;
    } else if (value > preset.maximum() + preset.near()) {
      value -= preset.range() * step;
    }
    return clamped(value);
  }

  private int clamped(int value) {
    return Math.max(0, Math.min(preset.maximum(), value));
  }
}
