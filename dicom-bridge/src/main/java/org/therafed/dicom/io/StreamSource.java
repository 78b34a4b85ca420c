package org.therafed.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** A stream that passes once; references to it say so when opened. */
final class StreamSource implements Source {
  private static final int SKIP_CHUNK = 64 << 10;

  private final InputStream in;
  private long position;

  /** The stream stays open; who opened it closes it. */
  StreamSource(InputStream in) {
    this.in = in;
  }

  @Override
  public long size() {
    return -1;
  }

  @Override
  public boolean retained() {
    return false;
  }

  @Override
  public int read(long from, byte[] target, int offset, int length) throws IOException {
    position = skip(in, position, from);
    int count = position < from ? -1 : in.read(target, offset, length);
    if (count > 0) {
      position += count;
    }
    return count;
  }

  /** Reads on to a position; returns where it got. */
  static long skip(InputStream in, long position, long target) throws IOException {
    if (position >= target) {
      return position;
    }
    byte[] chunk = new byte[(int) Math.min(SKIP_CHUNK, target - position)];
    long at = position;
    while (at < target) {
      int count = in.read(chunk, 0, (int) Math.min(chunk.length, target - at));
      if (count < 0) {
        return at;
      }
      at += count;
    }
    return at;
  }

  @Override
  public BulkData bulk(long offset, long length, int swapUnit) {
    return new Passed(offset, length);
  }

  @Override
  public void close() {
    // The stream belongs to the caller.
  }

  private record Passed(long offset, long length) implements BulkData {
    @Override
    public InputStream open() {
      throw DicomFault.at(
          DicomFaultCode.BULK_UNAVAILABLE,
          offset,
          "the value was read past in a stream; read from a file to keep it");
    }
  }
}
