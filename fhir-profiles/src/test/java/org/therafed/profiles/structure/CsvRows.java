package org.therafed.profiles.structure;

import java.util.ArrayList;
import java.util.List;

/** The records of a CSV text (RFC 4180): quoted fields may hold commas, quotes and line breaks. */
final class CsvRows {
  private final String text;
  private final List<List<String>> rows = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private List<String> row = new ArrayList<>();
  private boolean quoted;
  private int at;

  private CsvRows(String text) {
    this.text = text;
  }

  /** The records, without a byte order mark and without empty lines. */
  static List<List<String>> of(String text) {
    CsvRows rows = new CsvRows(text.startsWith("\uFEFF") ? text.substring(1) : text);
    while (rows.at < rows.text.length()) {
      rows.take(rows.text.charAt(rows.at++));
    }
    if (rows.quoted) {
      throw new IllegalStateException("A quoted field of the table does not end");
    }
    rows.endRow();
    return rows.rows;
  }

  private void take(char c) {
    if (c == '"' && quoted && at < text.length() && text.charAt(at) == '"') {
      field.append('"');
      at++;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
      field.append(c);
    } else if (c == ',') {
      endField();
    } else {
      endRow();
    }
  }

  private void endField() {
    row.add(field.toString());
    field.setLength(0);
  }

  private void endRow() {
    if (!row.isEmpty() || !field.isEmpty()) {
      endField();
      rows.add(row);
      row = new ArrayList<>();
    }
  }
}
