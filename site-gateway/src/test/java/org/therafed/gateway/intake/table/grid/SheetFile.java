package org.therafed.gateway.intake.table.grid;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook whose parts a test writes, to say what no program would save. */
public final class SheetFile {

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATED =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE =
      "http://schemas.openxmlformats.org/package/2006/relationships";

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final StringBuilder sheets = new StringBuilder();
  private final StringBuilder relations = new StringBuilder();
  private String properties = "";
  private int count;

  /** A workbook of one visible sheet. */
  public static SheetFile of(String sheetXml) {
    return new SheetFile().sheet("Sheet", "visible", sheetXml);
  }

  /** A sheet of rows. */
  static String rows(String... rows) {
    return "<sheetData>" + String.join("", rows) + "</sheetData>";
  }

  /** A row of cells. */
  static String row(int number, String... cells) {
    return "<row r=\"" + number + "\">" + String.join("", cells) + "</row>";
  }

  /** A cell with a text of its own. */
  static String text(String address, String text) {
    return "<c r=\"" + address + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  }

  /** A number of a style. */
  static String number(String address, int style, String value) {
    return "<c r=\"" + address + "\" s=\"" + style + "\"><v>" + value + "</v></c>";
  }

  SheetFile sheet(String name, String state, String xml) {
    count++;
    sheets.append(
        "<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"s%d\"/>"
            .formatted(name, count, state, count));
    relate("s" + count, "worksheet", "worksheets/sheet" + count + ".xml");
    return part(
        "xl/worksheets/sheet" + count + ".xml",
        "<worksheet xmlns=\"" + MAIN + "\">" + xml + "</worksheet>");
  }

  /** The formats of cells: style 0, 1, 2… */
  SheetFile formats(String... codes) {
    StringBuilder own = new StringBuilder("<numFmts>");
    StringBuilder styles = new StringBuilder("<cellXfs>");
    for (int i = 0; i < codes.length; i++) {
      boolean builtIn = codes[i].matches("\\d{1,2}");
      if (!builtIn) {
        own.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>".formatted(200 + i, codes[i]));
      }
      styles.append("<xf numFmtId=\"%s\"/>".formatted(builtIn ? codes[i] : 200 + i));
    }
    relate("styles", "styles", "styles.xml");
    return part(
        "xl/styles.xml",
        "<styleSheet xmlns=\"%s\">%s</numFmts>%s</cellXfs></styleSheet>"
            .formatted(MAIN, own, styles));
  }

  SheetFile shared(String items) {
    relate("texts", "sharedStrings", "/xl/sharedStrings.xml");
    return part("xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + items + "</sst>");
  }

  SheetFile from1904() {
    properties = "<workbookPr date1904=\"1\"/>";
    return this;
  }

  SheetFile part(String name, String xml) {
    parts.put(name, xml);
    return this;
  }

  private void relate(String id, String type, String target) {
    relations.append(
        "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
            .formatted(id, RELATED, type, target));
  }

  /** The file. */
  public byte[] bytes() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "_rels/.rels",
        "<Relationships xmlns=\"%s\"><Relationship Id=\"w\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            .formatted(PACKAGE, RELATED));
    all.put(
        "xl/workbook.xml",
        "<workbook xmlns=\"%s\" xmlns:r=\"%s\">%s<sheets>%s</sheets></workbook>"
            .formatted(MAIN, RELATED, properties, sheets));
    all.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"%s\">%s</Relationships>".formatted(PACKAGE, relations));
    all.putAll(parts);
    return zip(all);
  }

  private static byte[] zip(Map<String, String> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
