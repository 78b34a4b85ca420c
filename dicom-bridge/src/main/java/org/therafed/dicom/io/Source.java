package org.therafed.dicom.io;

import java.io.Closeable;
import java.io.IOException;
import org.therafed.dicom.dataset.BulkData;

/** Bytes by position. Some sources go forward only. */
interface Source extends Closeable {
  /** Length in bytes, or -1 where it is not known before the end. */
  long size();

  /** Whether values can be read again later, so that references make sense. */
  boolean retained();

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
