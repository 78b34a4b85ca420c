package org.therafed.dicom.convert;

/**
 * Names a patient inside a hospital.
 *
 * @param issuer who assigned the id; the system of the FHIR identifier
 * @param id e.g. Patient ID (0010,0020)
 */
public record PatientKey(String issuer, String id) {
  public PatientKey {
    if (issuer.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException("Issuer and id of a patient must not be blank");
    }
  }

  /** Without the identifier, so that a log line cannot hold it. */
  @Override
  public String toString() {
    return "PatientKey[…]";
  }
}
