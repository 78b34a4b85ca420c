package org.therafed.dicom.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.therafed.dicom.dataset.BulkData;

/** Length and checksum of a value, to compare long ones. */
final class Digest {
  private Digest() {}

  static String of(BulkData data) throws IOException {
    CRC32 checksum = new CRC32();
    long length;
    try (InputStream in = new CheckedInputStream(data.open(), checksum)) {
      length = in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return length + ":" + Long.toHexString(checksum.getValue());
  }
}
