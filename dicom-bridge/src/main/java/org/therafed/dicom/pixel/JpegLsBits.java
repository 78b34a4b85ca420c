package org.therafed.dicom.pixel;

/** Bits of a JPEG-LS scan: after a byte of ones the next byte has seven, T.87 A.1. */
final class JpegLsBits {
  private final byte[] in;
  private int at;
  private int current;
  private int left;

  JpegLsBits(byte[] in, int from) {
    this.in = in;
    this.at = from;
  }

  int position() {
    return at;
  }

  /**
   * The next bit.
   *
   * @throws ArrayIndexOutOfBoundsException at the end of the codestream or at a marker
   */
  int bit() {
    if (left == 0) {
      boolean afterOnes = current == 0xFF;
      current = in[at] & 0xFF;
      if (afterOnes && current >= 0x80) {
        throw new ArrayIndexOutOfBoundsException("a marker inside a line");
      }
      at++;
      left = afterOnes ? 7 : 8;
    }
    left--;
    return (current >> left) & 1;
  }

  int read(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** The limited Golomb code of A.5.3. */
  int golomb(int k, int limit, int escapeBits) {
    int zeros = 0;
    int most = limit - escapeBits - 1;
    while (bit() == 0) {
      zeros++;
      if (zeros > most) {
        throw new ArrayIndexOutOfBoundsException("a code longer than its limit");
      }
    }
    return zeros < most ? zeros << k | read(k) : read(escapeBits) + 1;
  }
}
