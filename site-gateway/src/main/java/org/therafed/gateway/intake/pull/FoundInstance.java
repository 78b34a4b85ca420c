package org.therafed.gateway.intake.pull;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * An instance that an archive answers with.
 *
 * @param sopClassUid empty: the archive does not say
 */
record FoundInstance(String uid, String sopClassUid) {

  static FoundInstance of(DataSet match) {
    return new FoundInstance(
        FoundUids.of(match, Tag.SOPInstanceUID), match.string(Tag.SOPClassUID).orElse(""));
  }

  @Override
  public String toString() {
    return "FoundInstance";
  }
}
