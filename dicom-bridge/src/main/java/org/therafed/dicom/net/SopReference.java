package org.therafed.dicom.net;

/** One instance by its class and UID. */
public record SopReference(String sopClassUid, String sopInstanceUid) {
  /** Without the instance, for logs. */
  @Override
  public String toString() {
    return "SopReference[sopClassUid=" + sopClassUid + "]";
  }
}
