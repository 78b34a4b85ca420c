package org.therafed.dicom.net;

import java.util.List;

/**
 * A request to take responsibility for instances, PS3.4 section J.3.2.
 *
 * @param callingAe title of the requester, to whom the report is owed
 * @param transactionUid names the request in the report
 * @param instances what shall be safe
 */
public record CommitmentRequest(
    String callingAe, String transactionUid, List<SopReference> instances) {
  public CommitmentRequest {
    instances = List.copyOf(instances);
  }

  /** Without UIDs, for logs. */
  @Override
  public String toString() {
    return "CommitmentRequest[instances=" + instances.size() + "]";
  }
}
