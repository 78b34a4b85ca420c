package org.therafed.dicom.net;

import java.util.Optional;

/**
 * What a {@link DicomServer} offers to its callers. Verification always is.
 *
 * @param store takes objects
 * @param commitment takes requests for storage commitment; absent: the SOP class is not accepted
 * @param reports hears reports on our own requests
 * @param policy who may call, and extended negotiation
 */
public record DicomServices(
    StoreHandler store,
    Optional<CommitmentProvider> commitment,
    Optional<CommitmentReports> reports,
    NegotiationPolicy policy) {

  /** Storage and Verification. */
  public static DicomServices of(StoreHandler store) {
    return new DicomServices(store, Optional.empty(), Optional.empty(), NegotiationPolicy.OPEN);
  }

  /** The same as a provider of storage commitment. */
  public DicomServices withCommitment(CommitmentProvider provider) {
    return new DicomServices(store, Optional.of(provider), reports, policy);
  }

  /** The same, hearing reports of storage commitment. */
  public DicomServices withReports(CommitmentReports listener) {
    return new DicomServices(store, commitment, Optional.of(listener), policy);
  }

  /** The same under a policy of negotiation. */
  public DicomServices withPolicy(NegotiationPolicy other) {
    return new DicomServices(store, commitment, reports, other);
  }
}
