package org.therafed.dicom.net;

/** Hears what became of our own requests for storage commitment. */
@FunctionalInterface
public interface CommitmentReports {
  /**
   * Takes a report.
   *
   * @param callingAe title of the peer that reports
   * @return success where it is kept; anything else makes the peer report again
   */
  StoreOutcome report(String callingAe, CommitmentResult result);
}
