package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a spec describes: derived, filtered, without missing values in the columns used.
 */
public final class OracleData {
  /** Column that holds the number of the data row, from 1, before any filter. */
  public static final String ROW = "(row)";

  /** Column that holds the weight, where the spec has weights. */
  public static final String WEIGHT = "(weight)";

  private final List<Map<String, String>> rows;

  private OracleData(List<Map<String, String>> rows) {
    this.rows = rows;
  }

  /**
   * Reads the data of a spec.
   *
   * @param used columns whose missing values drop a row
   */
  public static OracleData of(OracleFolder folder, JsonNode spec, List<String> used) {
    List<Map<String, String>> rows =
        spec.has("file") ? file(folder, spec.get("file").asText()) : inline(spec.get("data"));
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).put(ROW, Integer.toString(i + 1));
    }
    JsonNode weights = spec.path("weights");
    if (weights.has("file")) {
      weigh(folder, weights, rows);
    }
    for (JsonNode derive : spec.path("derive")) {
      rows.forEach(row -> derive(row, derive));
    }
    if (weights.has("column") && !weights.has("file")) {
      rows.forEach(row -> row.put(WEIGHT, cell(row, weights.get("column").asText())));
    }
    for (JsonNode filter : spec.path("filter")) {
      rows.removeIf(row -> !holds(row, filter));
    }
    rows.removeIf(row -> used.stream().anyMatch(column -> cell(row, column).isEmpty()));
    return new OracleData(rows);
  }

  /** The rows, by column name; cells as text. */
  public List<Map<String, String>> rows() {
    return rows;
  }

  /** A cell, which must be a column. */
  public static String cell(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return value;
  }

  /** A cell as a number. */
  public static double number(Map<String, String> row, String column) {
    return Double.parseDouble(cell(row, column));
  }

  private static List<Map<String, String>> file(OracleFolder folder, String name) {
    List<String[]> lines = folder.csv(name);
    String[] header = lines.get(0);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] line : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], line[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static void weigh(OracleFolder folder, JsonNode weights, List<Map<String, String>> rows) {
    String column = weights.get("column").asText();
    for (Map<String, String> weight : file(folder, weights.get("file").asText())) {
      rows.get(Integer.parseInt(cell(weight, "row")) - 1).put(WEIGHT, cell(weight, column));
    }
  }

  private static List<Map<String, String>> inline(JsonNode data) {
    List<Map<String, String>> rows = new ArrayList<>();
    data.properties()
        .forEach(
            column -> {
              for (int i = 0; i < column.getValue().size(); i++) {
                if (i == rows.size()) {
                  rows.add(new LinkedHashMap<>());
                }
                JsonNode value = column.getValue().get(i);
                rows.get(i).put(column.getKey(), value.isNull() ? "" : value.asText());
              }
            });
    return rows;
  }

  private static void derive(Map<String, String> row, JsonNode derive) {
    String first = cell(row, derive.get("from").get(0).asText());
    String op = derive.get("op").asText();
    String second =
        derive.get("from").size() > 1
            ? cell(row, derive.get("from").get(1).asText())
            : derive.path("value").asText("0");
    String result = "";
    if (!first.isEmpty() && !second.isEmpty()) {
      double a = Double.parseDouble(first);
      double b = Double.parseDouble(second);
      double value =
          switch (op) {
            case "plus" -> a + b;
            case "minus" -> a - b;
            case "multiply" -> a * b;
            case "log" -> Math.log(a);
            case "eq" -> a == b ? 1 : 0;
            case "ge" -> a >= b ? 1 : 0;
            default -> throw new IllegalArgumentException("unknown derive op " + op);
          };
      result =
          value == Math.rint(value) && Double.isFinite(value)
              ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
              : Double.toString(value);
    }
    row.put(derive.get("column").asText(), result);
  }

  private static boolean holds(Map<String, String> row, JsonNode filter) {
    String value = cell(row, filter.get("column").asText());
    String op = filter.get("op").asText();
    if (value.isEmpty()) {
      return false;
    }
    return switch (op) {
      case "not-missing" -> true;
      case "eq" -> Double.parseDouble(value) == filter.get("value").asDouble();
      case "ge" -> Double.parseDouble(value) >= filter.get("value").asDouble();
      default -> throw new IllegalArgumentException("unknown filter op " + op);
    };
  }
}
