package org.therafed.profiles.coherence;

import java.util.List;

/**
 * Something that two or more records of one person do not say coherently, or that one record says
 * without another that it needs. Holds as long as the records are as they are.
 *
 * @param code the stable code, see {@link FindingCode}
 * @param severity whether the records exclude each other
 * @param references the records concerned as {@code Type/id}, the one to look at first
 * @param elements of each of the records the element concerned, as FHIRPath, e.g. {@code
 *     Observation.effectiveDateTime}
 * @param message one English sentence that names the elements; no date and no value of a record but
 *     cycle numbers; what a therapy module plans may be told
 * @param messageZh the same in Chinese
 */
public record Finding(
    String code,
    Severity severity,
    List<String> references,
    List<String> elements,
    String message,
    String messageZh) {

  public Finding {
    references = List.copyOf(references);
    elements = List.copyOf(elements);
  }

  /** How much a finding says; neither refuses a record. */
  public enum Severity {
    /** The records cannot all be true. */
    ERROR,
    /** Something may be missing or late. */
    WARNING;

    /** As in FHIR OperationOutcome.issue.severity. */
    public String code() {
      return this == ERROR ? "error" : "warning";
    }
  }
}
