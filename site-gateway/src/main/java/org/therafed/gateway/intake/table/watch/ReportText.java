package org.therafed.gateway.intake.table.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.table.RowFinding;
import org.therafed.gateway.intake.table.RowOutcome;
import org.therafed.gateway.intake.table.TableReport;
import org.therafed.profiles.outcome.Reason;

/**
 * What became of a file, row by row, as CSV: the number of the row in the hospital's own file, and
 * no value of it.
 */
final class ReportText {

  /** By which spreadsheets know UTF-8. */
  private static final char MARK = '\uFEFF';

  private static final String[] HEADER = {
    "row",
    "outcome",
    "column",
    "effect",
    "code",
    "found",
    "needed",
    "remedy",
    "found_zh",
    "needed_zh",
    "remedy_zh"
  };

  private ReportText() {}

  /** The report in UTF-8. */
  static byte[] of(TableReport report) {
    Map<Long, List<RowFinding>> findings =
        report.findings().stream().collect(Collectors.groupingBy(RowFinding::line));
    StringBuilder text = new StringBuilder().append(MARK);
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord((Object[]) HEADER);
      if (report.refused().isPresent()) {
        print(csv, "", "refused", "", "refused", report.refused().get());
      } else {
        csv.printRecord("", sum(report), "", "", "", "", "", "", "", "", "");
      }
      for (RowOutcome row : report.rows()) {
        print(csv, row, findings.getOrDefault(row.line(), List.of()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String sum(TableReport report) {
    return "%d rows: %d accepted, %d held, %d refused, %d superseded"
        .formatted(
            report.rows().size(),
            report.count(ArrivalState.NEW),
            report.count(ArrivalState.HELD),
            report.count(ArrivalState.REFUSED),
            report.count(ArrivalState.SUPERSEDED));
  }

  private static void print(CSVPrinter csv, RowOutcome row, List<RowFinding> findings)
      throws IOException {
    String line = Long.toString(row.line());
    if (findings.isEmpty()) {
      csv.printRecord(line, row.code(), "", "", "", "", "", "", "", "", "");
    }
    for (RowFinding finding : findings) {
      print(csv, line, row.code(), finding.column(), finding.effect().code(), finding.reason());
    }
  }

  private static void print(
      CSVPrinter csv, String line, String outcome, String column, String effect, Reason reason)
      throws IOException {
    csv.printRecord(
        line,
        outcome,
        column,
        effect,
        reason.code(),
        reason.found(),
        reason.needed(),
        reason.remedy(),
        reason.foundZh(),
        reason.neededZh(),
        reason.remedyZh());
  }
}
