package org.therafed.gateway.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.intake.table.grid.CsvGrid;
import org.therafed.gateway.intake.table.grid.GridBounds;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Reason;

/** A table as the intake reads it, for tests of other packages. */
public final class CheckedTable {

  private static final GridBounds BOUNDS = new GridBounds(10_000, 1 << 24);

  private final List<TableReader.Read> rows;

  private CheckedTable(List<TableReader.Read> rows) {
    this.rows = rows;
  }

  /** Reads and checks a table in UTF-8. */
  public static CheckedTable read(TableKind kind, byte[] text, Instant now, ZoneId zone) {
    return read(kind, text, now, zone, ModuleCatalog.standard());
  }

  /** As the other, with the therapy modules that are known. */
  public static CheckedTable read(
      TableKind kind, byte[] text, Instant now, ZoneId zone, ModuleCatalog modules) {
    RowChecks checks = new RowChecks(new FieldContext(now, zone, modules));
    List<TableReader.Read> rows =
        new TableReader(kind, checks, Set.of(), Optional.empty())
            .read(CsvGrid.read(text, StandardCharsets.UTF_8, ',', BOUNDS))
            .rows();
    return new CheckedTable(Deaths.judged(rows, Map.of()));
  }

  /** Its rows, taken or not. */
  public List<TableRow> rows() {
    return rows.stream().map(TableReader.Read::row).toList();
  }

  /** What was found, as line, column, effect and found. */
  public List<String> findings() {
    return rows.stream()
        .flatMap(row -> row.findings().stream())
        .map(f -> f.line() + " " + f.column() + " " + f.effect().code() + ": " + text(f.reason()))
        .toList();
  }

  /** The Chinese sentences of what was found, in the order of {@link #findings}. */
  public List<String> findingsZh() {
    return rows.stream()
        .flatMap(row -> row.findings().stream())
        .map(f -> f.reason().foundZh() + f.reason().neededZh())
        .toList();
  }

  private static String text(Reason reason) {
    // Whatever a test finds at a row has its Chinese sentences too.
    assertThat(reason.neededZh()).containsPattern("\\p{IsHan}");
    assertThat(reason.foundZh()).isNotBlank().doesNotContain("{");
    assertThat(reason.remedyZh()).containsPattern("\\p{IsHan}");
    return reason.found() + " " + reason.needed();
  }
}
