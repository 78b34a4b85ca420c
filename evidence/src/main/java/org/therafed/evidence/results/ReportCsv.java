package org.therafed.evidence.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.therafed.evidence.partial.Estimate;

/**
 * A report as CSV (RFC 4180, UTF-8, CRLF): one line per number, each with the whole provenance, so
 * that a line cut out of the file still says what it stands on. Numbers are unformatted; times are
 * days where the unit is {@code d}. A report without numbers has one line that says why.
 */
public final class ReportCsv {
  private static final String HEADER =
      "title,status,quantity,of,value,lower,upper,level,unit,n,events,sites,row_is,data_cut,"
          + "frozen_on,method,source,software,checks,warnings";

  private ReportCsv() {}

  /** The file's text. */
  public static String write(Report report) {
    StringBuilder text = new StringBuilder(HEADER).append("\r\n");
    List<List<String>> numbers = report.estimates().stream().map(ReportCsv::number).toList();
    if (numbers.isEmpty()) {
      numbers = List.of(List.of("", "", "", "", "", "", ""));
    }
    for (List<String> number : numbers) {
      List<String> cells = new ArrayList<>(List.of(report.title(), report.status().words()));
      cells.addAll(number);
      cells.addAll(provenance(report.provenance()));
      text.append(cells.stream().map(ReportCsv::cell).collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return text.toString();
  }

  private static List<String> number(Estimate estimate) {
    return List.of(
        estimate.quantity(),
        keys(estimate),
        plain(estimate.value()),
        plain(estimate.lower()),
        plain(estimate.upper()),
        plain(estimate.level()),
        estimate.unit());
  }

  /** {@code time=365; group=arm A}. */
  static String keys(Estimate estimate) {
    return estimate.of().entrySet().stream()
        .map((Map.Entry<String, String> key) -> key.getKey() + "=" + key.getValue())
        .collect(Collectors.joining("; "));
  }

  private static List<String> provenance(Provenance from) {
    return List.of(
        from.n().isPresent() ? Long.toString(from.n().getAsLong()) : "",
        from.events().isPresent() ? Long.toString(from.events().getAsLong()) : "",
        from.sites().isPresent() ? Integer.toString(from.sites().getAsInt()) : "",
        from.unit(),
        from.dataCut().id(),
        from.dataCut().frozenOn().toString(),
        from.method().map(m -> m.name()).orElse(""),
        from.method().map(m -> m.source()).orElse(""),
        from.software(),
        String.join(" | ", from.checks()),
        String.join(" | ", from.warnings()));
  }

  private static String plain(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }

  /**
   * Quoted where needed; text that a spreadsheet would take for a formula is kept from being one.
   */
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 && !number(text);
    String safe = formula ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }

  private static boolean number(String text) {
    return text.matches("-?[0-9.]+(E-?[0-9]+)?");
  }
}
