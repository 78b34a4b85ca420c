package org.therafed.gateway.intake.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row: the filled fields of its kind, in the order of the kind's columns, whatever the order in
 * the file. The same row in another file is the same bytes.
 */
public final class TableRow {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TableKind kind;
  private final Map<String, String> fields;

  TableRow(TableKind kind, Map<String, String> fields) {
    this.kind = kind;
    this.fields = new LinkedHashMap<>(fields);
  }

  /** Reads what {@link #bytes} wrote. */
  public static TableRow parse(TableKind kind, byte[] bytes) {
    try {
      return new TableRow(kind, JSON.readValue(bytes, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new IllegalStateException("A row of this gateway cannot be read back.", e);
    }
  }

  /** The row as it is kept: a JSON object of texts. */
  public byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts can be written as JSON.", e);
    }
  }

  public TableKind kind() {
    return kind;
  }

  /** The text of a required column. */
  public String text(String column) {
    return find(column)
        .orElseThrow(() -> new IllegalStateException("Column " + column + " was checked before."));
  }

  /** The text of an optional column. */
  public Optional<String> find(String column) {
    return Optional.ofNullable(fields.get(column));
  }

  /** A day. */
  public Optional<LocalDate> day(String column) {
    return find(column).map(LocalDate::parse);
  }

  /** A number. */
  public Optional<BigDecimal> decimal(String column) {
    return find(column).map(BigDecimal::new);
  }

  /** A whole number. */
  public Optional<Integer> whole(String column) {
    return find(column).map(Integer::valueOf);
  }

  /** A time, with the offset it was written with or the zone's. */
  public Optional<OffsetDateTime> time(String column, ZoneId zone) {
    return find(column)
        .map(
            text ->
                hasOffset(text)
                    ? OffsetDateTime.parse(text)
                    : java.time.LocalDateTime.parse(text.replace(' ', 'T'))
                        .atZone(zone)
                        .toOffsetDateTime());
  }

  private static boolean hasOffset(String text) {
    return text.matches(".*(?:Z|[+-]\\d{2}(?::?\\d{2})?)$") && text.indexOf('T') > 0;
  }

  /** What makes two rows versions of one record: kind and key fields. */
  public String businessKey() {
    StringBuilder key = new StringBuilder("table|").append(kind.code());
    for (String column : TableLayout.of(kind).keyColumns()) {
      // A length before each field: "a|b" + "c" and "a" + "b|c" stay two keys.
      String value = fields.getOrDefault(column, "");
      key.append('|').append(value.length()).append(':').append(value);
    }
    TableLayout.of(kind)
        .ownName()
        .flatMap(this::find)
        .ifPresent(own -> key.append('|').append(own.length()).append(':').append(own));
    return key.toString();
  }

  /**
   * The columns that name a row of a kind, and the one that belongs to the key where it is filled.
   */
  public static List<String> keyColumns(TableKind kind) {
    List<String> columns = new ArrayList<>(TableLayout.of(kind).keyColumns());
    TableLayout.of(kind).ownName().ifPresent(columns::add);
    return columns;
  }

  /**
   * The {@link #businessKey} of a row of which the fields of the key are known.
   *
   * @param values in the order of {@link #keyColumns}; the last may be left out where it may be
   *     empty
   * @return empty: there are more or fewer of them
   */
  public static Optional<String> key(TableKind kind, List<String> values) {
    List<String> columns = keyColumns(kind);
    int least = TableLayout.of(kind).keyColumns().size();
    if (values.size() < least || values.size() > columns.size()) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isEmpty()) {
        fields.put(columns.get(i), values.get(i));
      }
    }
    return Optional.of(new TableRow(kind, fields).businessKey());
  }

  /** Without the fields, for logs. */
  @Override
  public String toString() {
    return "TableRow[" + kind.code() + "]";
  }
}
