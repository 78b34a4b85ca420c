package org.therafed.profiles.identifier;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What is wrong with an identifier. The value itself is never shown. */
public enum IdentifierCode implements FaultCode {
  SITE_ID(
      "FP-ID-001",
      "A site id of {length} characters is not valid.",
      "1 to 40 of a-z, 0-9 and hyphen, starting with a letter, are needed.",
      "Set THERAFED_SITE_ID."),
  SEQUENCE(
      "FP-ID-002",
      "A transfer sequence of {sequence} is not valid.",
      "A number from 1 is needed.",
      "Number transfers from 1 without a gap."),
  PSEUDONYM(
      "FP-ID-003",
      "A pseudonym of {length} characters is not valid.",
      "40 lower-case hex digits are needed.",
      "Derive it by HMAC-SHA-256 with the site key."),
  PERSON_KEY(
      "FP-ID-004",
      "A person key of {length} characters is not valid.",
      "64 lower-case hex digits are needed.",
      "Derive it by HMAC-SHA-256 with the registry's key."),
  RESOURCE_ID(
      "FP-ID-005",
      "A resource id of {length} characters is not valid.",
      "1 to 64 of A-Z, a-z, 0-9, hyphen and dot are needed (FHIR R4 id).",
      "Use the keyed id of the record."),
  REFERENCE(
      "FP-ID-006",
      "A reference of {length} characters is not valid.",
      "Type/id is needed.",
      "Refer to the other record by its type and keyed id."),
  LINKAGE_TOKEN(
      "FP-ID-007",
      "A linkage token of {length} characters is not valid.",
      "Base64 of at most 2048 characters is needed.",
      "Encrypt it with the registry's public key set.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  IdentifierCode(String code, String found, String needed, String remedy) {
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
