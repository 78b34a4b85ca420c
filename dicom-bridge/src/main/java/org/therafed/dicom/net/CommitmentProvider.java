package org.therafed.dicom.net;

/** Takes requests for storage commitment. Called by several associations at once. */
@FunctionalInterface
public interface CommitmentProvider {
  /**
   * Takes a request. On {@link StoreOutcome#SUCCESS} a report is owed, by {@link
   * DicomClient#reportCommitment} over an association to the requester: when, is the provider's
   * matter.
   */
  StoreOutcome request(CommitmentRequest request);
}
