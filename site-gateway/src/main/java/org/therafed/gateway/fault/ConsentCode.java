package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of consent, withdrawal and opt-out lists. */
public enum ConsentCode implements GatewayCode {
  CONSENT(
      "GW-CONSENT-001",
      "No consent to registry research is in force for the patient.",
      "A dated, valid permission is needed whose period includes today and that nothing else"
          + " restricts.",
      "Send the consent; held records then go on by themselves."),
  CONSENT_OF_NOBODY(
      "GW-CONSENT-002",
      "It cannot be told whose Consent this is; it may be a withdrawal that stops nothing yet.",
      "A Consent with the patient's identifier, or with a known Patient's id, is needed.",
      "Look whose it is; send it again with that patient, or send the Patient it names."),
  RETRACTED(
      "GW-CONSENT-003",
      "The patient has withdrawn; the registry has taken the record back.",
      "A permission that is given after the withdrawal is needed.",
      "Where such a permission covers earlier records, too, send them again: POST"
          + " /ops/arrivals/…/resend for all of the patient, or retry for one."),
  RESEND_NOT_CONSENTED(
      "GW-CONSENT-004",
      "No consent to registry research is in force for the arrival's patient.",
      "A permission that is given after the withdrawal is needed.",
      "Send the consent first."),
  OPT_OUT_FILE(
      "GW-OPTOUT-001",
      "The opt-out list cannot be read; what stood on it goes on counting.",
      "A file that this account may read is needed.",
      "Look at the file that THERAFED_OPT_OUT_FILE names; the gateway tries again by itself."),
  OPT_OUT_FORM(
      "GW-OPTOUT-002",
      "The body is no opt-out list.",
      "UTF-8 text with the columns kind, issuer and id, in this order, in its first line is"
          + " needed.",
      "Export the list in that form."),
  OPT_OUT_WITHOUT_ID(
      "GW-OPTOUT-003",
      "The row has no id, or one longer than 256 characters.",
      "The patient's record number or national id is needed.",
      "Look whose row it is; until then it stops nothing."),
  OPT_OUT_UNREAD(
      "GW-OPTOUT-004",
      "The row cannot be understood; it counts against everybody with its number.",
      "The kind mrn or national-id, the issuer (it may be empty) and the id are needed.",
      "Correct the row and give the complete list again.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ConsentCode(String code, String found, String needed, String remedy) {
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
