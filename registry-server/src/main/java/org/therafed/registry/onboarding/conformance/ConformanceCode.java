package org.therafed.registry.onboarding.conformance;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What a conformance run checks. A check says what was found whether it passed or not. */
enum ConformanceCode implements FaultCode {
  TOKEN_ACCEPTED(
      "CT-KEY-001",
      "The token that the site signed for this registry was {outcome}.",
      "It must be accepted.",
      "Compare the registered key with GET /ops/identity of the gateway, and its clock with the"
          + " time."),
  TOKEN_REFUSED(
      "CT-KEY-002",
      "A token {case} was {outcome}.",
      "It must be refused for that reason.",
      "Make the token as GET /onboarding/conformance describes it; if it was made so, tell the"
          + " registry's operator."),
  COURSE_ACCEPTED(
      "CT-REC-001",
      "The test course as the site made it was {outcome}.",
      "Every record of it must be accepted.",
      "Correct how the site makes the records that are named, and run the checks again."),
  COURSE_WHOLE(
      "CT-REC-002",
      "Of the {needed} kinds of records of the test course these are missing: {types}.",
      "All of them must be there.",
      "Look for what the site leaves out on the way, and run the checks again."),
  IDENTITY_KEPT(
      "CT-PLA-001",
      "Of {planted} planted names, numbers, addresses and texts, {left} left the site.",
      "None may leave the site.",
      "Send no records. Find where de-identification lets them pass, and run the checks again."),
  DATES_MOVED(
      "CT-PLA-002",
      "The day of the administration was {outcome}.",
      "It must have been moved.",
      "Send no records. Find why dates are not shifted, and run the checks again."),
  TRANSFER_REFUSED(
      "CT-BAD-001",
      "A transfer {case} was {outcome}.",
      "It must be refused with {code}.",
      "Where the test course is accepted, tell the registry's operator: this is its own part.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  ConformanceCode(String code, String found, String needed, String remedy) {
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
