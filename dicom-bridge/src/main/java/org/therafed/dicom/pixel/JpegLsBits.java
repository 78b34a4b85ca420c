package org.therafed.dicom.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bits of a JPEG-LS scan: after a byte of ones the next byte has seven, T.87 A.1. */
final class JpegLsBits {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] in;
  private int at;

  /** The next bits, from the uppermost; those beyond their number are zeros or come next. */
  private long next;

  private int count;

  /** Whether the last byte that was taken is of ones. */
  private boolean afterOnes;

  JpegLsBits(byte[] in, int from) {
    this.in = in;
    this.at = from;
  }

  /** Where the next marker is to be looked for; bytes before it may be left over. */
  int position() {
    boolean marker = afterOnes && at < in.length && in[at] < 0;
    return marker ? at - 1 : at;
  }

  /** Takes as many whole bytes as there is place for, up to a marker or the end. */
  private void fill() {
    if (!afterOnes && at + Long.BYTES <= in.length) {
      long word = (long) WORDS.get(in, at);
      if (!LosslessJpegBits.hasOnes(word)) {
        // Bits beyond those counted are those that come next, which are put there again.
        next |= word >>> count;
        at += (Long.SIZE - 1 - count) >> 3;
        count |= Long.SIZE - Byte.SIZE;
        return;
      }
    }
    while (count <= Long.SIZE - Byte.SIZE && at < in.length) {
      long value = in[at] & 0xFF;
      if (afterOnes && value >= 0x80) {
        return;
      }
      int bits = afterOnes ? Byte.SIZE - 1 : Byte.SIZE;
      next |= value << (Long.SIZE - bits) >>> count;
      count += bits;
      afterOnes = value == 0xFF;
      at++;
    }
  }

  private void take(int bits) {
    next <<= bits;
    count -= bits;
    if (count < 0) {
      throw new ArrayIndexOutOfBoundsException("a marker or the end inside a line");
    }
  }

  /**
   * The next bit.
   *
   * @throws ArrayIndexOutOfBoundsException at the end of the codestream or at a marker
   */
  int bit() {
    if (count == 0) {
      fill();
    }
    int bit = (int) (next >>> (Long.SIZE - 1));
    take(1);
    return bit;
  }

  /** The next bits as a number, 31 at most. */
  int read(int bits) {
    if (bits == 0) {
      return 0;
    }
    if (count < bits) {
      fill();
    }
    int value = (int) (next >>> (Long.SIZE - bits));
    take(bits);
    return value;
  }

  /** The limited Golomb code of A.5.3. */
  int golomb(int k, int limit, int escapeBits) {
    int most = limit - escapeBits - 1;
    if (count < 32) {
      fill();
    }
    int zeros = Long.numberOfLeadingZeros(next);
    if (zeros >= most || zeros >= count) {
      // A code has 48 bits before its last part at most, for which there is always place.
      fill();
      zeros = Long.numberOfLeadingZeros(next);
      if (zeros > most) {
        throw new ArrayIndexOutOfBoundsException("a code longer than its limit");
      }
    }
    take(zeros + 1);
    return zeros < most ? zeros << k | read(k) : read(escapeBits) + 1;
  }
}
