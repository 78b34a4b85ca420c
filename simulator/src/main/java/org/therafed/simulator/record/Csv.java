package org.therafed.simulator.record;

import java.util.List;
import java.util.stream.Collectors;

/** Writes CSV, RFC 4180: fields are quoted where they need it, lines end by CRLF. */
final class Csv {
  private Csv() {}

  static String line(List<String> fields) {
    return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(String value) {
    boolean quote = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }
}
