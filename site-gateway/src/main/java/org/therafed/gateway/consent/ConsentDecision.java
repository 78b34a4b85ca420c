package org.therafed.gateway.consent;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a patient decided, or what must be taken as a decision.
 *
 * @param permit false: a refusal, a withdrawal, or a document that cannot be read
 * @param decidedOn day of the decision; for what is undated or unreadable, the day it came
 * @param validFrom first day of a permission; empty: from the beginning
 * @param validTo last day of a permission; empty: without end
 */
public record ConsentDecision(
    boolean permit,
    LocalDate decidedOn,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo) {

  /** A refusal of a day. */
  public static ConsentDecision deny(LocalDate day) {
    return new ConsentDecision(false, day, Optional.empty(), Optional.empty());
  }

  boolean covers(LocalDate day) {
    return permit
        && validFrom.map(from -> !day.isBefore(from)).orElse(true)
        && validTo.map(to -> !day.isAfter(to)).orElse(true);
  }
}
