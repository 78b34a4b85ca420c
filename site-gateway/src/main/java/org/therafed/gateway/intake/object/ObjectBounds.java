package org.therafed.gateway.intake.object;

import java.util.List;
import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.gateway.intake.IndexedText;

/**
 * What of an object's header names records and persons, and how long it may be. A Patient ID longer
 * than the 64 characters of its VR is met and can be taken; one that no index holds cannot.
 */
final class ObjectBounds {

  /** PS3.5 section 9.1. */
  private static final int LONGEST_UID = 64;

  private ObjectBounds() {}

  /** Why a header cannot be recorded, without quoting it. */
  static Optional<String> unusable(DataSet data, Optional<PatientKey> person) {
    if (person.filter(key -> !isPlain(key.issuer()) || !isPlain(key.id())).isPresent()) {
      return Optional.of("a control character in Patient ID or its issuer");
    }
    if (person.filter(key -> !IndexedText.fits(key)).isPresent()) {
      return Optional.of(
          "Patient ID or its issuer is longer than " + IndexedText.MOST_BYTES + " bytes");
    }
    // Without a Patient ID nothing was converted, and so nobody has looked at the UIDs.
    for (int tag : List.of(Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID)) {
      if (!isUid(data.string(tag).orElse(""))) {
        return Optional.of("a Study, Series or SOP Instance UID that is no UID");
      }
    }
    return Optional.empty();
  }

  private static boolean isPlain(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  static boolean isUid(String text) {
    return text.length() <= LONGEST_UID && text.matches("[0-9]+(\\.[0-9]+)*");
  }
}
