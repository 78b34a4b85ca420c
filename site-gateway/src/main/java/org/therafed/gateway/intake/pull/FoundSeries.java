package org.therafed.gateway.intake.pull;

/** A series that an archive answers with. */
record FoundSeries(String studyUid, String uid, String modality) {
  @Override
  public String toString() {
    return "FoundSeries[" + modality + "]";
  }
}
