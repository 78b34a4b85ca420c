package org.therafed.profiles.projection;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** Why a resource cannot be projected. */
public enum ProjectionCode implements FaultCode {
  NOT_VALID(
      "FP-PROJ-001",
      "A resource of {profile} has no {element}.",
      "A resource that the profile validator accepts is needed.",
      "Validate before projecting."),
  NOT_PROFILED(
      "FP-PROJ-002",
      "A resource claims no profile of the registry.",
      "meta.profile with a profile of the registry is needed.",
      "Validate before projecting."),
  RULE(
      "FP-PROJ-003",
      "The endpoint {endpoint} is of the kind {kind}.",
      "An endpoint of the kind {needed} is needed.",
      "Choose the rule by the endpoint's kind."),
  PARAMETER(
      "FP-PROJ-004",
      "The endpoint {endpoint} cannot be evaluated by its parameter {parameter}.",
      "A parameter that docs/modules.md describes is needed.",
      "Correct the module."),
  NUMBER(
      "FP-PROJ-005",
      "A resource of {profile} has at {element} a number beyond all bounds.",
      "At most 30 digits and no exponent beyond 30 are needed.",
      "Send the record again with the right number; until then no fact follows from it.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ProjectionCode(String code, String found, String needed, String remedy) {
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
