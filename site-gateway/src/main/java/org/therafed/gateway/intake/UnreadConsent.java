package org.therafed.gateway.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;

/**
 * A Consent in something that is refused at the door. It may be a withdrawal, so it counts as a
 * refusal of the person until a readable version of it comes, or a permission of a later day.
 *
 * @param person whose Consent it is; empty where {@code waitsFor} says so
 * @param waitsFor FHIR id of a Patient that has not come yet
 * @param receivedOn the day it came, in the hospital's zone
 * @param keys what the Consent is known by; none: nothing replaces it
 */
public record UnreadConsent(
    Optional<PatientKey> person,
    Optional<String> waitsFor,
    LocalDate receivedOn,
    List<String> keys) {

  public UnreadConsent {
    keys = keys.stream().map(IndexedText::key).toList();
  }

  /** Without identity, for logs. */
  @Override
  public String toString() {
    return "UnreadConsent[" + receivedOn + "]";
  }
}
