package org.therafed.dicom.dataset;

import java.io.IOException;
import java.io.InputStream;

/**
 * A value that stays where it is, in a file or buffer, until asked for. Words are little endian
 * whatever the source's byte order.
 */
public interface BulkData {
  /** Length in bytes. */
  long length();

  /** Byte offset of the value in its source; of the inflated data set where that is deflated. */
  long offset();

  /**
   * Opens the value from its first byte. The caller closes the stream.
   *
   * @throws DicomFault {@link DicomFaultCode#BULK_UNAVAILABLE} where the source was a stream that
   *     has passed
   */
  InputStream open() throws IOException;

  /**
   * Reads the value to memory.
   *
   * @param limit largest length accepted, bytes
   * @throws DicomFault {@link DicomFaultCode#VALUE_TOO_LARGE} where it is longer
   */
  default byte[] bytes(int limit) {
    if (length() > limit) {
      throw DicomFault.at(
          DicomFaultCode.VALUE_TOO_LARGE,
          offset(),
          "value of " + length() + " bytes; at most " + limit + " asked for");
    }
    try (InputStream in = open()) {
      byte[] bytes = in.readNBytes((int) length());
      if (bytes.length < length()) {
        throw DicomFault.at(
            DicomFaultCode.BULK_UNAVAILABLE,
            offset(),
            "source now ends after " + bytes.length + " of " + length() + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.BULK_UNAVAILABLE, "the source cannot be read", e);
    }
  }

  /** Bulk data held in memory. */
  static BulkData of(byte[] bytes) {
    return new MemoryBulkData(bytes.clone(), 0);
  }
}
