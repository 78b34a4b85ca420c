package org.therafed.dicom.net;

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
}
