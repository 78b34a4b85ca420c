package org.therafed.dicom.net;

import java.util.List;

/**
 * The report on a request for storage commitment, PS3.4 section J.3.3.
 *
 * @param transactionUid of the request
 * @param committed instances that are safe: the requester may delete them
 * @param failed instances that are not
 */
public record CommitmentResult(
    String transactionUid, List<SopReference> committed, List<Failure> failed) {

  /** Failure reason: the instance is not known, PS3.3 section C.14.1.1. */
  public static final int NO_SUCH_OBJECT = 0x0112;

  /** Failure reason: processing failure. */
  public static final int PROCESSING_FAILURE = 0x0110;

  /** Failure reason: SOP class differs from the one stored. */
  public static final int CLASS_INSTANCE_CONFLICT = 0x0119;

  /**
   * An instance that is not safe.
   *
   * @param reason Failure Reason (0008,1197)
   */
  public record Failure(SopReference instance, int reason) {}

  public CommitmentResult {
    committed = List.copyOf(committed);
    failed = List.copyOf(failed);
  }

  /** Without UIDs, for logs. */
  @Override
  public String toString() {
    return "CommitmentResult[committed=" + committed.size() + ", failed=" + failed.size() + "]";
  }
}
