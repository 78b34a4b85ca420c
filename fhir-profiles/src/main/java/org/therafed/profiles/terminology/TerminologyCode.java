package org.therafed.profiles.terminology;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What is wrong with a code table or a unit. */
public enum TerminologyCode implements FaultCode {
  TABLE(
      "FP-TERM-001",
      "The code table {file} cannot be read: {reason}.",
      "A table as its header describes is needed.",
      "Correct the file at {path}."),
  TWO_MEANINGS(
      "FP-TERM-002",
      "The code {code} would say two things, or a test in two units, or an event in two scales.",
      "One meaning of each code is needed.",
      "Name what has the code already, or correct the therapy module that was added last."),
  UNKNOWN_UNIT(
      "FP-UNIT-001",
      "The unit {unit} is not known.",
      "A UCUM unit of the registry is needed{hint}.",
      "Send the value with its UCUM code."),
  INCOMPATIBLE_UNITS(
      "FP-UNIT-002",
      "The unit {from} cannot be converted to {to}.",
      "A unit of the same quantity is needed.",
      "Send the value in {to} or a unit of the same quantity."),
  NEGATIVE_ACTIVITY(
      "FP-UNIT-003",
      "The activity is below zero.",
      "An activity from 0 is needed.",
      "Send what was measured; a background that was subtracted leaves 0 at the least.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  TerminologyCode(String code, String found, String needed, String remedy) {
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
