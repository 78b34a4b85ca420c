package org.therafed.dicom.net;

import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * How far a C-MOVE or C-GET has come, or how it ended; PS3.4 sections C.4.2 and C.4.3.
 *
 * @param response pending, success, B000 where some sub-operations failed, or a failure
 * @param remaining sub-operations to come
 * @param completed sub-operations without failure or warning
 * @param failed sub-operations that failed
 * @param warning sub-operations with a warning
 * @param failedInstances SOP Instance UIDs that failed, as far as the peer names them
 */
public record RetrieveProgress(
    DimseResponse response,
    int remaining,
    int completed,
    int failed,
    int warning,
    List<String> failedInstances) {

  public RetrieveProgress {
    failedInstances = List.copyOf(failedInstances);
  }

  static RetrieveProgress of(DataSet command, DataSet identifier) {
    return new RetrieveProgress(
        DimseResponse.of(command),
        command.integer(Tag.NumberOfRemainingSuboperations).orElse(0),
        command.integer(Tag.NumberOfCompletedSuboperations).orElse(0),
        command.integer(Tag.NumberOfFailedSuboperations).orElse(0),
        command.integer(Tag.NumberOfWarningSuboperations).orElse(0),
        identifier.strings(Tag.FailedSOPInstanceUIDList));
  }

  /** Whether every instance arrived. */
  public boolean isComplete() {
    return response.isSuccess() && failed == 0;
  }

  /** Without instances, for logs. */
  @Override
  public String toString() {
    return "RetrieveProgress[status="
        + Integer.toHexString(response.status())
        + ", remaining="
        + remaining
        + ", completed="
        + completed
        + ", failed="
        + failed
        + ", warning="
        + warning
        + "]";
  }
}
