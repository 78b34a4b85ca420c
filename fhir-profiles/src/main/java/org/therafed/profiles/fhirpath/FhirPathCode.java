package org.therafed.profiles.fhirpath;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What is wrong with an expression. */
public enum FhirPathCode implements FaultCode {
  SYNTAX(
      "FP-PATH-001",
      "A FHIRPath expression cannot be compiled: {reason} at position {position}.",
      "FHIRPath as invariants of FHIR R4 use it is needed.",
      "Correct the expression {expression}.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  FhirPathCode(String code, String found, String needed, String remedy) {
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
