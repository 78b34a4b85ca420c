package org.therafed.dicom.net;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * The peer's answer to a message.
 *
 * @param status DIMSE status; 0 success, Bxxx warning
 * @param errorComment Error Comment (0000,0902), empty where there is none
 */
public record DimseResponse(int status, String errorComment) {
  /** Whether the operation succeeded, with or without warning. */
  public boolean isSuccess() {
    return status == 0 || (status & 0xF000) == 0xB000;
  }

  /** Whether more responses follow: FF00, or FF01 where optional keys are not supported. */
  public boolean isPending() {
    return (status & 0xFFFE) == 0xFF00;
  }

  static DimseResponse of(DataSet command) {
    return new DimseResponse(
        command.integer(Tag.Status).orElse(0xC000), command.string(Tag.ErrorComment).orElse(""));
  }
}
