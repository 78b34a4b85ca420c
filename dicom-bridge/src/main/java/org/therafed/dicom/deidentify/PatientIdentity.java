package org.therafed.dicom.deidentify;

/**
 * Whom a data set is about, as it says itself.
 *
 * @param issuer Issuer of Patient ID (0010,0021); the policy's default, or empty, where it states
 *     none
 * @param id Patient ID (0010,0020)
 */
public record PatientIdentity(String issuer, String id) {

  /** Without identity, for logs. */
  @Override
  public String toString() {
    return "PatientIdentity[…]";
  }
}
