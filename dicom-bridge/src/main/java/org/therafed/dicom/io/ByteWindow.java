package org.therafed.dicom.io;

import java.io.IOException;
import java.util.Arrays;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** A moving window over a source, with a position to read numbers and values from. */
final class ByteWindow {
  private static final int CAPACITY = 16 << 10;

  private final Source source;
  private final byte[] buffer;
  private long start;
  private int at;
  private int limit;

  ByteWindow(Source source, long position) {
    this.source = source;
    this.start = position;
    long size = source.size();
    this.buffer = new byte[size < 0 ? CAPACITY : (int) Math.max(256, Math.min(CAPACITY, size))];
  }

  Source source() {
    return source;
  }

  long position() {
    return start + at;
  }

  /** The end of the source, or a number beyond any file where it is not known. */
  long end() {
    return source.size() < 0 ? Long.MAX_VALUE : source.size();
  }

  /** Whether so many bytes, at most 256, can be peeked at from the position. */
  boolean has(int count) throws IOException {
    if (limit - at >= count) {
      return true;
    }
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    start += at;
    limit -= at;
    at = 0;
    while (limit < count) {
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
    int first = u8(offset);
    int second = u8(offset + 1);
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  /** 32 bits; lengths are to be read as unsigned. */
  int i32(int offset, boolean bigEndian) {
    int first = u16(offset, bigEndian);
    int second = u16(offset + 2, bigEndian);
    return bigEndian ? first << 16 | second : second << 16 | first;
  }

  int tag(int offset, boolean bigEndian) {
    return u16(offset, bigEndian) << 16 | u16(offset + 2, bigEndian);
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
    if (target > end()) {
      throw truncated(count);
    }
    start = target;
    at = 0;
    limit = 0;
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
    boolean certain = source.size() >= 0 && position() + count <= source.size();
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
