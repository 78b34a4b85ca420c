package org.therafed.profiles.validation;

/** How much a finding matters; names as in FHIR OperationOutcome.issue.severity. */
public enum Severity {
  /** The resource is refused. */
  ERROR,
  /** The resource is taken; a person should look. */
  WARNING;

  /** The FHIR code. */
  public String fhirCode() {
    return this == ERROR ? "error" : "warning";
  }
}
