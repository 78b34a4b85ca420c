package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.intake.table.grid.GridRow;
import org.therafed.profiles.outcome.Reason;

/** Reads a table into rows of its kind; what is wrong with one row does not touch the others. */
final class TableReader {

  private static final String MIDNIGHT = "T00:00:00";

  private final TableKind kind;
  private final RowChecks checks;
  private final Set<String> ignore;

  /**
   * A reader of one upload.
   *
   * @param ignore names of columns whose fields are not wanted, lower case
   */
  TableReader(TableKind kind, RowChecks checks, Set<String> ignore) {
    this.kind = kind;
    this.checks = checks;
    this.ignore = ignore;
  }

  /** One row as read, with what is wrong with it. */
  record Read(long line, TableRow row, List<RowFinding> findings) {}

  /**
   * All rows of an upload.
   *
   * @param ignored positions of the columns that were ignored, from 1
   */
  record Table(List<Read> rows, List<Integer> ignored) {}

  /**
   * Reads a whole table.
   *
   * @throws org.therafed.profiles.outcome.Fault if its header is not that of the kind
   */
  Table read(Grid grid) {
    TableHeader header = TableHeader.read(grid, kind, ignore);
    return new Table(grid.data().stream().map(row -> read(header, row)).toList(), header.ignored());
  }

  private Read read(TableHeader header, GridRow row) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<RowFinding> unclear = new ArrayList<>();
    for (Column column : TableLayout.of(kind).columns()) {
      int at = header.names().indexOf(column.name());
      String text = at < 0 ? "" : row.field(at);
      if (!text.isEmpty()) {
        fields.put(column.name(), isDay(column, row, at) ? text.replace(MIDNIGHT, "") : text);
      }
      if (row.unclear().containsKey(at)) {
        unclear.add(new RowFinding(row.line(), column.name(), row.unclear().get(at)));
      }
    }
    TableRow read = new TableRow(kind, fields);
    if (row.broken().isPresent()) {
      return refused(row.line(), read, row.broken().get());
    }
    Optional<Integer> unnamed = header.filledWithoutName(row);
    if (unnamed.isPresent()) {
      return refused(
          row.line(), read, GatewayCode.TABLE_UNNAMED.reason(safe("position", unnamed.get())));
    }
    return new Read(row.line(), read, checks.check(row.line(), read, unclear));
  }

  /** A sheet keeps a day as its first moment, and some show it so. */
  private static boolean isDay(Column column, GridRow row, int at) {
    return row.typed().contains(at)
        && column.form().type() == FieldType.DAY
        && row.field(at).endsWith(MIDNIGHT);
  }

  private static Read refused(long line, TableRow row, Reason reason) {
    return new Read(line, row, List.of(new RowFinding(line, "", reason)));
  }
}
