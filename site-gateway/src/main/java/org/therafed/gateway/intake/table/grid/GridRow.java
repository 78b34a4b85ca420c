package org.therafed.gateway.intake.table.grid;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Reason;

/**
 * One row as written.
 *
 * @param line of the text, or row of the sheet, from 1
 * @param fields without blanks around them; an empty one is absent
 * @param typed positions, from 0, of what a sheet keeps as number, date or truth value: written in
 *     the forms of the tables, whatever the sheet shows
 * @param unclear why a field cannot be taken as it stands, by position from 0
 * @param broken why the row as a whole cannot be read
 */
public record GridRow(
    long line,
    List<String> fields,
    Set<Integer> typed,
    Map<Integer, Reason> unclear,
    Optional<Reason> broken) {

  static GridRow text(long line, List<String> fields, Optional<Reason> broken) {
    return new GridRow(line, fields, Set.of(), Map.of(), broken);
  }

  /** The field at a position; empty where the row is shorter. */
  public String field(int position) {
    return position < fields.size() ? fields.get(position) : "";
  }

  /** Without the fields, for logs. */
  @Override
  public String toString() {
    return "GridRow[" + line + "]";
  }
}
