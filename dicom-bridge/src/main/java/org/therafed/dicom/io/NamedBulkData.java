package org.therafed.dicom.io;

import java.io.InputStream;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Bulk data of which only the URI is known. */
record NamedBulkData(String uri) implements BulkData {
  @Override
  public long length() {
    return 0;
  }

  @Override
  public long offset() {
    return 0;
  }

  @Override
  public InputStream open() {
    throw DicomFault.of(
        DicomFaultCode.BULK_UNAVAILABLE,
        "the value is named by a BulkDataURI; retrieve it and give a resolver");
  }
}
