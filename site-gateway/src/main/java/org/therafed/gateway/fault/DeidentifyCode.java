package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of de-identification. */
public enum DeidentifyCode implements GatewayCode {
  ELEMENT(
      "GW-DEID-001",
      "The element {path} of {profile} cannot be de-identified.",
      "A value of the form that the profile states is needed.",
      "Correct the element at its source and send it again."),
  SUBJECT(
      "GW-DEID-002",
      "A reference at {path} points to another patient.",
      "Only the record's own patient may be named.",
      "Correct the reference and send it again."),
  PROFILE(
      "GW-DEID-003",
      "A record of type {type} claims no profile of the registry.",
      "Exactly one is needed.",
      "Report this to the gateway's operator."),
  KEY(
      "GW-DEID-004",
      "The key set in {folder} cannot be read.",
      "The key files this gateway wrote are needed.",
      "Restore them from the escrow copy. Never make new ones: pseudonyms would change."),
  LINKAGE(
      "GW-DEID-005",
      "The registry's linkage key cannot be used.",
      "A Tink public key set for hybrid encryption is needed.",
      "Ask the registry's operator."),
  AHEAD(
      "GW-DEID-006",
      "The date {path} of {profile} lies in the future.",
      "A day that has come is needed; only plans and permissions may lie ahead.",
      "Correct the date at its source and send the record again, or retry it once the day has"
          + " come.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  DeidentifyCode(String code, String found, String needed, String remedy) {
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
