package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.fault.TableCode;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.intake.table.grid.GridRow;
import org.therafed.profiles.outcome.Reason;

/** Reads a table into rows of its kind; what is wrong with one row does not touch the others. */
final class TableReader {

  private static final String MIDNIGHT = "T00:00:00";

  private final TableKind kind;
  private final RowChecks checks;
  private final Set<String> ignore;
  private final Optional<TableMapping> mapping;

  /**
   * A reader of one upload.
   *
   * @param ignore names of columns whose fields are not wanted, lower case
   * @param mapping of a table that is written in a site's own way
   */
  TableReader(
      TableKind kind, RowChecks checks, Set<String> ignore, Optional<TableMapping> mapping) {
    this.kind = kind;
    this.checks = checks;
    this.ignore = ignore;
    this.mapping = mapping;
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
    Set<String> left = new HashSet<>(ignore);
    mapping.ifPresent(way -> left.addAll(way.ignored()));
    TableHeader header = TableHeader.read(grid, left);
    List<FieldSource> sources =
        mapping
            .map(way -> FieldSource.of(header, way))
            .orElseGet(() -> FieldSource.of(header, kind));
    return new Table(
        grid.data().stream().map(row -> read(header, sources, row)).toList(), header.ignored());
  }

  private Read read(TableHeader header, List<FieldSource> sources, GridRow row) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<RowFinding> unclear = new ArrayList<>();
    for (FieldSource source : sources) {
      String name = source.column().name();
      String text = source.field(row);
      if (row.unclear().containsKey(source.position())) {
        unclear.add(new RowFinding(row.line(), name, row.unclear().get(source.position())));
      } else if (!isNothing(text)) {
        FieldTranslation.Translated translated = translated(source, row, text);
        fields.put(name, translated.text());
        translated
            .problem()
            .ifPresent(
                problem -> unclear.add(RowChecks.finding(row.line(), refused(name, problem))));
      }
    }
    TableRow read = new TableRow(kind, fields);
    if (row.broken().isPresent()) {
      return refused(row.line(), read, row.broken().get());
    }
    Optional<Integer> unnamed = header.filledWithoutName(row);
    if (unnamed.isPresent()) {
      return refused(row.line(), read, TableCode.UNNAMED.reason(safe("position", unnamed.get())));
    }
    return new Read(row.line(), read, checks.check(row.line(), read, unclear));
  }

  private boolean isNothing(String text) {
    return text.isEmpty() || mapping.filter(way -> way.empty().contains(text)).isPresent();
  }

  private static FieldTranslation.Translated translated(
      FieldSource source, GridRow row, String text) {
    boolean typed = row.typed().contains(source.position());
    // A sheet keeps a day as its first moment, and some show it so.
    boolean day =
        typed && source.column().form().type() == FieldType.DAY && text.endsWith(MIDNIGHT);
    return source.translation().translate(day ? text.replace(MIDNIGHT, "") : text, typed);
  }

  private static RowProblem refused(String column, FieldForm.Problem problem) {
    return new RowProblem(column, problem, RowFinding.Effect.REFUSED);
  }

  private static Read refused(long line, TableRow row, Reason reason) {
    return new Read(line, row, List.of(new RowFinding(line, "", reason)));
  }
}
