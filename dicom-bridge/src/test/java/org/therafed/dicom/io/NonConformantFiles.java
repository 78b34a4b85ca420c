package org.therafed.dicom.io;

import java.util.Set;

/** Files of the shared folder whose bytes break PS3.5, so that the writer mends them. */
final class NonConformantFiles {
  static final Set<String> NAMES =
      Set.of(
          // A value of odd length (PS3.5 section 7.1); the writer pads it.
          "broken/synth-odd-length.dcm",
          "ct/dx_image.dcm",
          "odd/nested_priv_SQ.dcm",
          // A group length that does not count its group (PS3.5 section 7.2).
          "charset/chrJapMulti.dcm",
          "odd/Tag-0040-A170-VR-CS.dcm",
          "ts/693_J2KI.dcm");

  private NonConformantFiles() {}
}
