package org.therafed.dicom.pixel;

import java.util.Arrays;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * A Huffman table of lossless JPEG as a table of what the next bits mean (ITU-T T.81 Annex C and
 * H.1.2.2): a code says how many bits of a difference follow it.
 */
final class HuffmanCodes {
  /** Bits that are looked up at once: most codes and their differences are shorter. */
  static final int QUICK = 11;

  /** Of an entry: the bits it takes. */
  static final int TAKEN = 0x7F;

  /** Of an entry: the difference follows the code, and above stand its bits. */
  static final int FOLLOWS = 0x80;

  /** Where in an entry the difference, or its number of bits, begins. */
  static final int VALUE = 8;

  /** Entries for the next bits; 0 where the code is longer or there is none. */
  final int[] quick = new int[1 << QUICK];

  private static final int LONGEST = 16;

  /** A difference of 32,768, of which no bits follow. */
  private static final int HALF = 16;

  /** By length: the first code of it, and the first beyond the last one. */
  private final int[] first = new int[LONGEST + 1];

  private final int[] beyond = new int[LONGEST + 1];

  /** By length: where the symbols of its codes begin. */
  private final int[] symbols = new int[LONGEST + 1];

  private final byte[] in;

  /**
   * Reads a table.
   *
   * @param at where its sixteen numbers of codes begin, symbols behind them, all within the bytes
   * @throws DicomFault {@code PIXELS_INVALID} where there are more codes than bits can tell apart
   */
  HuffmanCodes(byte[] in, int at) {
    this.in = in;
    int code = 0;
    int symbol = at + LONGEST;
    for (int length = 1; length <= LONGEST; length++) {
      int count = in[at + length - 1] & 0xFF;
      first[length] = code;
      beyond[length] = code + count;
      symbols[length] = symbol;
      if (beyond[length] > 1 << length) {
        throw invalid();
      }
      for (int i = 0; i < count && length <= QUICK; i++) {
        enter(code + i, length, in[symbol + i] & 0xFF);
      }
      symbol += count;
      code = beyond[length] << 1;
    }
  }

  private void enter(int code, int length, int size) {
    int from = code << (QUICK - length);
    int to = (code + 1) << (QUICK - length);
    if (size == 0 || size == HALF) {
      Arrays.fill(quick, from, to, entry(size == 0 ? 0 : 1 << 15, length));
    } else if (size > HALF) {
      return;
    } else if (length + size > QUICK) {
      Arrays.fill(quick, from, to, entry(size, length) | FOLLOWS);
    } else {
      int each = 1 << (QUICK - length - size);
      for (int bits = 0; bits < 1 << size; bits++) {
        int entry = entry(difference(bits, size), length + size);
        Arrays.fill(quick, from + bits * each, from + (bits + 1) * each, entry);
      }
    }
  }

  private static int entry(int value, int taken) {
    return value << VALUE | taken;
  }

  /** EXTEND of F.2.2.1: those below half of the range are negative. */
  static int difference(int bits, int size) {
    return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
  }

  /**
   * The entry of a code that is longer than what is looked up.
   *
   * @param bits the next ones, from the uppermost
   * @throws DicomFault {@code PIXELS_INVALID} where they begin with no code
   */
  int entry(long bits) {
    for (int length = QUICK + 1; length <= LONGEST; length++) {
      int code = (int) (bits >>> (Long.SIZE - length));
      if (code >= first[length] && code < beyond[length]) {
        int size = in[symbols[length] + code - first[length]] & 0xFF;
        if (size > HALF) {
          throw invalid();
        }
        return size == 0 || size == HALF
            ? entry(size == 0 ? 0 : 1 << 15, length)
            : entry(size, length) | FOLLOWS;
      }
    }
    throw invalid();
  }

  private static DicomFault invalid() {
    return DicomFault.of(
        DicomFaultCode.PIXELS_INVALID, "the JPEG codestream has a code that is in no table");
  }
}
