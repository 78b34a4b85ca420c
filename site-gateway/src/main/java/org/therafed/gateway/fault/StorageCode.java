package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of what the gateway keeps, for how long, and of persons who are erased. */
public enum StorageCode implements GatewayCode {
  DROPPED(
      "GW-STORE-001",
      "The content of the record, or of an earlier part of it, is not kept any more: the time of"
          + " retention is over.",
      "The whole content is needed to send the record again.",
      "Let the hospital's system send it again, a study with all its images."),
  ERASED(
      "GW-STORE-002",
      "The person was erased at this hospital; the content is not kept any more.",
      "Nothing is needed.",
      "The person's new records are taken like anybody's."),
  NOBODY(
      "GW-STORE-003",
      "Nothing of such a person is kept.",
      "Issuer and id of a patient of whom something has come are needed.",
      "Compare the id with the hospital's system; without an issuer, that of tables is meant."),
  ERASURE_FORM(
      "GW-STORE-004",
      "The request to erase a person cannot be understood.",
      "A JSON object with the patient's id, and perhaps its issuer, is needed.",
      "Send {\"issuer\": \"…\", \"id\": \"…\"}."),
  AGEING(
      "GW-STORE-005",
      "{count} records are held for longer than {days} days, the oldest for {oldest} days.",
      "Somebody at the hospital who looks at what is held is needed.",
      "See /ops/quarantine: what is mended can be retried together by its code.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  StorageCode(String code, String found, String needed, String remedy) {
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
