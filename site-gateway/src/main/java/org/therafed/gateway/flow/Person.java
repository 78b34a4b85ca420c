package org.therafed.gateway.flow;

import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.deidentify.pseudonym.Subject;

/**
 * A person as the gateway keeps them, identified.
 *
 * @param nationalId normalised
 * @param patient the latest converted Patient, as JSON
 * @param shiftBasis what the dates of records queued or sent so far moved by
 * @param patientSent fingerprint of the Patient that was queued last
 */
record Person(
    long id,
    PatientKey key,
    Optional<String> nationalId,
    Optional<String> patient,
    Optional<String> shiftBasis,
    Optional<String> patientSent) {

  Subject subject() {
    return new Subject(key.issuer(), key.id(), nationalId);
  }

  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
