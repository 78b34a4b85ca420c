package org.therafed.gateway.flow;

import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.deidentify.nationalid.Judgement;
import org.therafed.gateway.deidentify.nationalid.LinkCode;
import org.therafed.gateway.deidentify.nationalid.NationalId;
import org.therafed.gateway.deidentify.pseudonym.Subject;
import org.therafed.gateway.intake.Arrival;

/**
 * A person as the gateway keeps them, identified.
 *
 * @param name the id of the person, and the one that a record names
 * @param nationalId one that may link the person across hospitals
 * @param unlinked why the national id that came last may not, as a code
 * @param patient the latest converted Patient, as JSON
 * @param shiftBasis what the dates of records queued or sent so far moved by
 * @param patientSent fingerprint of the Patient that was queued last
 * @param keyVersion of the site's key that the pseudonym is made with
 * @param mergedInto the person whom this one was found to be
 */
record Person(
    long id,
    Name name,
    Optional<NationalId> nationalId,
    Optional<String> unlinked,
    Optional<String> patient,
    Optional<String> shiftBasis,
    Optional<String> patientSent,
    int keyVersion,
    Optional<Long> mergedInto) {

  /**
   * The id under which the person leaves, and the one that the record at hand names: another one
   * where the two were merged.
   *
   * @param namedId number of the person of the named id
   */
  record Name(PatientKey stays, long namedId, PatientKey named) {

    static Name of(long id, PatientKey key) {
      return new Name(key, id, key);
    }

    @Override
    public String toString() {
      return "Name[" + namedId + "]";
    }
  }

  /** The id that the record at hand names, and by which it is converted. */
  PatientKey key() {
    return name.named();
  }

  /** Number of the person of that id: decisions on consent stand under it. */
  long namedId() {
    return name.namedId();
  }

  /** As an arrival names the person. */
  Person as(Arrival arrival) {
    return arrival
        .named()
        .map(named -> with(new Name(name.stays(), named.person(), named.key())))
        .orElse(this);
  }

  Subject subject() {
    return new Subject(name.stays().issuer(), name.stays().id(), nationalId, keyVersion);
  }

  private Person with(Name other) {
    return new Person(
        id, other, nationalId, unlinked, patient, shiftBasis, patientSent, keyVersion, mergedInto);
  }

  Person linkedBy(Judgement judged) {
    return new Person(
        id,
        name,
        judged.id(),
        judged.refusal().map(LinkCode::code),
        patient,
        shiftBasis,
        patientSent,
        keyVersion,
        mergedInto);
  }

  Person withPatient(String json) {
    return new Person(
        id,
        name,
        nationalId,
        unlinked,
        Optional.of(json),
        shiftBasis,
        patientSent,
        keyVersion,
        mergedInto);
  }

  /** What is known of another id of the same person, where nothing was known of this one. */
  Person knownAs(Person other) {
    return new Person(
        id,
        name,
        other.nationalId(),
        other.unlinked(),
        other.patient(),
        shiftBasis,
        patientSent,
        keyVersion,
        mergedInto);
  }

  /** Moved by another shift: the Patient has to be sent again too. */
  Person shiftedBy(String basis) {
    return new Person(
        id,
        name,
        nationalId,
        unlinked,
        patient,
        Optional.of(basis),
        Optional.empty(),
        keyVersion,
        mergedInto);
  }

  /** Under another version of the site's key: the Patient has to be sent again too. */
  Person keyedBy(int version) {
    return new Person(
        id, name, nationalId, unlinked, patient, shiftBasis, Optional.empty(), version, mergedInto);
  }

  Person sentAs(String fingerprint) {
    return new Person(
        id,
        name,
        nationalId,
        unlinked,
        patient,
        shiftBasis,
        Optional.of(fingerprint),
        keyVersion,
        mergedInto);
  }

  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
