package org.therafed.dicom.io;

import java.io.Closeable;
import java.io.IOException;
import org.therafed.dicom.dataset.BulkData;

/** Bytes by position. Some sources go forward only. */
interface Source extends Closeable {
  /** Elements of a header that is not short. */
  int MOST_EXPECTED = 320;

  /** Of a usual element, header included. */
  int BYTES_OF_ELEMENT = 24;

  /** Length in bytes, or -1 where it is not known before the end. */
  long size();

  /** About so many elements a header of this source may have. */
  default int expectedElements() {
    return (int) Math.min(MOST_EXPECTED, size() < 0 ? MOST_EXPECTED : size() / BYTES_OF_ELEMENT);
  }

  /** Whether values can be read again later, so that references make sense. */
  boolean retained();

  /** The bytes where all of them are in memory, else null. */
  default byte[] memory() {
    return null;
  }

  /**
   * Reads at least one byte.
   *
   * @return the number of bytes, -1 at the end
   */
  int read(long position, byte[] target, int offset, int length) throws IOException;

  /**
   * A reference to a value.
   *
   * @param swapUnit bytes of the words to turn to little endian; 1 for none
   */
  BulkData bulk(long offset, long length, int swapUnit);
}
