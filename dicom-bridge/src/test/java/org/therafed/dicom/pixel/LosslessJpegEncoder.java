package org.therafed.dicom.pixel;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Writes lossless JPEG (ITU-T T.81 Annex H) of any predictor, precision and restart interval. */
final class LosslessJpegEncoder {
  private static final int SYMBOLS = 17;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int[] lengths = new int[SYMBOLS];
  private final int[] codes = new int[SYMBOLS];
  private long pending;
  private int count;

  /**
   * How a frame is written.
   *
   * @param lines of a restart interval; 0 for none
   * @param transform bits that are left out below
   */
  record Shape(
      int rows,
      int columns,
      int components,
      int precision,
      int predictor,
      int lines,
      int transform) {}

  /** A frame that is written, the samples of a pixel together. */
  static final class Frame {
    private final int[] samples;
    private final Shape shape;

    Frame(int[] samples, Shape shape) {
      this.samples = samples.clone();
      this.shape = shape;
    }

    int[] samples() {
      return samples.clone();
    }

    Shape shape() {
      return shape;
    }
  }

  private LosslessJpegEncoder() {}

  /** A codestream whose codes have any lengths. */
  static byte[] encoded(Frame frame, Random random) {
    LosslessJpegEncoder encoder = new LosslessJpegEncoder();
    encoder.write(frame, random);
    return encoder.out.toByteArray();
  }

  private void bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }

  private void write(Frame frame, Random random) {
    int n = frame.shape.components();
    bytes(0xFF, 0xD8, 0xFF, 0xC3, 0, 8 + 3 * n, frame.shape.precision());
    bytes(
        frame.shape.rows() >> 8,
        frame.shape.rows(),
        frame.shape.columns() >> 8,
        frame.shape.columns(),
        n);
    for (int i = 1; i <= n; i++) {
      bytes(i, 0x11, 0);
    }
    table(random);
    if (frame.shape.lines() > 0) {
      int interval = frame.shape.lines() * frame.shape.columns();
      bytes(0xFF, 0xDD, 0, 4, interval >> 8, interval);
    }
    bytes(0xFF, 0xDA, 0, 6 + 2 * n, n);
    for (int i = 1; i <= n; i++) {
      bytes(i, 0);
    }
    bytes(frame.shape.predictor(), 0, frame.shape.transform());
    for (int row = 0; row < frame.shape.rows(); row++) {
      boolean first = frame.shape.lines() == 0 ? row == 0 : row % frame.shape.lines() == 0;
      if (first && row > 0) {
        align();
        bytes(0xFF, 0xD0 + (row / frame.shape.lines() - 1) % 8);
      }
      for (int x = 0; x < frame.shape.columns(); x++) {
        for (int i = 0; i < n; i++) {
          difference(sample(frame, row, x, i) - predicted(frame, row, x, i, first));
        }
      }
    }
    align();
    bytes(0xFF, 0xD9);
  }

  private static int sample(Frame frame, int row, int x, int component) {
    int at = (row * frame.shape.columns() + x) * frame.shape.components() + component;
    return frame.samples[at] >> frame.shape.transform();
  }

  private static int predicted(Frame frame, int row, int x, int i, boolean first) {
    if (first && x == 0) {
      return 1 << (frame.shape.precision() - frame.shape.transform() - 1);
    }
    if (first) {
      return sample(frame, row, x - 1, i);
    }
    int b = sample(frame, row - 1, x, i);
    if (x == 0) {
      return b;
    }
    int a = sample(frame, row, x - 1, i);
    int c = sample(frame, row - 1, x - 1, i);
    return switch (frame.shape.predictor()) {
      case 1 -> a;
      case 2 -> b;
      case 3 -> c;
      case 4 -> a + b - c;
      case 5 -> a + ((b - c) >> 1);
      case 6 -> b + ((a - c) >> 1);
      default -> (a + b) >> 1;
    };
  }

  /** Lengths of five bits for all, or of 2 to 16 bits; which symbol has which is drawn. */
  private void table(Random random) {
    int[] numbers = new int[SYMBOLS];
    if (random.nextBoolean()) {
      numbers[5] = SYMBOLS;
    } else {
      for (int length = 2; length <= 16; length++) {
        numbers[length] = 1;
      }
      numbers[16] = 3;
    }
    int[] order = random.ints(0, SYMBOLS).distinct().limit(SYMBOLS).toArray();
    bytes(0xFF, 0xC4, 0, 19 + SYMBOLS, 0);
    int code = 0;
    int next = 0;
    for (int length = 1; length <= 16; length++) {
      bytes(numbers[length]);
      for (int i = 0; i < numbers[length]; i++) {
        lengths[order[next]] = length;
        codes[order[next++]] = code++;
      }
      code <<= 1;
    }
    bytes(order);
  }

  private void difference(int exact) {
    int difference = (short) exact;
    int symbol =
        difference == Short.MIN_VALUE
            ? 16
            : Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
    put(codes[symbol], lengths[symbol]);
    if (symbol < 16) {
      put((difference < 0 ? difference - 1 : difference) & ((1 << symbol) - 1), symbol);
    }
  }

  private void put(int value, int bits) {
    pending = pending << bits | value;
    count += bits;
    while (count >= 8) {
      count -= 8;
      int octet = (int) (pending >> count) & 0xFF;
      bytes(octet);
      if (octet == 0xFF) {
        bytes(0);
      }
    }
  }

  private void align() {
    if (count > 0) {
      put((1 << (8 - count)) - 1, 8 - count);
    }
  }
}
