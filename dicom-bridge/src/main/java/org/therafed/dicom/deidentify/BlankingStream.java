package org.therafed.dicom.deidentify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A value's bytes, some of which are blanked as they are read. */
final class BlankingStream extends FilterInputStream {

  /** What is blanked of the bytes that were read. */
  interface Blanks {
    /**
     * Blanks in place.
     *
     * @param position of the first byte that was read, in the value
     */
    void apply(byte[] buffer, int offset, int count, long position);
  }

  private final Blanks blanks;
  private long position;

  BlankingStream(InputStream in, Blanks blanks) {
    super(in);
    this.blanks = blanks;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      blanks.apply(buffer, offset, count, position);
      position += count;
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    position += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
