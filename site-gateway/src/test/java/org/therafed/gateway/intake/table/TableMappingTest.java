package org.therafed.gateway.intake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.gateway.intake.table.grid.CsvGrid;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.intake.table.grid.GridBounds;
import org.therafed.gateway.intake.table.grid.SheetFile;
import org.therafed.gateway.intake.table.grid.WorkbookGrid;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.runtime.StartupFault;

/** What a mapping makes of a site's export, and all that is wrong with one. */
class TableMappingTest {

  private static final GridBounds BOUNDS = new GridBounds(100, 1 << 20);
  private static final FieldContext CONTEXT =
      new FieldContext(
          Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC, ModuleCatalog.standard());
  private static final Path EXAMPLES = Path.of("docs", "mappings");

  private static final String PATIENTS =
      """
      kind: patients
      separator: "|"
      empty: [unbekannt]
      ignore: [Station]
      columns:
        mrn: Fallnummer
        sex: {from: Geschlecht, codes: {"1": M, "2": F}}
        birth_date: {from: geb., format: dd.MM.yyyy HH:mm}
        national_id_country: {fixed: PT}
      """;

  private static TableMapping mapping(String text) {
    List<String> problems = new ArrayList<>();
    Optional<TableMapping> mapping = MappingReader.read("test.yaml", text, problems);
    assertThat(problems).isEmpty();
    return mapping.orElseThrow();
  }

  private static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    assertThat(MappingReader.read("test.yaml", text, problems)).isEmpty();
    return problems;
  }

  private static TableReader.Table read(TableMapping mapping, Grid grid) {
    RowChecks checks = new RowChecks(CONTEXT);
    return new TableReader(mapping.kind(), checks, Set.of(), Optional.of(mapping)).read(grid);
  }

  private static TableReader.Table read(TableMapping mapping, String... lines) {
    byte[] bytes = String.join("\n", lines).getBytes(mapping.charset());
    return read(mapping, CsvGrid.read(bytes, mapping.charset(), mapping.separator(), BOUNDS));
  }

  private static String kept(TableReader.Read row) {
    return new String(row.row().bytes(), StandardCharsets.UTF_8);
  }

  private static List<String> found(TableReader.Table table) {
    return table.rows().stream()
        .flatMap(row -> row.findings().stream())
        .map(f -> f.line() + " " + f.column() + ": " + f.reason().needed())
        .toList();
  }

  @Test
  void theExampleBecomesRowsOfTheTable() throws IOException {
    TableMapping mapping = mapping(Files.readString(EXAMPLES.resolve("lis-labs.yaml")));
    assertThat(mapping.charset()).isEqualTo(Charset.forName("GB18030"));
    assertThat(mapping.sheet()).contains("检验结果");
    TableReader.Table table =
        read(mapping, Files.readAllLines(EXAMPLES.resolve("lis-labs.csv")).toArray(String[]::new));
    assertThat(table.ignored()).containsExactly(2, 3);
    assertThat(kept(table.rows().get(0)))
        .isEqualTo(
            "{\"mrn\":\"000117\",\"sample_id\":\"S-1\",\"loinc\":\"2857-1\",\"value\":\"4.2\","
                + "\"unit\":\"ng/mL\",\"taken_at\":\"2025-01-14T08:30:00\"}");
    assertThat(table.rows().get(2).row().text("value")).isEqualTo("<0.02");
    assertThat(found(table))
        .containsExactly(
            "5 value: A number with a decimal comma and without marks between thousands is needed.",
            "5 taken_at: A date written yyyy/M/d H:mm, as the mapping says, is needed.",
            "6 loinc: A word that the mapping names under columns.loinc.codes is needed.",
            "6 value: A value is needed.");
  }

  @Test
  void codesFixedValuesAndDaysAreTranslated() {
    TableReader.Table table =
        read(
            mapping(PATIENTS),
            "Fallnummer|GESCHLECHT|geb.|Station",
            "7|1|03.12.1950 00:00|3A",
            "8|2|unbekannt|",
            "9|3|12/03/1950|");
    assertThat(kept(table.rows().get(0)))
        .isEqualTo(
            "{\"mrn\":\"7\",\"sex\":\"M\",\"birth_date\":\"1950-12-03\",\"national_id_country\":\"PT\"}");
    assertThat(table.rows().get(1).row().find("birth_date")).isEmpty();
    assertThat(table.rows().get(2).findings())
        .extracting(RowFinding::column)
        .containsExactly("sex", "birth_date");
    // What a row is refused for is kept as it was written.
    assertThat(table.rows().get(2).row().text("birth_date")).isEqualTo("12/03/1950");
    assertThat(table.rows().get(2).findings().toString())
        .doesNotContain("1950-")
        .doesNotContain("12/03");
  }

  @Test
  void columnsThatTheMappingDoesNotNameRefuseTheTable() {
    assertThatThrownBy(() -> read(mapping(PATIENTS), "Fallnummer|Geschlecht|geb.|Name", "1|1||x"))
        .hasMessageStartingWith("GW-TABLE-026 ")
        .hasMessageContaining("position: 4.");
    assertThatThrownBy(() -> read(mapping(PATIENTS), "Fallnummer|Geschlecht", "1|1"))
        .hasMessageStartingWith(
            "GW-TABLE-025 The column 'geb.', which the mapping takes for birth_date, occurs 0"
                + " times.");
    assertThatThrownBy(
            () -> read(mapping(PATIENTS), "Fallnummer|Geschlecht|geb.|Fallnummer", "1|1||2"))
        .hasMessageContaining("occurs 2 times");
  }

  @Test
  void aSheetsOwnDatesAndNumbersHaveOneFormOnly() {
    String sheet =
        "<sheetData><row><c t=\"str\"><v>Nr</v></c><c t=\"str\"><v>Wert</v></c><c"
            + " t=\"str\"><v>am</v></c></row><row><c t=\"str\"><v>1</v></c><c><v>7.25</v></c><c"
            + " t=\"d\"><v>2025-01-14T08:00:00</v></c></row><row><c t=\"str\"><v>2</v></c><c"
            + " t=\"str\"><v>7,25</v></c><c t=\"str\"><v>14.1.2025 8:00</v></c></row></sheetData>";
    TableMapping mapping =
        mapping(
            """
            kind: labs
            decimal: ","
            columns:
              mrn: Nr
              sample_id: {fixed: S}
              loinc: {fixed: 2857-1}
              value: Wert
              unit: {fixed: ng/mL}
              taken_at: {from: am, format: d.M.yyyy H:mm}
            """);
    TableReader.Table table =
        read(mapping, WorkbookGrid.read(SheetFile.of(sheet).bytes(), Optional.empty(), BOUNDS));
    assertThat(found(table)).isEmpty();
    assertThat(kept(table.rows().get(0)).replace("\"1\"", "\"2\""))
        .isEqualTo(kept(table.rows().get(1)));
  }

  @Test
  void everyProblemIsToldAtOnceWithFileAndPath() {
    assertThat(
            problems(
                """
                kind: labs
                charset: latin1
                separator: "--"
                decimal: ";"
                colums: {}
                ignore: Station
                columns:
                  mrn: {}
                  sample_id: {from: A, fixed: B}
                  sampel_id: C
                  value: {from: D, format: yyyy-MM-dd}
                  unit: {from: E, code: {a: b}}
                  taken_at: {from: F, format: dd.MM.yy}
                """))
        .containsExactly(
            "test.yaml, colums: is not known; known are [charset, columns, decimal, empty, ignore,"
                + " kind, separator, sheet].",
            "test.yaml, charset: 'latin1' is neither UTF-8 nor GB18030.",
            "test.yaml, separator: is none of ',' ';' '|' and tab.",
            "test.yaml, decimal: is neither ',' nor '.'.",
            "test.yaml, ignore: is no list in [ ].",
            "test.yaml, columns.sampel_id: labs has no such column; perhaps sample_id.",
            "test.yaml, columns.mrn: one of from and fixed is needed.",
            "test.yaml, columns.sample_id: one of from and fixed is needed.",
            "test.yaml, columns.loinc: is missing; labs needs it.",
            "test.yaml, columns.value.format: this column is neither a day nor a time.",
            "test.yaml, columns.unit.code: is not known; known are [codes, fixed, format, from].",
            "test.yaml, columns.taken_at.format: a year of two digits leaves the century open; yyyy"
                + " is needed.");
    assertThat(
            problems(
                """
                kind: patients
                ignore: [A]
                columns:
                  mrn: a
                  sex: {from: B, codes: {1: male, 2: 7}}
                  name: {fixed: 1}
                """))
        .containsExactly(
            "test.yaml, columns.name.fixed: is no text; write it in quotes.",
            "test.yaml, columns.sex.codes.1: 'male': One of M, F, O, U is needed.",
            "test.yaml, columns.sex.codes.2: is no text; write it in quotes.",
            "test.yaml, ignore: 'a' is used by a column, too.");
    assertThat(problems("kind: x\nkind: y"))
        .containsExactly("test.yaml: it is no YAML, or says a key twice (line 2).");
    assertThat(problems("[")).hasSize(1);
    assertThat(problems("- a"))
        .containsExactly("test.yaml: it is no YAML mapping with kind and columns.");
    assertThat(problems("kind: weather")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-mm-dd, 'year (yyyy), month (M)'",
    "YYYY-MM-dd, the letters Y",
    "yyyy-MM-DD, the letters D",
    "dd/MM, 'year (yyyy)'",
    "dd/MM/yy HH:mm, two digits",
    "yyyy-MM-dd hh:mm, 'hour (H'",
    "yyyy-MM-dd, 'hour (H'",
    "yyyy-MM-dd HH:mm {, no date format"
  })
  void aFormatThatLeavesSomethingOpenIsAProblem(String pattern, String problem) {
    assertThat(DatePattern.problem(pattern.replace("\"", ""), true))
        .hasValueSatisfying(text -> assertThat(text).contains(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "d-MMM-yyyy HH:mm, 3-mar-2025 07:05, 2025-03-03T07:05:00",
    "yyyyMMddHHmmss, 20250303070509, 2025-03-03T07:05:09",
    "yyyy年M月d日 H时m分, 2025年3月3日 7时5分, 2025-03-03T07:05:00",
    "M/d/yyyy h:mm a, 12/31/2025 11:59 pm, 2025-12-31T23:59:00",
    "yyyy-MM-dd HH:mmXXX, 2025-03-03 07:05+08:00, 2025-03-03T07:05:00+08:00",
    "d.M.yyyy H:mm, 31.4.2025 7:05, ",
    "d.M.yyyy H:mm, 3.4.25 7:05, "
  })
  void timesAreReadStrictlyInTheDeclaredFormat(String pattern, String text, String expected) {
    assertThat(DatePattern.problem(pattern, true)).isEmpty();
    FieldTranslation.Translated time =
        FieldTranslations.time(DatePattern.formatter(pattern), pattern).translate(text, false);
    assertThat(time.problem().isEmpty() ? time.text() : null).isEqualTo(expected);
  }

  @Test
  void aFolderWithMistakesStopsTheStartWithAllOfThem(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("one.yaml"), "kind: weather\ncolumns: {}");
    Files.writeString(
        folder.resolve("labs.yaml"), Files.readString(EXAMPLES.resolve("lis-labs.yaml")));
    Files.writeString(folder.resolve("two.yaml"), "kind: patients");
    String before = System.setProperty(TableMappings.FOLDER.property(), folder.toString());
    try {
      assertThatThrownBy(TableMappings::new)
          .isInstanceOf(StartupFault.class)
          .hasMessageContaining("THERAFED_TABLE_MAPPINGS_DIR")
          .hasMessageContaining("one.yaml, kind: ")
          .hasMessageContaining("two.yaml, columns: ")
          .hasMessageContaining("labs.yaml: is named as a kind of table is.");
    } finally {
      if (before == null) {
        System.clearProperty(TableMappings.FOLDER.property());
      } else {
        System.setProperty(TableMappings.FOLDER.property(), before);
      }
    }
  }
}
