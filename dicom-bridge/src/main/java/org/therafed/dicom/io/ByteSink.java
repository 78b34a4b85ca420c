package org.therafed.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A buffer before a stream, with numbers in either byte order. */
final class ByteSink {
  private static final int LEAST_BUFFER = 64;
  private static final int MOST_BUFFER = 32 << 10;

  private final OutputStream out;
  private final byte[] buffer;
  private int at;
  private long written;

  /**
   * A buffer before a stream.
   *
   * @param expected bytes that will be written: for few a large buffer costs more than it saves
   */
  ByteSink(OutputStream out, long expected) {
    this.out = out;
    this.buffer = new byte[(int) Math.max(LEAST_BUFFER, Math.min(expected, MOST_BUFFER))];
  }

  private void room(int bytes) throws IOException {
    if (buffer.length - at < bytes) {
      flush();
    }
  }

  void u8(int value) throws IOException {
    room(1);
    buffer[at++] = (byte) value;
  }

  void u16(int value, boolean bigEndian) throws IOException {
    room(2);
    buffer[at++] = (byte) (bigEndian ? value >>> 8 : value);
    buffer[at++] = (byte) (bigEndian ? value : value >>> 8);
  }

  void u32(long value, boolean bigEndian) throws IOException {
    u16((int) (bigEndian ? value >>> 16 : value) & 0xFFFF, bigEndian);
    u16((int) (bigEndian ? value : value >>> 16) & 0xFFFF, bigEndian);
  }

  void tag(int tag, boolean bigEndian) throws IOException {
    u16(tag >>> 16, bigEndian);
    u16(tag & 0xFFFF, bigEndian);
  }

  void bytes(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.length - at) {
      flush();
      if (length > buffer.length) {
        out.write(bytes, offset, length);
        written += length;
        return;
      }
    }
    System.arraycopy(bytes, offset, buffer, at, length);
    at += length;
  }

  /** Copies exactly so many bytes; false where the stream ends before. */
  boolean copy(InputStream in, long length) throws IOException {
    long left = length;
    while (left > 0) {
      room(1);
      int count = in.read(buffer, at, (int) Math.min(left, buffer.length - at));
      if (count < 0) {
        return false;
      }
      at += count;
      left -= count;
    }
    return true;
  }

  void flush() throws IOException {
    out.write(buffer, 0, at);
    written += at;
    at = 0;
  }

  /** Bytes written so far, buffered ones included. */
  long count() {
    return written + at;
  }
}
