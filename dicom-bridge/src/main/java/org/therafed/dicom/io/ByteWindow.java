package org.therafed.dicom.io;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * A moving window over a source, with a position to read numbers and values from. Its first bytes
 * are left as they are when it moves on, so that values need not be copied out of them: those of
 * most headers, and all of what is in memory or in a short file.
 */
final class ByteWindow {
  /** A file up to this size is read whole. */
  private static final int WHOLE = 16 << 10;

  private static final int CAPACITY = 16 << 10;

  /** Of a longer file: holds most headers. */
  private static final int FIRST_CAPACITY = 8 << 10;

  private static final VarHandle LITTLE_16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LITTLE_32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Source source;
  private final long end;
  private final boolean whole;
  private byte[] buffer;
  private boolean lasting = true;
  private long start;
  private int at;
  private int limit;

  /** A window at the first byte of a source. */
  ByteWindow(Source source) {
    this.source = source;
    long size = source.size();
    this.end = size < 0 ? Long.MAX_VALUE : size;
    byte[] memory = source.memory();
    this.whole = memory != null || (size >= 0 && size <= WHOLE);
    int capacity = size < 0 ? CAPACITY : whole ? (int) size : FIRST_CAPACITY;
    this.buffer = memory != null ? memory : new byte[capacity];
    this.limit = memory != null ? memory.length : 0;
  }

  Source source() {
    return source;
  }

  long position() {
    return start + at;
  }

  /** The end of the source, or a number beyond any file where it is not known. */
  long end() {
    return end;
  }

  /** Whether {@link #bytes} stay what they are, from the first byte of the source on. */
  boolean lasting() {
    return lasting;
  }

  /** The bytes that have been read, from {@link #at} to {@link #seen}. */
  byte[] bytes() {
    return buffer;
  }

  int at() {
    return at;
  }

  int seen() {
    return limit;
  }

  /** Moves on over bytes that have been read. */
  void advance(int count) {
    at += count;
  }

  /** Whether so many bytes, at most those of a short value, can be peeked at from the position. */
  boolean has(int count) throws IOException {
    return limit - at >= count || fill(count);
  }

  private boolean fill(int count) throws IOException {
    if (start > 0 || at + count > buffer.length) {
      if (whole) {
        return false;
      }
      byte[] target = lasting ? new byte[CAPACITY] : buffer;
      System.arraycopy(buffer, at, target, 0, limit - at);
      buffer = target;
      lasting = false;
      start += at;
      limit -= at;
      at = 0;
    }
    while (limit - at < count) {
      int read = source.read(start + limit, buffer, limit, buffer.length - limit);
      if (read < 0) {
        return false;
      }
      limit += read;
    }
    return true;
  }

  int u8(int offset) {
    return buffer[at + offset] & 0xFF;
  }

  int u16(int offset, boolean bigEndian) {
    short little = (short) LITTLE_16.get(buffer, at + offset);
    return (bigEndian ? Short.reverseBytes(little) : little) & 0xFFFF;
  }

  /** 32 bits; lengths are to be read as unsigned. */
  int i32(int offset, boolean bigEndian) {
    int little = (int) LITTLE_32.get(buffer, at + offset);
    return bigEndian ? Integer.reverseBytes(little) : little;
  }

  int tag(int offset, boolean bigEndian) {
    int little = (int) LITTLE_32.get(buffer, at + offset);
    return bigEndian ? Integer.reverseBytes(little) : Integer.rotateLeft(little, 16);
  }

  /** Moves on; by more than has been seen, only where the source is known to go on. */
  void skip(long count) throws IOException {
    if (count <= limit - at) {
      at += (int) count;
      return;
    }
    long target = position() + count;
    if (source.size() < 0 && count > 0) {
      // The last byte of the value must be there; reading it proves that the source reaches it.
      start = target - 1;
      at = 0;
      limit = 0;
      if (!has(1)) {
        throw truncated(count);
      }
      at = 1;
      return;
    }
    if (target > end || whole) {
      throw truncated(count);
    }
    start = target;
    at = 0;
    limit = 0;
  }

  /** Copies the next bytes, so many that {@link #has} may be asked for them. */
  void take(byte[] target, int offset, int count) throws IOException {
    if (!has(count)) {
      throw missing(count);
    }
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
  }

  /** The source ends before so many bytes. */
  private DicomFault missing(int count) {
    int have = limit - at;
    at = limit;
    return truncated((long) count - have);
  }

  /** The next bytes. Memory grows with what is really there, not with what a length claims. */
  byte[] take(int count) throws IOException {
    if (count == 0) {
      return new byte[0];
    }
    if (count <= limit - at) {
      byte[] bytes = Arrays.copyOfRange(buffer, at, at + count);
      at += count;
      return bytes;
    }
    if (whole) {
      throw missing(count);
    }
    boolean certain = position() + count <= end && end != Long.MAX_VALUE;
    byte[] bytes = new byte[certain ? count : Math.min(count, CAPACITY)];
    int have = limit - at;
    System.arraycopy(buffer, at, bytes, 0, have);
    start += limit;
    at = 0;
    limit = 0;
    while (have < count) {
      if (have == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * bytes.length));
      }
      int read = source.read(start, bytes, have, bytes.length - have);
      if (read < 0) {
        throw truncated((long) count - have);
      }
      have += read;
      start += read;
    }
    return bytes;
  }

  /** As {@link java.io.InputStream#read(byte[], int, int)}. */
  int some(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!has(1)) {
      return -1;
    }
    int count = Math.min(length, limit - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  DicomFault truncated(long missing) {
    return DicomFault.at(
        DicomFaultCode.TRUNCATED_VALUE, position(), missing + " more bytes needed, none found");
  }

  /** Goes back or forward to a position of a source that can be read again. */
  void seek(long position) {
    if (position >= start && position <= start + limit) {
      at = (int) (position - start);
    } else {
      start = position;
      at = 0;
      limit = 0;
    }
  }
}
