package org.therafed.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reverses the byte order of words. A last incomplete word stays as it is. */
final class SwappedStream extends InputStream {
  /** Four words of two bytes, which most images are made of, are reversed at once. */
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOW_BYTES = 0x00FF00FF00FF00FFL;

  private final InputStream in;
  private final int unit;
  private final byte[] buffer;
  private int at;
  private int limit;

  SwappedStream(InputStream in, int unit) {
    this.in = in;
    this.unit = unit;
    this.buffer = new byte[4096 * unit];
  }

  /** Reverses each whole word in place. */
  static void swap(byte[] bytes, int offset, int length, int unit) {
    if (unit == 1) {
      return;
    }
    int done = offset;
    while (unit == 2 && done + Long.BYTES <= offset + length) {
      long words = (long) LONG.get(bytes, done);
      LONG.set(bytes, done, ((words & LOW_BYTES) << 8) | ((words >>> 8) & LOW_BYTES));
      done += Long.BYTES;
    }
    for (int word = done; word + unit <= offset + length; word += unit) {
      for (int i = 0; i < unit / 2; i++) {
        byte b = bytes[word + i];
        bytes[word + i] = bytes[word + unit - 1 - i];
        bytes[word + unit - 1 - i] = b;
      }
    }
  }

  private boolean fill() throws IOException {
    if (at < limit) {
      return true;
    }
    at = 0;
    limit = in.readNBytes(buffer, 0, buffer.length);
    swap(buffer, 0, limit, unit);
    return limit > 0;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, limit - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
