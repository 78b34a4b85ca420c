package org.therafed.dicom.web;

import java.io.IOException;
import java.io.InputStream;

/** A stream cut by a delimiter, which is found in a buffer of fixed size. */
final class DelimitedInput {
  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer;
  private int at;
  private int limit;

  /** Content known to be free of the delimiter ends here; the delimiter begins here if found. */
  private int safe;

  private boolean found;

  /**
   * @param size of the buffer, several times the delimiter
   */
  DelimitedInput(InputStream in, byte[] delimiter, int size) {
    this.in = in;
    this.delimiter = delimiter.clone();
    this.buffer = new byte[size];
    // A delimiter at the very start has no line end before it; this one takes its place.
    buffer[0] = '\r';
    buffer[1] = '\n';
    limit = 2;
    seek(0);
  }

  /** Content before the next delimiter; -1 at the delimiter. */
  int read(byte[] target, int offset, int length) throws IOException {
    while (at == safe) {
      if (found) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, safe - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  /** Drops content up to the next delimiter, and the delimiter. */
  void passDelimiter() throws IOException {
    while (!found) {
      at = safe;
      fill();
    }
    at = safe + delimiter.length;
    found = false;
  }

  /**
   * The next byte of a delimiter's line or a header, between {@link #passDelimiter} and content.
   */
  int raw() throws IOException {
    if (at == limit) {
      more();
    }
    return buffer[at++] & 0xFF;
  }

  /** Says that what follows is content. */
  void startContent() {
    seek(at);
  }

  private void fill() throws IOException {
    more();
    seek(at);
  }

  /** Reads at least one byte. */
  private void more() throws IOException {
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, limit - at);
      limit -= at;
      safe = Math.max(0, safe - at);
      at = 0;
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      throw MultipartReader.invalid("the body ends before its last delimiter");
    }
    limit += read;
  }

  private void seek(int from) {
    int last = limit - delimiter.length;
    for (int i = from; i <= last; i++) {
      if (buffer[i] == '\r' && matches(i)) {
        safe = i;
        found = true;
        return;
      }
    }
    found = false;
    safe = Math.max(from, last + 1);
  }

  private boolean matches(int start) {
    for (int i = 1; i < delimiter.length; i++) {
      if (buffer[start + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }
}
