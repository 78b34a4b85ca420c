package org.therafed.dicom.deidentify;

import java.util.List;
import org.therafed.dicom.dataset.BulkData;

/**
 * A value some of whose bytes are others when read. Its length stays, and with it every offset into
 * what it is part of.
 *
 * @param ranges from and to, in bytes from the first of the value
 */
record BlankedBytes(BulkData source, List<Range> ranges) implements BlankedData {

  /**
   * Bytes of the value.
   *
   * @param to exclusive
   * @param with what each of them is when read
   */
  record Range(long from, long to, byte with) {}

  BlankedBytes {
    ranges = List.copyOf(ranges);
  }

  @Override
  public void apply(byte[] buffer, int offset, int count, long position) {
    for (Range range : ranges) {
      long from = Math.max(range.from() - position, 0);
      long to = Math.min(range.to() - position, count);
      for (long i = from; i < to; i++) {
        buffer[offset + (int) i] = range.with();
      }
    }
  }
}
