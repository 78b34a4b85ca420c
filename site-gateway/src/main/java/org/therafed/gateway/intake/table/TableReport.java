package org.therafed.gateway.intake.table;

import java.util.List;
import java.util.Optional;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.profiles.outcome.Reason;

/**
 * What became of a table: each row is accepted, held, refused or superseded.
 *
 * @param ignored positions of the columns that were ignored, from 1
 * @param rows in the order of the table
 * @param refused why no row could be read at all
 */
public record TableReport(
    TableKind kind,
    List<Integer> ignored,
    List<RowOutcome> rows,
    List<RowFinding> findings,
    Optional<Reason> refused) {

  public TableReport {
    ignored = List.copyOf(ignored);
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
  }

  /** A table of which no row could be read. */
  static TableReport refused(TableKind kind, Reason reason) {
    return new TableReport(kind, List.of(), List.of(), List.of(), Optional.of(reason));
  }

  /** How many rows became this; {@code NEW}: are accepted. */
  public int count(ArrivalState state) {
    return (int) rows.stream().filter(row -> row.state() == state).count();
  }
}
