package org.therafed.gateway.consent.optout;

import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Reason;

/**
 * What became of the rows of an opt-out list; no identifier.
 *
 * @param listed entries that are new
 * @param standing entries that stood on the list before
 * @param ended entries that the list no longer has, and that ended
 * @param rows in order
 */
public record OptOutReport(int listed, int standing, int ended, List<Row> rows) {

  public OptOutReport {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param line its number in the file, from 1
   * @param outcome {@code listed}, {@code standing} or {@code refused}
   * @param known whether the gateway knows a patient of that id now; who comes later counts, too
   * @param problem why it was not understood
   */
  public record Row(int line, String outcome, boolean known, Optional<Reason> problem) {}
}
