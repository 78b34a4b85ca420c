package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of FHIR input. */
public enum FhirCode implements GatewayCode {
  JSON(
      "GW-FHIR-001",
      "The body is not JSON: {detail}.",
      "One FHIR R4 resource in JSON is needed.",
      "Correct the body and send it again."),
  INVALID(
      "GW-FHIR-002",
      "The resource is not valid FHIR R4 at {element}: {what}.",
      "Elements and values as FHIR R4 defines them are needed.",
      "Correct the element and send it again."),
  TYPE(
      "GW-FHIR-003",
      "A resource of type {found} was sent to {wanted}.",
      "The type of the address is needed.",
      "Send it to /fhir/{found}, or send a Bundle to /fhir."),
  BUNDLE_TYPE(
      "GW-FHIR-004",
      "The body at /fhir is not a Bundle of type transaction, batch or collection.",
      "One of these is needed.",
      "Send single resources to /fhir/{type}."),
  NO_PATIENT(
      "GW-FHIR-005",
      "The record names no patient.",
      "A Patient, or a subject with identifier or with a known Patient's id, is needed.",
      "Add the subject and send it again."),
  TWO_PATIENTS(
      "GW-FHIR-006",
      "The record is about {count} patients.",
      "One patient per request is needed.",
      "Split the Bundle by patient."),
  PATIENT_LATER(
      "GW-FHIR-007",
      "The subject is a Patient this gateway has not received.",
      "That Patient resource is needed.",
      "Send the Patient; the record then goes on by itself."),
  NO_PATIENT_ID(
      "GW-FHIR-008",
      "The Patient has no identifier with a value.",
      "A hospital's identifier, such as the medical record number, is needed.",
      "Add Patient.identifier and send it again."),
  OPERATION(
      "GW-FHIR-009",
      "A Bundle entry asks for {method}.",
      "Only POST and PUT, or no request, can be taken.",
      "Send corrections as PUT, and instead of a deletion the record as entered-in-error."),
  CONTROL(
      "GW-FHIR-010",
      "A text holds a control character or half of a surrogate pair.",
      "Texts as FHIR R4 defines them are needed: below U+0020 only tab and line ends.",
      "Remove the character and send it again."),
  TOO_LONG(
      "GW-FHIR-011",
      "The {what} is {length} bytes long.",
      "At most {limit} bytes in UTF-8 are needed.",
      "Correct it at its source and send the record again."),
  CURIE(
      "GW-FHIR-012",
      "The quantity {element} is in {unit}.",
      "An activity in becquerel is needed; probably {hint}.",
      "Convert it at its source and send the record again.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  FhirCode(String code, String found, String needed, String remedy) {
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
