package org.therafed.gateway.intake.pull;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/** A series that an archive answers with. */
record FoundSeries(String studyUid, String uid, String modality) {

  static FoundSeries of(String studyUid, DataSet match) {
    return new FoundSeries(
        studyUid,
        FoundUids.of(match, Tag.SeriesInstanceUID),
        match.string(Tag.Modality).orElse(""));
  }

  @Override
  public String toString() {
    return "FoundSeries[" + modality + "]";
  }
}
