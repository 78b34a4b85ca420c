package org.therafed.profiles.coherence;

import java.util.List;

/**
 * Something that two or more records of one person do not say coherently, or that one record says
 * without another that it needs. Holds as long as the records are as they are.
 *
 * @param code the stable code, see {@link FindingCode}
 * @param severity whether the records exclude each other
 * @param element the element of the first record to look at; empty for the whole record
 * @param references the records concerned as {@code Type/id}, the one to look at first
 * @param message one English sentence; no date and no value of a record but cycle numbers; what a
 *     therapy module plans may be told
 * @param messageZh the same in Chinese
 */
public record Finding(
    String code,
    Severity severity,
    String element,
    List<String> references,
    String message,
    String messageZh) {

  public Finding {
    references = List.copyOf(references);
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
