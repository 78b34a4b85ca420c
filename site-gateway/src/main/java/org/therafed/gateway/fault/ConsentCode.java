package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of consent. */
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
      "Look whose it is; send it again with that patient, or send the Patient it names.");

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
