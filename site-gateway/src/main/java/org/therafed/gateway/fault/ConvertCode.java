package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of conversion to FHIR. */
public enum ConvertCode implements GatewayCode {
  TYPE(
      "GW-CONVERT-001",
      "A record of type {type} fits no profile of the registry.",
      "A record that one of the profiles describes is needed.",
      "See docs/limitations.md for what is taken."),
  VALUE(
      "GW-CONVERT-002",
      "The record cannot be converted at {element}.",
      "A value as the profile describes is needed.",
      "Correct the element and send it again."),
  REFERENCE(
      "GW-CONVERT-003",
      "A reference at {element} cannot be resolved.",
      "Type/id or the fullUrl of an entry of the same Bundle is needed.",
      "Correct the reference and send it again."),
  DEATH_DAY(
      "GW-CONVERT-004",
      "The Patient is stated to be dead, without the day.",
      "Patient.deceasedDateTime with year, month and day is needed.",
      "Add the day of death and send the Patient again."),
  NEEDED(
      "GW-CONVERT-005",
      "The record refers to one of the same Bundle that is held or refused.",
      "That record is needed.",
      "Correct that record and send it; this one then goes on by itself. Or retry it to send it"
          + " without."),
  QUESTIONNAIRE(
      "GW-CONVERT-006",
      "The form is of a therapy module that is not known here.",
      "The Questionnaire of a known module is needed.",
      "Add the module again, then retry the form.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ConvertCode(String code, String found, String needed, String remedy) {
    this.code = code;
    this.found = found;
    this.needed = needed;
    this.remedy = remedy;
  }

  @Override
  public Reason template() {
    return new Reason(code, found, needed, remedy);
  }
}
