package org.therafed.profiles.module;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What is wrong with a therapy module. */
public enum ModuleCode implements FaultCode {
  MODULE(
      "FP-MODULE-001",
      "The therapy module {file} cannot be used: {reason}.",
      "A module as docs/modules.md describes is needed.",
      "Correct the file at {path}."),
  DUPLICATE(
      "FP-MODULE-002",
      "The therapy module {module} is there twice.",
      "Each module once is needed.",
      "Remove one of the files.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ModuleCode(String code, String found, String needed, String remedy) {
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
