package org.therafed.dicom.net;

import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** The faults that several classes of this package raise. */
final class Faults {
  private Faults() {}

  static DicomFault protocol(String detail) {
    return DicomFault.of(DicomFaultCode.PROTOCOL, detail);
  }

  static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.INVALID_CONFIGURATION, detail);
  }

  static DicomFault noContext(String what) {
    return DicomFault.of(
        DicomFaultCode.NO_CONTEXT, "the peer accepted no presentation context for " + what);
  }
}
