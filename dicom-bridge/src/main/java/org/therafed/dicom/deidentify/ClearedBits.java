package org.therafed.dicom.deidentify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.Value;

/**
 * Native pixel data whose samples hold nothing but the image, as they are read: a file of any size
 * is cleaned in constant memory.
 */
record ClearedBits(BulkData source, UnusedBits bits) implements BulkData {
  /** What the report says of them. */
  static final String ACTION = "bits beyond Bits Stored cleared";

  /** Whole samples, as they are of 1, 2, 4 or 8 bytes. */
  private static final int PART = 1 << 16;

  /** Whether pixel data of a decision have cleared bits, blanked in regions or not. */
  static boolean in(Value pixels) {
    return pixels instanceof Value.Bulk bulk
        && (bulk.data() instanceof ClearedBits
            || (bulk.data() instanceof BlankedPixels blanked
                && blanked.source() instanceof ClearedBits));
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
    return new Cleared(source.open(), bits);
  }

  private static final class Cleared extends InputStream {
    private final InputStream in;
    private final UnusedBits bits;
    private final byte[] buffer = new byte[PART];
    private InputStream part = new ByteArrayInputStream(new byte[0]);

    Cleared(InputStream in, UnusedBits bits) {
      this.in = in;
      this.bits = bits;
    }

    /** Whether there are bytes; reads and clears the next part where the last one has gone. */
    private boolean filled() throws IOException {
      if (part.available() > 0) {
        return true;
      }
      int count = in.readNBytes(buffer, 0, PART);
      int end = Math.min(PART, count + Long.BYTES);
      Arrays.fill(buffer, count, end, (byte) 0);
      bits.clear(buffer, count);
      part = new ByteArrayInputStream(buffer, 0, count);
      return count > 0;
    }

    @Override
    public int read() throws IOException {
      return filled() ? part.read() : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      return filled() ? part.read(to, offset, length) : -1;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
