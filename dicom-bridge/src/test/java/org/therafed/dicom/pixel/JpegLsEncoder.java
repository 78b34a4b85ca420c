package org.therafed.dicom.pixel;

import java.io.ByteArrayOutputStream;

/** Writes JPEG-LS (ITU-T T.87 Annex A), lossless or near, components by line. */
final class JpegLsEncoder {
  private static final int[] J = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JpegLsPreset preset;
  private final int near;
  private final int[] a = new int[367];
  private final int[] b = new int[367];
  private final int[] c = new int[367];
  private final int[] n = new int[367];
  private final int[] negative = new int[2];
  private int octet;
  private int free = 8;
  private boolean afterOnes;

  private JpegLsEncoder(JpegLsPreset preset) {
    this.preset = preset;
    this.near = preset.near();
    java.util.Arrays.fill(a, Math.max(2, (preset.range() + 32) / 64));
    java.util.Arrays.fill(n, 1);
  }

  /**
   * A codestream.
   *
   * @param samples the samples of a pixel together; become those that are decoded
   */
  static byte[] encoded(
      int[] samples, int rows, int columns, int components, int precision, int near) {
    JpegLsPreset preset = JpegLsPreset.of(precision, near, new int[5]);
    JpegLsEncoder encoder = new JpegLsEncoder(preset);
    encoder.write(samples, rows, columns, components, precision);
    return encoder.out.toByteArray();
  }

  private void bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }

  private void write(int[] samples, int rows, int columns, int components, int precision) {
    bytes(0xFF, 0xD8, 0xFF, 0xF7, 0, 8 + 3 * components, precision);
    bytes(rows >> 8, rows, columns >> 8, columns, components);
    for (int i = 1; i <= components; i++) {
      bytes(i, 0x11, 0);
    }
    bytes(0xFF, 0xDA, 0, 6 + 2 * components, components);
    for (int i = 1; i <= components; i++) {
      bytes(i, 0);
    }
    bytes(near, components > 1 ? 1 : 0, 0);
    int[] run = new int[components];
    int[][] above = new int[components][columns + 2];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < components; i++) {
        int[] line = new int[columns + 2];
        line[0] = above[i][1];
        above[i][columns + 1] = above[i][columns];
        int first = row * columns * components + i;
        run[i] = line(samples, first, components, above[i], line, columns, run[i]);
        above[i] = line;
      }
    }
    while (free < 8) {
      bit(0);
    }
    if (afterOnes) {
      bytes(0);
    }
    bytes(0xFF, 0xD9);
  }

  private int line(
      int[] samples, int first, int step, int[] above, int[] line, int columns, int runIndex) {
    int run = runIndex;
    for (int x = 1; x <= columns; x++) {
      int left = line[x - 1];
      int up = above[x];
      int upLeft = above[x - 1];
      int context =
          81 * gradient(above[x + 1] - up) + 9 * gradient(up - upLeft) + gradient(upLeft - left);
      if (context != 0) {
        int at = first + (x - 1) * step;
        line[x] = regular(context, samples[at], left, up, upLeft);
        samples[at] = line[x];
        continue;
      }
      int length = 0;
      while (x + length <= columns
          && Math.abs(samples[first + (x + length - 1) * step] - left) <= near) {
        samples[first + (x + length - 1) * step] = left;
        line[x + length] = left;
        length++;
      }
      boolean end = x + length > columns;
      int rest = length;
      while (rest >= 1 << J[run]) {
        bit(1);
        rest -= 1 << J[run];
        run = Math.min(run + 1, 31);
      }
      if (end) {
        if (rest > 0) {
          bit(1);
        }
        return run;
      }
      bit(0);
      bits(rest, J[run]);
      x += length;
      int at = first + (x - 1) * step;
      line[x] = interruption(samples[at], left, above[x], run);
      samples[at] = line[x];
      run = Math.max(0, run - 1);
    }
    return run;
  }

  private int gradient(int d) {
    if (d <= -preset.t3()) {
      return -4;
    }
    if (d <= -preset.t2()) {
      return -3;
    }
    if (d <= -preset.t1()) {
      return -2;
    }
    if (d < -near) {
      return -1;
    }
    if (d <= near) {
      return 0;
    }
    return d < preset.t1() ? 1 : d < preset.t2() ? 2 : d < preset.t3() ? 3 : 4;
  }

  private int clamped(int value) {
    return Math.max(0, Math.min(preset.maximum(), value));
  }

  private int quantised(int error) {
    int quantised =
        error > 0 ? (error + near) / (2 * near + 1) : -((near - error) / (2 * near + 1));
    int reduced = quantised < 0 ? quantised + preset.range() : quantised;
    return reduced >= (preset.range() + 1) / 2 ? reduced - preset.range() : reduced;
  }

  private int reconstructed(int predicted, int error) {
    int value = predicted + error * (2 * near + 1);
    int all = preset.range() * (2 * near + 1);
    value += value < -near ? all : value > preset.maximum() + near ? -all : 0;
    return clamped(value);
  }

  private int regular(int context, int sample, int left, int up, int upLeft) {
    int sign = context < 0 ? -1 : 1;
    int q = context * sign;
    int most = Math.max(left, up);
    int least = Math.min(left, up);
    int median = upLeft >= most ? least : upLeft <= least ? most : left + up - upLeft;
    int predicted = clamped(median + sign * c[q]);
    int error = quantised(sign * (sample - predicted));
    int k = parameter(n[q], a[q]);
    boolean turned = near == 0 && k == 0 && 2 * b[q] <= -n[q];
    int mapped =
        turned
            ? error >= 0 ? 2 * error + 1 : -2 * (error + 1)
            : error >= 0 ? 2 * error : -2 * error - 1;
    golomb(mapped, k, preset.limit());
    b[q] += error * (2 * near + 1);
    a[q] += Math.abs(error);
    if (n[q] == preset.reset()) {
      a[q] >>= 1;
      b[q] = b[q] >= 0 ? b[q] >> 1 : -((1 - b[q]) >> 1);
      n[q] >>= 1;
    }
    n[q]++;
    if (b[q] <= -n[q]) {
      b[q] = Math.max(b[q] + n[q], 1 - n[q]);
      c[q] = Math.max(c[q] - 1, -128);
    } else if (b[q] > 0) {
      b[q] = Math.min(b[q] - n[q], 0);
      c[q] = Math.min(c[q] + 1, 127);
    }
    return reconstructed(predicted, sign * error);
  }

  private int interruption(int sample, int left, int up, int run) {
    int type = Math.abs(left - up) <= near ? 1 : 0;
    int q = 365 + type;
    int predicted = type == 1 ? left : up;
    int sign = type == 0 && left > up ? -1 : 1;
    int error = quantised(sign * (sample - predicted));
    int k = parameter(n[q], type == 1 ? a[q] + (n[q] >> 1) : a[q]);
    boolean map =
        (k == 0 && error > 0 && 2 * negative[type] < n[q])
            || (error < 0 && (2 * negative[type] >= n[q] || k != 0));
    int mapped = 2 * Math.abs(error) - type - (map ? 1 : 0);
    golomb(mapped, k, preset.limit() - J[run] - 1);
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
    return reconstructed(predicted, sign * error);
  }

  private static int parameter(int count, int sum) {
    int k = 0;
    while (count << k < sum) {
      k++;
    }
    return k;
  }

  private void golomb(int mapped, int k, int limit) {
    int most = limit - preset.bits() - 1;
    boolean usual = mapped >> k < most;
    for (int i = 0; i < (usual ? mapped >> k : most); i++) {
      bit(0);
    }
    bit(1);
    if (usual) {
      bits(mapped & ((1 << k) - 1), k);
    } else {
      bits(mapped - 1, preset.bits());
    }
  }

  private void bits(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bit(value >> i & 1);
    }
  }

  private void bit(int bit) {
    free--;
    octet |= bit << free;
    if (free == 0) {
      bytes(octet);
      afterOnes = octet == 0xFF;
      free = afterOnes ? 7 : 8;
      octet = 0;
    }
  }
}
