package org.therafed.evidence.results;

import java.time.LocalDate;
import java.util.Objects;

/**
 * The frozen data that a result was computed from.
 *
 * @param id how it is cited, such as {@code 2026Q3}
 * @param frozenOn the last day whose records are in it
 */
public record DataCut(String id, LocalDate frozenOn) {
  public DataCut {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(frozenOn, "frozenOn");
  }
}
