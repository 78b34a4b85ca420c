package org.therafed.dicom.dcm4che;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.therafed.dicom.dataset.BulkData;

/**
 * A value that stays in its file, little endian there.
 *
 * @param offset bytes from the start of the file
 */
record FileRegion(Path file, long offset, long length) implements BulkData {
  @Override
  public InputStream open() throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(offset);
    return new Part(in, length);
  }

  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      int value = in.read();
      left -= value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = in.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(Math.min(bytes, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
