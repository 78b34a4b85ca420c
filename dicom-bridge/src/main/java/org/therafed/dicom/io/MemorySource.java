package org.therafed.dicom.io;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.therafed.dicom.dataset.BulkData;

/** Bytes in memory; the array is not copied. */
final class MemorySource implements Source {
  private final byte[] bytes;

  MemorySource(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte[] memory() {
    return bytes;
  }

  @Override
  public boolean retained() {
    return true;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) {
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - position);
    System.arraycopy(bytes, (int) position, target, offset, count);
    return count;
  }

  @Override
  public BulkData bulk(long offset, long length, int swapUnit) {
    return new Slice(this, offset, length, swapUnit);
  }

  @Override
  public void close() {
    // Nothing is held open.
  }

  private record Slice(MemorySource source, long offset, long length, int swapUnit)
      implements BulkData {
    @Override
    public InputStream open() {
      return BoundedStream.of(
          new ByteArrayInputStream(source.bytes, (int) offset, (int) length), length, swapUnit);
    }
  }
}
