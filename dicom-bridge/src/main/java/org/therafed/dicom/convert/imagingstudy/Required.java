package org.therafed.dicom.convert.imagingstudy;

import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Attributes without which an instance has no place in a study. */
final class Required {
  /** PS3.5 section 9.1; components with leading zeros are met and do no harm here. */
  private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");

  private Required() {}

  static String uid(DataSet header, int tag) {
    String uid =
        header
            .string(tag)
            .orElseThrow(
                () ->
                    DicomFault.of(
                        DicomFaultCode.MISSING_IDENTITY, DicomFault.tagText(tag) + " is empty"));
    if (uid.length() > 64 || !UID.matcher(uid).matches()) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_VALUE,
          DicomFault.tagText(tag) + " is no UID of PS3.5 section 9.1");
    }
    return uid;
  }
}
