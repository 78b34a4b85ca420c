package org.therafed.profiles.profile;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What is wrong with a profile table. */
public enum ProfileCode implements FaultCode {
  TABLE(
      "FP-TABLE-001",
      "The profile table {file} cannot be used: {reason}.",
      "A table as docs/profile-tables.md describes is needed.",
      "Correct the file at {path}.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ProfileCode(String code, String found, String needed, String remedy) {
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
