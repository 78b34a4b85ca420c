package org.therafed.gateway.flow;

import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.deidentify.nationalid.Judgement;
import org.therafed.gateway.deidentify.nationalid.LinkCode;
import org.therafed.gateway.deidentify.nationalid.NationalId;
import org.therafed.gateway.deidentify.pseudonym.Subject;

/**
 * A person as the gateway keeps them, identified.
 *
 * @param nationalId one that may link the person across hospitals
 * @param unlinked why the national id that came last may not, as a code
 * @param patient the latest converted Patient, as JSON
 * @param shiftBasis what the dates of records queued or sent so far moved by
 * @param patientSent fingerprint of the Patient that was queued last
 */
record Person(
    long id,
    PatientKey key,
    Optional<NationalId> nationalId,
    Optional<String> unlinked,
    Optional<String> patient,
    Optional<String> shiftBasis,
    Optional<String> patientSent) {

  Subject subject() {
    return new Subject(key.issuer(), key.id(), nationalId);
  }

  Person linkedBy(Judgement judged) {
    return new Person(
        id,
        key,
        judged.id(),
        judged.refusal().map(LinkCode::code),
        patient,
        shiftBasis,
        patientSent);
  }

  Person withPatient(String json) {
    return new Person(id, key, nationalId, unlinked, Optional.of(json), shiftBasis, patientSent);
  }

  /** Moved by another shift: the Patient has to be sent again too. */
  Person shiftedBy(String basis) {
    return new Person(id, key, nationalId, unlinked, patient, Optional.of(basis), Optional.empty());
  }

  Person sentAs(String fingerprint) {
    return new Person(id, key, nationalId, unlinked, patient, shiftBasis, Optional.of(fingerprint));
  }

  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
