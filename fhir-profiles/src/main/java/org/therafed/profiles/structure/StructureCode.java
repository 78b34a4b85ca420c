package org.therafed.profiles.structure;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What is wrong with a definition. */
public enum StructureCode implements FaultCode {
  DEFINITION(
      "FP-DEF-001",
      "The definition {url} cannot be compiled: {reason}.",
      "A StructureDefinition of FHIR R4 with a snapshot is needed.",
      "Correct the definition, or leave it out.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  StructureCode(String code, String found, String needed, String remedy) {
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
