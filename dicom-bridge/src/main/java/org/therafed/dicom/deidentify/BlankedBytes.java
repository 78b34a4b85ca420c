package org.therafed.dicom.deidentify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.therafed.dicom.dataset.BulkData;

/**
 * A value some of whose bytes are zeros when read. Its length stays, and with it every offset into
 * what it is part of.
 *
 * @param zeros from and to, in bytes from the first of the value
 */
record BlankedBytes(BulkData source, List<Range> zeros) implements BulkData {

  /**
   * Bytes of the value.
   *
   * @param to exclusive
   */
  record Range(long from, long to) {}

  BlankedBytes {
    zeros = List.copyOf(zeros);
  }

  @Override
  public long length() {
    return source.length();
  }

  @Override
  public long offset() {
    return source.offset();
  }

  @Override
  public InputStream open() throws IOException {
    return new Blanking(source.open());
  }

  private final class Blanking extends FilterInputStream {
    private long position;

    Blanking(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      for (Range range : zeros) {
        long from = Math.max(range.from() - position, 0);
        long to = Math.min(range.to() - position, count);
        for (long i = from; i < to; i++) {
          buffer[offset + (int) i] = 0;
        }
      }
      position += Math.max(count, 0);
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
}
