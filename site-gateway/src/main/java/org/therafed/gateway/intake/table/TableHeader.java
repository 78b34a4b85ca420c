package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.intake.table.grid.GridRow;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;

/**
 * The columns that an upload has. A name that is none of the kind's may be a slip of an optional
 * one, and what it holds would be missed without anybody noticing: such a table is refused, unless
 * its sender said that the column is to be ignored.
 *
 * @param names lower case, by position; an ignored or unnamed column is empty
 * @param ignored positions of the ignored columns, from 1
 */
record TableHeader(List<String> names, List<Integer> ignored) {

  /** A longer name is no slip of any. */
  private static final int LONGEST_NAME = 64;

  /**
   * Reads a header line.
   *
   * @param ignore names of columns whose fields are not wanted, lower case
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-002, -009, -014, -020, or what is wrong
   *     with the line as a whole
   */
  static TableHeader read(Grid grid, TableKind kind, Set<String> ignore) {
    grid.header().broken().ifPresent(TableHeader::refuse);
    List<String> names = new ArrayList<>();
    List<Integer> ignored = new ArrayList<>();
    for (String field : grid.header().fields()) {
      String name = field.toLowerCase(Locale.ROOT);
      boolean unwanted = !name.isEmpty() && ignore.contains(name);
      names.add(unwanted ? "" : name);
      if (unwanted) {
        ignored.add(names.size());
      }
    }
    checkKnown(names, TableLayout.of(kind).columns(), kind);
    checkShown(names, grid.hidden());
    return new TableHeader(Collections.unmodifiableList(names), List.copyOf(ignored));
  }

  private static void refuse(Reason reason) {
    throw GatewayCode.TABLE_HEADER_LINE.with(
        safe("found", reason.foundPhrase()), safe("needed", reason.neededPhrase()));
  }

  /** Who sends a sheet looks at what it shows. */
  private static void checkShown(List<String> names, Set<Integer> hidden) {
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty() && hidden.contains(i)) {
        throw GatewayCode.TABLE_HIDDEN_COLUMN.with(safe("position", i + 1));
      }
    }
  }

  private static void checkKnown(List<String> names, List<Column> columns, TableKind kind) {
    for (Column column : columns) {
      if (Collections.frequency(names, column.name()) > 1) {
        throw GatewayCode.TABLE_HEADER.with(safe("column", column.name()));
      }
      if (column.required() && !names.contains(column.name())) {
        throw GatewayCode.TABLE_COLUMN.with(
            safe("column", column.name()),
            safe("kind", kind.code()),
            safe(
                "columns",
                columns.stream()
                    .filter(Column::required)
                    .map(Column::name)
                    .collect(Collectors.joining(", "))));
      }
    }
    List<String> known = columns.stream().map(Column::name).toList();
    List<Phrase> unknown = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty() && !known.contains(names.get(i))) {
        unknown.add(unknown(i + 1, names.get(i), known));
      }
    }
    if (!unknown.isEmpty()) {
      throw GatewayCode.TABLE_UNKNOWN.with(
          safe("kind", kind.code()),
          safe("columns", String.join(", ", known)),
          safe("unknown", listed(unknown)));
    }
  }

  /** A table without header line has data there: a position says enough, and tells nothing. */
  private static Phrase unknown(int position, String name, List<String> known) {
    Optional<String> meant =
        name.length() > LONGEST_NAME ? Optional.empty() : NearestName.of(name, known);
    return meant
        .map(
            like ->
                new Phrase(
                    position + " (resembles " + like + ")", position + "（与 " + like + " 相近）"))
        .orElseGet(() -> Phrase.same(String.valueOf(position)));
  }

  private static Phrase listed(List<Phrase> parts) {
    return new Phrase(
        parts.stream().map(Phrase::en).collect(Collectors.joining(", ")),
        parts.stream().map(Phrase::zh).collect(Collectors.joining("、")));
  }

  /** The first unnamed column that a row fills, from 1; its field would be missed. */
  Optional<Integer> filledWithoutName(GridRow row) {
    for (int i = 0; i < row.fields().size(); i++) {
      boolean unnamed = i >= names.size() || (names.get(i).isEmpty() && !ignored.contains(i + 1));
      if (unnamed && (!row.field(i).isEmpty() || row.unclear().containsKey(i))) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }
}
