package org.therafed.dicom.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** The entropy-coded differences of a scan of lossless JPEG (ITU-T T.81 F.1.2.3 and H.1.2.2). */
final class LosslessJpegBits {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** A code has 16 bits at most, and a difference behind it 15. */
  private static final int MOST_OF_ONE = 31;

  private final byte[] in;
  private int at;

  /** The next bits, from the uppermost; those beyond their number are zeros or come next. */
  private long bits;

  private int count;

  LosslessJpegBits(byte[] in, int from) {
    this.in = in;
    this.at = from;
  }

  /** Whether a byte of a word is FF, which alone needs to be looked at. */
  static boolean hasOnes(long word) {
    return ((~word - LOW_BITS) & word & HIGH_BITS) != 0;
  }

  /**
   * Reads differences of a line, components in turns.
   *
   * @param tables of each component
   * @throws DicomFault {@code PIXELS_INVALID} where the scan ends before
   */
  void line(int[] differences, int length, HuffmanCodes[] tables) {
    long next = bits;
    int left = count;
    int component = 0;
    for (int i = 0; i < length; i++) {
      if (left < MOST_OF_ONE) {
        bits = next;
        count = left;
        fill();
        next = bits;
        left = count;
      }
      HuffmanCodes table = tables[component++];
      component = component == tables.length ? 0 : component;
      int entry = table.quick[(int) (next >>> (Long.SIZE - HuffmanCodes.QUICK))];
      if (entry == 0) {
        entry = table.entry(next);
      }
      int taken = entry & HuffmanCodes.TAKEN;
      int value = entry >> HuffmanCodes.VALUE;
      if ((entry & HuffmanCodes.FOLLOWS) != 0) {
        int following = (int) (next << taken >>> (Long.SIZE - value));
        taken += value;
        value = HuffmanCodes.difference(following, value);
      }
      next <<= taken;
      left -= taken;
      if (left < 0) {
        throw invalid("the JPEG codestream ends before its last line");
      }
      differences[i] = value;
    }
    bits = next;
    count = left;
  }

  /** Takes as many whole bytes as there is place for, up to a marker or the end. */
  private void fill() {
    if (at + Long.BYTES <= in.length) {
      long word = (long) WORDS.get(in, at);
      if (!hasOnes(word)) {
        // Bits beyond those counted are those that come next, which are put there again.
        bits |= word >>> count;
        at += (Long.SIZE - 1 - count) >> 3;
        count |= Long.SIZE - Byte.SIZE;
        return;
      }
    }
    while (count <= Long.SIZE - Byte.SIZE && at < in.length) {
      long value = in[at] & 0xFF;
      if (value == 0xFF) {
        int following = at + 1 < in.length ? in[at + 1] & 0xFF : 0xD9;
        if (following == 0xFF) {
          at++;
          continue;
        }
        if (following != 0) {
          return;
        }
        at++;
      }
      at++;
      bits |= value << (Long.SIZE - Byte.SIZE - count);
      count += Byte.SIZE;
    }
  }

  /**
   * Goes behind a restart marker, before which stand ones up to a whole byte and nothing else.
   *
   * @param number of the marker, 0 to 7
   * @throws DicomFault {@code PIXELS_INVALID} where another one or something else is there
   */
  void restart(int number) {
    fill();
    boolean due =
        count < Byte.SIZE
            && at + 1 < in.length
            && in[at] == (byte) 0xFF
            && in[at + 1] == (byte) (0xD0 + number);
    if (!due) {
      throw invalid("the JPEG codestream has no restart marker where one is due");
    }
    at += 2;
    bits = 0;
    count = 0;
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.PIXELS_INVALID, detail);
  }
}
