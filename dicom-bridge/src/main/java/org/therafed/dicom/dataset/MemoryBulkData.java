package org.therafed.dicom.dataset;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Bulk data in memory. */
final class MemoryBulkData implements BulkData {
  private final byte[] bytes;
  private final long offset;

  MemoryBulkData(byte[] bytes, long offset) {
    this.bytes = bytes;
    this.offset = offset;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}
