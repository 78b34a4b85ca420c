package org.therafed.gateway.deidentify.nationalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/**
 * What a Patient says that an id may contradict.
 *
 * @param birthDate FHIR date of any precision; empty if it is not known
 * @param gender FHIR code; empty if it is not known
 * @param today at the hospital
 */
record PatientFacts(String birthDate, String gender, LocalDate today) {

  static PatientFacts of(ObjectNode patient, LocalDate today) {
    return new PatientFacts(
        patient.path("birthDate").asText(""), patient.path("gender").asText(""), today);
  }

  /** Whether somebody born then, a man or a woman, is not this patient. What is unknown fits. */
  boolean contradicts(LocalDate born, boolean man) {
    return !born.toString().startsWith(birthDate) || gender.equals(man ? "female" : "male");
  }

  /** Without the facts, for logs. */
  @Override
  public String toString() {
    return "PatientFacts[…]";
  }
}
