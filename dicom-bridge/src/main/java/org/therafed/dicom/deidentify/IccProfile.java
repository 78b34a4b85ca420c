package org.therafed.dicom.deidentify;

import java.nio.charset.StandardCharsets;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Value;

/** Whether bytes are a colour profile, by the signature of ISO 15076-1 section 7.2. */
final class IccProfile {
  private static final int HEADER = 128;
  private static final int SIGNATURE = 36;

  private IccProfile() {}

  static boolean is(Element element) {
    // What is too large to be looked at whole is none.
    if (!(element.value() instanceof Value.Inline inline) || inline.length() < HEADER) {
      return false;
    }
    return new String(inline.bytes(), SIGNATURE, 4, StandardCharsets.US_ASCII).equals("acsp");
  }
}
