package org.therafed.simulator.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes rows of one table. */
final class Rows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Rows() {}

  /**
   * A row.
   *
   * @param values in the layout's order; null stands for an empty field
   */
  static TableRow of(TableLayout layout, Expected expected, Object... values) {
    if (values.length != layout.columns().size()) {
      throw new IllegalArgumentException(
          layout.kind() + ": " + values.length + " values for " + layout.columns());
    }
    List<String> cells =
        Arrays.stream(values).map(value -> value == null ? "" : value.toString()).toList();
    return new TableRow(cells, record(layout, cells, expected));
  }

  /** The same row with another value in one column. */
  static TableRow with(
      TableLayout layout, TableRow row, String column, String value, Expected expected) {
    List<String> cells = new ArrayList<>(row.cells());
    cells.set(layout.columns().indexOf(column), value);
    return new TableRow(cells, record(layout, cells, expected));
  }

  /** The same row with another outcome. */
  static TableRow expecting(TableLayout layout, TableRow row, Expected expected) {
    return new TableRow(row.cells(), record(layout, row.cells(), expected));
  }

  /** An upload of these rows in UTF-8. */
  static Delivery.Table table(TableLayout layout, List<TableRow> rows) {
    return table(layout, rows, StandardCharsets.UTF_8);
  }

  /** An upload of these rows. */
  static Delivery.Table table(TableLayout layout, List<TableRow> rows, Charset charset) {
    StringBuilder text = new StringBuilder(Csv.line(layout.columns()));
    rows.forEach(row -> text.append(Csv.line(row.cells())));
    return new Delivery.Table(
        layout.kind(),
        charset,
        Bytes.of(text.toString().getBytes(charset)),
        rows.stream().map(TableRow::record).toList());
  }

  private static SourceRecord record(TableLayout layout, List<String> cells, Expected expected) {
    StringBuilder key = new StringBuilder();
    for (String column : layout.key()) {
      key.append(key.isEmpty() ? "" : "|").append(cells.get(layout.columns().indexOf(column)));
    }
    return new SourceRecord(
        SourceRecord.Channel.CSV,
        layout.kind(),
        key.toString(),
        Digest.sha256(json(layout, cells)),
        expected);
  }

  /** The filled fields as a JSON object, in the order of the columns. */
  private static byte[] json(TableLayout layout, List<String> cells) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isBlank()) {
        fields.put(layout.columns().get(i), cells.get(i));
      }
    }
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can be written as JSON", e);
    }
  }
}
