package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of merges of patients. */
public enum MergeCode implements GatewayCode {
  CONTRADICTS(
      "GW-MERGE-001",
      "The record merges two patients otherwise than an earlier one did.",
      "An id that was not retired, or was retired in favour of the same patient, is needed.",
      "Ask at the source which id stays; send the merge again with it. Nothing was changed."),
  UNKNOWN(
      "GW-MERGE-002",
      "The record says that a patient is another one, who is not known here.",
      "An identifier of the other patient, or that Patient resource, is needed.",
      "Send the other Patient, then retry.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  MergeCode(String code, String found, String needed, String remedy) {
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
