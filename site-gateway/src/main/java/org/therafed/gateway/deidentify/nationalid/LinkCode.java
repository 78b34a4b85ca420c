package org.therafed.gateway.deidentify.nationalid;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** Why a national id links nobody. Records go on without it: no token rather than a wrong one. */
public enum LinkCode implements FaultCode {
  PLACEHOLDER(
      "GW-LINK-001",
      "The patient's national id is a placeholder; the patient is not linked across hospitals.",
      "The id itself, or none, is needed.",
      "Correct the id at its source and send the patient again; records go on without it."),
  FORM(
      "GW-LINK-002",
      "The patient's national id does not have the form of its country's; the patient is not linked"
          + " across hospitals.",
      "18 characters of a resident identity number (CN), or 7 to 32 digits and letters, are needed.",
      "Correct the id, or its country, at its source and send the patient again; records go on"
          + " without it."),
  OLD_FORM(
      "GW-LINK-003",
      "The patient's national id has 15 digits, as a resident identity number of before 1999, which"
          + " has no check character; the patient is not linked across hospitals.",
      "The number of 18 characters, or the country whose ids have 15 digits, is needed.",
      "Send the patient again with it; records go on without it."),
  CHECK(
      "GW-LINK-004",
      "The check character of the patient's national id is wrong; the patient is not linked across"
          + " hospitals.",
      "An id without a slip of the pen is needed.",
      "Correct the id at its source and send the patient again; records go on without it."),
  IMPOSSIBLE(
      "GW-LINK-005",
      "The patient's resident identity number names a division, birth date or serial number that"
          + " cannot be; the patient is not linked across hospitals.",
      "A number as it was issued (GB 11643) is needed.",
      "Correct the number at its source and send the patient again; records go on without it."),
  CONTRADICTION(
      "GW-LINK-006",
      "The patient's resident identity number is that of somebody of another birth date or sex; the"
          + " patient is not linked across hospitals.",
      "The patient's own number, birth date and sex are needed.",
      "Look whose number it is, correct what is wrong and send the patient again; records go on"
          + " without it."),
  UNDECLARED(
      "GW-LINK-007",
      "It cannot be told which country's the patient's national id is; the patient is not linked"
          + " across hospitals.",
      "The country is needed: ids of two countries may be alike.",
      "Fill national_id_country, use the system sid/national-id-PT and the like, or set"
          + " THERAFED_NATIONAL_ID_COUNTRY; then send the patient again."),
  COUNTRY(
      "GW-LINK-008",
      "The country of the patient's national id is no country code; the patient is not linked across"
          + " hospitals.",
      "Two letters of ISO 3166-1 are needed.",
      "Correct the country at its source and send the patient again; records go on without it."),
  SEVERAL(
      "GW-LINK-009",
      "The patient has two different national ids of one country; the patient is not linked across"
          + " hospitals.",
      "One id of a country is needed; a former one has use old.",
      "Remove the wrong one at its source and send the patient again; records go on without it.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  LinkCode(String code, String found, String needed, String remedy) {
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
