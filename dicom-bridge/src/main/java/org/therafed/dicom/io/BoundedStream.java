package org.therafed.dicom.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The next bytes of a stream, and no more; words turned to little endian where asked. */
final class BoundedStream extends FilterInputStream {
  private long left;

  private BoundedStream(InputStream in, long length) {
    super(in);
    this.left = length;
  }

  /**
   * Bounds a stream.
   *
   * @param swapUnit bytes of a word whose order is to be reversed; 1 for none
   */
  static InputStream of(InputStream in, long length, int swapUnit) {
    InputStream bounded = new BoundedStream(in, length);
    return swapUnit == 1 ? bounded : new SwappedStream(bounded, swapUnit);
  }

  @Override
  public int read() throws IOException {
    if (left <= 0) {
      return -1;
    }
    int b = super.read();
    if (b >= 0) {
      left--;
    }
    return b;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left <= 0) {
      return -1;
    }
    int count = super.read(target, offset, (int) Math.min(length, left));
    if (count > 0) {
      left -= count;
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(super.available(), left);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
