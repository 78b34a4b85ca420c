package org.therafed.dicom.pixel;

/** Bits of packet headers: after a byte of ones the next has seven (ISO/IEC 15444-1 B.10.1). */
final class PacketBits {
  private final byte[] in;
  private final int end;
  private int at;
  private int current;
  private int left;

  /**
   * Of packets one after another.
   *
   * @param from where the first one begins
   * @param end behind the last one
   */
  PacketBits(byte[] in, int from, int end) {
    this.in = in;
    this.at = from;
    this.end = end;
  }

  /**
   * The next bit.
   *
   * @throws ArrayIndexOutOfBoundsException at the end
   */
  int bit() {
    if (left == 0) {
      if (at >= end) {
        throw new ArrayIndexOutOfBoundsException("the end inside a packet");
      }
      left = current == 0xFF ? 7 : 8;
      current = in[at++] & 0xFF;
    }
    left--;
    return current >> left & 1;
  }

  int read(int bits) {
    int value = 0;
    for (int i = 0; i < bits; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** Goes to the next whole byte, behind the one that follows ones. */
  void align() {
    if (current == 0xFF) {
      at++;
    }
    left = 0;
    current = 0;
  }

  /** Skips a marker and what follows it where it is there. */
  void skip(int marker, int length) {
    if (at + 1 < end && in[at] == (byte) 0xFF && (in[at + 1] & 0xFF) == marker) {
      at += length;
    }
  }

  /** Goes behind some bytes; where they begin. */
  int take(int bytes) {
    int from = at;
    if (bytes < 0 || bytes > end - at) {
      throw new ArrayIndexOutOfBoundsException("a packet longer than its codestream");
    }
    at += bytes;
    return from;
  }
}
