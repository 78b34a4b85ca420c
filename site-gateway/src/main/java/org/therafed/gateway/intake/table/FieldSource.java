package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.therafed.gateway.fault.TableCode;
import org.therafed.gateway.intake.table.grid.GridRow;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.runtime.NearestName;

/**
 * Where a column of the tables is found in an upload. A name in the header that is none of those
 * that are known may be a slip of an optional one, and what it holds would be missed without
 * anybody noticing: such a table is refused, unless its sender said that the column is to be
 * ignored.
 *
 * @param position from 0; below: nowhere, {@code fixed} is always the value
 */
record FieldSource(Column column, int position, String fixed, FieldTranslation translation) {

  /** A longer name is no slip of any. */
  private static final int LONGEST_NAME = 64;

  /**
   * The columns of a table with the names of the tables.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-002, -009 or -014
   */
  static List<FieldSource> of(TableHeader header, TableKind kind) {
    checkKnown(header.names(), kind);
    return TableLayout.of(kind).columns().stream()
        .filter(column -> header.names().contains(column.name()))
        .map(
            column ->
                new FieldSource(
                    column, header.names().indexOf(column.name()), "", FieldTranslation.AS_WRITTEN))
        .toList();
  }

  /**
   * The columns of a table with a site's own names.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-025 or -026
   */
  static List<FieldSource> of(TableHeader header, TableMapping mapping) {
    List<String> taken =
        mapping.columns().stream().flatMap(column -> column.from().stream()).toList();
    List<Phrase> unknown = unknown(header.names(), taken);
    if (!unknown.isEmpty()) {
      throw TableCode.UNMAPPED.with(safe("unknown", listed(unknown)));
    }
    return mapping.columns().stream().map(column -> of(header, column)).toList();
  }

  private static FieldSource of(TableHeader header, MappedColumn column) {
    if (column.from().isEmpty()) {
      return new FieldSource(column.column(), -1, column.fixed(), column.translation());
    }
    String name = column.from().get();
    int times = Collections.frequency(header.names(), name);
    if (times != 1) {
      throw TableCode.MAPPED_COLUMN.with(
          safe("column", name), safe("target", column.column().name()), safe("times", times));
    }
    return new FieldSource(column.column(), header.names().indexOf(name), "", column.translation());
  }

  private static void checkKnown(List<String> names, TableKind kind) {
    List<Column> columns = TableLayout.of(kind).columns();
    for (Column column : columns) {
      if (Collections.frequency(names, column.name()) > 1) {
        throw TableCode.HEADER.with(safe("column", column.name()));
      }
      if (column.required() && !names.contains(column.name())) {
        throw TableCode.COLUMN.with(
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
    List<Phrase> unknown = unknown(names, known);
    if (!unknown.isEmpty()) {
      throw TableCode.UNKNOWN.with(
          safe("kind", kind.code()),
          safe("columns", String.join(", ", known)),
          safe("unknown", listed(unknown)));
    }
  }

  private static List<Phrase> unknown(List<String> names, List<String> known) {
    List<Phrase> unknown = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty() && !known.contains(names.get(i))) {
        unknown.add(unknown(i + 1, names.get(i), known));
      }
    }
    return unknown;
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

  /** The field of a row as written; empty where there is none. */
  String field(GridRow row) {
    return position < 0 ? fixed : row.field(position);
  }
}
