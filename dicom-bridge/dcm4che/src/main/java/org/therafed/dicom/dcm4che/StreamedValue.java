package org.therafed.dicom.dcm4che;

import java.io.IOException;
import java.io.InputStream;
import org.dcm4che3.data.VR;
import org.dcm4che3.data.Value;
import org.dcm4che3.io.DicomEncodingOptions;
import org.dcm4che3.io.DicomOutputStream;
import org.therafed.dicom.dataset.BulkData;

/**
 * A reference of this library as dcm4che writes it: from its source, without taking it to memory.
 */
record StreamedValue(BulkData data) implements Value {
  /** A multiple of every word's width. */
  private static final int BUFFER = 64 << 10;

  @Override
  public boolean isEmpty() {
    return data.length() == 0;
  }

  @Override
  public int getEncodedLength(DicomEncodingOptions options, boolean explicitVr, VR vr) {
    // 32 bits, unsigned, as dcm4che writes them.
    return (int) (data.length() + (data.length() & 1));
  }

  @Override
  public int calcLength(DicomEncodingOptions options, boolean explicitVr, VR vr) {
    return getEncodedLength(options, explicitVr, vr);
  }

  @Override
  public byte[] toBytes(VR vr, boolean bigEndian) {
    byte[] bytes = data.bytes(Integer.MAX_VALUE - 8);
    return bigEndian ? vr.toggleEndian(bytes, true) : bytes;
  }

  @Override
  public void writeTo(DicomOutputStream out, VR vr) throws IOException {
    try (InputStream in = data.open()) {
      for (byte[] part = in.readNBytes(BUFFER); part.length > 0; part = in.readNBytes(BUFFER)) {
        out.write(out.isBigEndian() ? vr.toggleEndian(part, true) : part);
      }
    }
    if ((data.length() & 1) == 1) {
      out.write(vr.paddingByte());
    }
  }
}
