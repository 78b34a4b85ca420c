package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of validation. */
public enum ValidateCode implements GatewayCode {
  VALIDATE(
      "GW-VALIDATE-001",
      "Findings against the registry's profiles: {count}; the first: {first}",
      "A record without errors is needed.",
      "Correct the record at its source and send it again, or retry it here."),
  VALIDATE_DOUBTED(
      "GW-VALIDATE-002",
      "Values that are hardly possible: {count}; the first: {first}",
      "A value within the rule is needed, or somebody who knows that it is true.",
      "If it is a slip of unit or key, correct the record and send it again; if it is true, retry"
          + " it.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ValidateCode(String code, String found, String needed, String remedy) {
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
