package org.therafed.dicom.deidentify;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/** Segments of RLE, PS3.5 Annex G: what follows the last pixel of each, and unused offsets. */
final class RleSegments {
  private static final int HEADER = 64;
  private static final int MOST = 15;

  private RleSegments() {}

  static boolean begin(CodestreamScan scan, DataSet image) {
    return scan.length() >= HEADER && little(scan, 0) == count(image) && little(scan, 4) >= HEADER;
  }

  private static long count(DataSet image) {
    int bits = image.integer(Tag.BitsAllocated).orElse(0);
    return bits % 8 == 0 ? (long) bits / 8 * image.integer(Tag.SamplesPerPixel).orElse(1) : 0;
  }

  private static long little(CodestreamScan scan, int at) {
    return scan.u8(at)
        | scan.u8(at + 1) << 8
        | scan.u8(at + 2) << 16
        | (long) scan.u8(at + 3) << 24;
  }

  /** Walks through the frame. */
  static void walk(CodestreamScan scan, DataSet image) {
    long pixels = (long) image.integer(Tag.Rows).orElse(0) * image.integer(Tag.Columns).orElse(0);
    int count = (int) count(image);
    if (scan.length() < HEADER) {
      throw CodestreamScan.unreadable("an RLE frame is shorter than its header");
    }
    if (pixels <= 0 || count < 1 || count > MOST) {
      throw CodestreamScan.unreadable("rows, columns or bits do not say what is in it");
    }
    scan.surplus(4 * (count + 1), HEADER, Surplus.Kind.TRAILING);
    long from = little(scan, 4);
    scan.surplus(HEADER, (int) Math.min(from, scan.length()), Surplus.Kind.TRAILING);
    for (int i = 1; i <= count; i++) {
      long to = i < count ? little(scan, 4 * (i + 1)) : scan.length();
      if (from < HEADER || to < from || to > scan.length()) {
        throw CodestreamScan.unreadable("an RLE segment lies outside its frame");
      }
      scan.surplus(unpacked(scan, (int) from, (int) to, pixels), (int) to, Surplus.Kind.TRAILING);
      from = to;
    }
  }

  /**
   * Whether any of the bits is set in a frame that was walked through. Bytes of one significance
   * are a segment, so that most need not be looked at, and runs need not be unpacked.
   */
  static boolean mayHold(CodestreamScan scan, DataSet image, UnusedBits unused) {
    long pixels = (long) image.integer(Tag.Rows).orElse(0) * image.integer(Tag.Columns).orElse(0);
    int width = image.integer(Tag.BitsAllocated).orElse(0) / 8;
    for (int segment = 0; segment < count(image); segment++) {
      int mask = unused.ofByte(width - 1 - segment % width);
      int from = (int) little(scan, 4 * (segment + 1));
      if (mask != 0 && (anyOf(scan, from, pixels) & mask) != 0) {
        return true;
      }
    }
    return false;
  }

  /** All bits that are set in the bytes of a segment. */
  private static int anyOf(CodestreamScan scan, int from, long pixels) {
    int any = 0;
    int at = from;
    long left = pixels;
    while (left > 0) {
      int control = (byte) scan.u8(at++);
      if (control >= 0) {
        int used = (int) Math.min(control + 1L, left);
        for (int i = 0; i < used; i++) {
          any |= scan.u8(at + i);
        }
        at += used;
        left -= used;
      } else if (control != Byte.MIN_VALUE) {
        any |= scan.u8(at++);
        left -= 1L - control;
      }
    }
    return any;
  }

  /** The native pixels of a frame that was walked through, samples together, little endian. */
  static byte[] pixels(CodestreamScan scan, DataSet image) {
    int pixels =
        Math.multiplyExact(image.integer(Tag.Rows).orElse(0), image.integer(Tag.Columns).orElse(0));
    int count = (int) count(image);
    int width = image.integer(Tag.BitsAllocated).orElse(0) / 8;
    byte[] all = new byte[Math.multiplyExact(pixels, count)];
    for (int segment = 0; segment < count; segment++) {
      // The most significant byte comes first.
      int first = segment / width * width + width - 1 - segment % width;
      unpack(scan, (int) little(scan, 4 * (segment + 1)), all, first, count);
    }
    return all;
  }

  private static void unpack(CodestreamScan scan, int from, byte[] all, int first, int step) {
    int at = from;
    int to = first;
    while (to < all.length) {
      int control = (byte) scan.u8(at++);
      int length = control >= 0 ? control + 1 : control == Byte.MIN_VALUE ? 0 : 1 - control;
      for (int i = 0; i < length && to < all.length; i++) {
        all[to] = (byte) scan.u8(control >= 0 ? at + i : at);
        to += step;
      }
      at += control >= 0 ? length : length == 0 ? 0 : 1;
    }
  }

  /** Where the bytes of the last pixel end, section G.3.2. */
  private static int unpacked(CodestreamScan scan, int from, int to, long pixels) {
    long left = pixels;
    int at = from;
    while (left > 0 && at < to) {
      int control = (byte) scan.u8(at++);
      if (control >= 0) {
        int used = (int) Math.min(control + 1L, left);
        left -= used;
        at += used;
      } else if (control != Byte.MIN_VALUE) {
        left -= 1L - control;
        at++;
      }
    }
    if (left > 0 || at > to) {
      throw CodestreamScan.unreadable("an RLE segment holds fewer bytes than its frame has pixels");
    }
    return at;
  }
}
