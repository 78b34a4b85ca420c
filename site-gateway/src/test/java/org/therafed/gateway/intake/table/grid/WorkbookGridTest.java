package org.therafed.gateway.intake.table.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.therafed.gateway.intake.table.grid.SheetFile.number;
import static org.therafed.gateway.intake.table.grid.SheetFile.row;
import static org.therafed.gateway.intake.table.grid.SheetFile.rows;
import static org.therafed.gateway.intake.table.grid.SheetFile.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/** What a sheet's cells mean, and what of a workbook is not read at all. */
class WorkbookGridTest {

  private static final GridBounds BOUNDS = new GridBounds(100, 1 << 20);
  private static final String HEADER = row(1, text("A1", "mrn"), text("B1", "value"));
  private static final long SEED = 20261122;
  private static final int MUTATIONS = 300;

  private static Grid read(byte[] bytes) {
    return WorkbookGrid.read(bytes, Optional.empty(), BOUNDS);
  }

  private static Grid read(String sheet) {
    return read(SheetFile.of(sheet).bytes());
  }

  /** The second row of a sheet whose cells have these formats. */
  private static GridRow formatted(String value, String... formats) {
    String[] cells = new String[formats.length];
    for (int i = 0; i < formats.length; i++) {
      cells[i] = number((char) ('A' + i) + "2", i, value);
    }
    return read(SheetFile.of(rows(HEADER, row(2, cells))).formats(formats).bytes()).data().get(0);
  }

  static byte[] libreOffice() throws IOException {
    try (var in = WorkbookGridTest.class.getResourceAsStream("/table/libreoffice/labs.xlsx")) {
      return in.readAllBytes();
    }
  }

  @Test
  void whatLibreOfficeWroteIsReadAsItShowsIt() throws IOException {
    Grid grid = read(libreOffice());
    assertThat(grid.header().fields())
        .containsExactly("mrn", "sample_id", "loinc", "value", "unit", "taken_at");
    assertThat(grid.data()).extracting(GridRow::line).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(grid.data().get(0).fields())
        .containsExactly("000117", "S-1", "2857-1", "4.2", "ng/mL", "2025-01-14T08:30:00");
    // A formula's result.
    assertThat(grid.data().get(1).fields())
        .containsExactly("000117", "S-2", "2857-1", "4.15", "ng/mL", "2025-02-25T08:05:30");
    assertThat(grid.data().get(2).field(3)).isEqualTo("<0.02");
    assertThat(grid.data().get(2).field(5)).isEqualTo("2025-04-08T00:00:00");
    assertThat(grid.data().get(3).field(0)).isEqualTo("病案-9");
    assertThat(grid.data().get(4).unclear()).containsOnlyKeys(3);
    assertThat(grid.data().get(4).unclear().get(3).text())
        .isEqualTo(
            "GW-TABLE-022 A formula that failed. A value, or a formula with its result, is needed."
                + " Correct the cell and send the row again.");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 7.4000000000000004, 7.4",
    "0, 1E-3, 0.001",
    "0, 123456789012345, 123456789012345",
    "0, -0.0, 0",
    "00000, 117, 00117",
    "00000, 1234567, 1234567",
    "'#,##0.00', 1234.5, 1234.5",
    "14, 45671, 2025-01-14",
    "14, 45671.5, 2025-01-14T12:00:00",
    "22, 45671.25, 2025-01-14T06:00:00",
    "yyyy\\-mm\\-dd, 45671, 2025-01-14",
    "'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@', 45671, 2025-01-14",
    "'[$-804]yyyy/m/d h:mm', 45671.9999999999, 2025-01-15T00:00:00",
    "'[Red]dd.mm.yyyy', 61, 1900-03-01"
  })
  void aNumberIsWrittenAsItsFormatMeansIt(String format, String value, String expected) {
    GridRow row = formatted(value, format);
    assertThat(row.unclear()).isEmpty();
    assertThat(row.field(0)).isEqualTo(expected);
    assertThat(row.typed()).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 110101199001010000, more than 15 digits",
    "0, 1.1E+17, more than 15 digits",
    "0, 1E-99, more than 15 digits",
    "0, NaN, cannot be read",
    "0, 1E+9999, cannot be read",
    "10, 0.95, in percent",
    "0.0%, 0.95, in percent",
    "'#,##0,', 1234567, in thousands",
    "17, 45671, its day or its year",
    "d-mmm, 45671, its day or its year",
    "58, 45671, its day or its year",
    "h:mm, 0.5, without its day",
    "[h]:mm:ss, 1.5, without its day",
    "14, 60, outside the sheet's calendar",
    "14, 2958466, outside the sheet's calendar",
    "14, -1, outside the sheet's calendar"
  })
  void aNumberThatDoesNotShowWhatItMeansIsUnclear(String format, String value, String found) {
    GridRow row = formatted(value, format);
    assertThat(row.field(0)).isEmpty();
    assertThat(row.unclear().get(0).found()).contains(found);
    assertThat(row.unclear().get(0).foundZh()).containsPattern("\\p{IsHan}");
    assertThat(row.unclear().get(0).text()).doesNotContain(value);
  }

  @Test
  void daysOfACalendarFrom1904AreThatCalendars() {
    byte[] file =
        SheetFile.of(rows(HEADER, row(2, number("A2", 0, "44209"))))
            .from1904()
            .formats("14")
            .bytes();
    assertThat(read(file).data().get(0).field(0)).isEqualTo("2025-01-14");
  }

  @Test
  void textsAreReadWithoutHowTheyAreSpokenAndWithTheirEscapes() {
    byte[] file =
        SheetFile.of(
                rows(
                    HEADER,
                    row(2, "<c r=\"A2\" t=\"s\"><v>0</v></c>", "<c r=\"B2\" t=\"b\"><v>1</v></c>"),
                    row(
                        3,
                        "<c t=\"str\"><f>A1</f><v> x_x0041_ </v></c>",
                        "<c t=\"d\"><v>2025-01-14</v></c>")))
            .shared(
                "<si><r><t>Lu</t></r><r><t>-177</t></r><rPh sb=\"0\""
                    + " eb=\"1\"><t>spoken</t></rPh></si>")
            .bytes();
    List<GridRow> data = read(file).data();
    assertThat(data.get(0).fields()).containsExactly("Lu-177", "true");
    assertThat(data.get(1).fields()).containsExactly("xA", "2025-01-14");
  }

  @Test
  void aFormulaWithoutResultIsUnclear() {
    GridRow row =
        read(rows(HEADER, row(2, text("A2", "1"), "<c r=\"B2\"><f>A1</f></c>"))).data().get(0);
    assertThat(row.unclear().get(1).found()).isEqualTo("A formula without its result.");
  }

  @Test
  void rowsWithoutValuesArePassedOver() {
    String empty = row(7, "<c r=\"A7\" s=\"0\"/>", text("B7", "  "));
    assertThat(read(rows(HEADER, row(4, text("A4", "1")), empty)).data())
        .extracting(GridRow::line)
        .containsExactly(4L);
  }

  @Test
  void whatIsHiddenOrMergedIsMarked() {
    String sheet =
        "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"
            + rows(
                HEADER,
                "<row r=\"2\" hidden=\"1\">" + text("A2", "1") + "</row>",
                row(3, text("A3", "2")),
                row(4, text("A4", "3")),
                row(5, text("A5", "4")))
            + "<mergeCells><mergeCell ref=\"A3:B4\"/></mergeCells>";
    Grid grid = read(sheet);
    assertThat(grid.hidden()).containsExactly(1);
    assertThat(grid.data())
        .extracting(row -> row.broken().map(Reason::code).orElse(""))
        .containsExactly("GW-TABLE-019", "GW-TABLE-021", "GW-TABLE-021", "");
    assertThat(grid.header().broken()).isEmpty();
  }

  @Test
  void aSheetIsNamedWhereSeveralAreVisible() {
    byte[] file =
        SheetFile.of(rows(HEADER))
            .sheet("labs 检验", "visible", rows(row(1, text("A1", "sample"))))
            .sheet("old", "hidden", rows(row(1, text("A1", "never"))))
            .bytes();
    assertThat(WorkbookGrid.read(file, Optional.of("Labs 检验"), BOUNDS).header().fields())
        .containsExactly("sample");
    for (Optional<String> name : List.of(Optional.<String>empty(), Optional.of("old"))) {
      assertThatThrownBy(() -> WorkbookGrid.read(file, name, BOUNDS))
          .hasMessageStartingWith("GW-TABLE-018 Which of the 2 visible sheets");
    }
  }

  private static void refused(byte[] file, String message) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(Fault.class).hasMessageContaining(message);
  }

  @Test
  void whatIsNoWorkbookIsRefused() {
    refused(new byte[0], "GW-TABLE-016");
    refused("mrn,sex\n1,M".getBytes(StandardCharsets.UTF_8), "it is no workbook");
    refused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0}, "it has a password");
    refused(SheetFile.of("<sheetData/>").bytes(), "GW-TABLE-008");
    byte[] whole = SheetFile.of(rows(HEADER)).bytes();
    refused(Arrays.copyOf(whole, whole.length / 2), "GW-TABLE-016");
    refused(SheetFile.of("<sheetData><row r=\"1\"></sheetData>").bytes(), "its parts are broken");
  }

  @Test
  void entitiesAreRefused() {
    String sheet = "<worksheet>" + rows(row(1, text("A1", "&x;"))) + "</worksheet>";
    for (String type :
        List.of(
            "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE worksheet [<!ENTITY y \"yyyy\"><!ENTITY x \"&y;&y;&y;\">]>",
            "<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/x.dtd\">")) {
      refused(
          SheetFile.of("").part("xl/worksheets/sheet1.xml", type + sheet).bytes(), "GW-TABLE-016");
    }
  }

  @Test
  void whatUnpacksBeyondTheBoundIsNotLookedAt() {
    String blanks = " ".repeat((int) BOUNDS.unpacked());
    byte[] bomb = SheetFile.of(rows(HEADER)).part("docProps/app.xml", blanks).bytes();
    assertThat(bomb.length).isLessThan(100_000);
    refused(bomb, "GW-TABLE-017");
  }

  @Test
  void aTextThatManyCellsShowCountsInEach() {
    StringBuilder cells = new StringBuilder();
    for (int i = 2; i < 52; i++) {
      cells.append(row(i, "<c t=\"s\"><v>0</v></c>"));
    }
    byte[] file =
        SheetFile.of(rows(HEADER, cells.toString()))
            .shared("<si><t>" + "x".repeat(100_000) + "</t></si>")
            .bytes();
    refused(file, "GW-TABLE-017 The workbook holds more than 1048576 characters.");
  }

  @Test
  void rowsAndColumnsHaveBounds() {
    StringBuilder many = new StringBuilder(HEADER);
    for (int i = 2; i <= 102; i++) {
      many.append(row(i, number("A" + i, 0, "1")));
    }
    refused(SheetFile.of(rows(many.toString())).bytes(), "GW-TABLE-005");
    refused(SheetFile.of(rows(HEADER, row(2, text("XFD2", "1")))).bytes(), "1000 columns");
    refused(SheetFile.of(rows(HEADER, row(2, text("ZZZZZZZ2", "1")))).bytes(), "GW-TABLE-016");
    refused(SheetFile.of(rows(HEADER, row(1, text("A1", "1")))).bytes(), "not in order");
    refused(
        SheetFile.of(rows(HEADER, row(2, text("A2", "1"), text("A2", "2")))).bytes(),
        "not in order");
  }

  @Test
  void brokenBytesAreAFaultAndNothingElse() throws IOException {
    Random random = new Random(SEED);
    byte[] whole = libreOffice();
    byte[] plain = SheetFile.of(rows(HEADER, row(2, number("A2", 0, "1")))).formats("14").bytes();
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] changed = (i % 2 == 0 ? whole : plain).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(changed).rows()).isNotEmpty();
      } catch (Fault fault) {
        assertThat(fault.code().code()).startsWith("GW-TABLE-0");
        refused++;
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }
}
