package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.profiles.outcome.Reason;

/** Reads an upload into rows; what is wrong with one row does not touch the others. */
final class TableReader {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .setTrailingData(true)
          .setLenientEof(true)
          .get();

  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\n]");

  private final TableKind kind;
  private final int maxRows;
  private final RowChecks checks;

  TableReader(TableKind kind, int maxRows, RowChecks checks) {
    this.kind = kind;
    this.maxRows = maxRows;
    this.checks = checks;
  }

  /** One row as read, with what is wrong with it. */
  record Read(long line, TableRow row, List<RowFinding> findings) {}

  /**
   * Reads a whole table.
   *
   * @throws org.therafed.profiles.outcome.Fault if there is no header, a required column is
   *     missing, or there are too many rows
   */
  List<Read> read(byte[] bytes, Charset charset) {
    // A field that a quotation mark keeps open to the end would count the last line break as a row.
    String text = decode(bytes, charset).stripTrailing();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      List<Read> rows = new ArrayList<>();
      List<String> header = null;
      for (CSVRecord record : parser) {
        long line = parser.getCurrentLineNumber() - lineBreaks(record);
        if (header == null) {
          header = header(record);
        } else {
          if (rows.size() == maxRows) {
            throw GatewayCode.TABLE_ROWS.with(safe("limit", maxRows));
          }
          rows.add(row(line, header, record));
        }
      }
      if (header == null) {
        throw GatewayCode.TABLE_EMPTY_BODY.with();
      }
      return rows;
    } catch (IOException e) {
      throw GatewayCode.TABLE_EMPTY_BODY.with(e);
    }
  }

  private static long lineBreaks(CSVRecord record) {
    return record.stream().mapToLong(field -> LINE_BREAK.matcher(field).results().count()).sum();
  }

  private static String decode(byte[] bytes, Charset charset) {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw GatewayCode.TABLE_CHARSET.with(safe("charset", charset.name()));
    }
  }

  private List<String> header(CSVRecord record) {
    List<String> header =
        record.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (Column column : TableLayout.of(kind).columns()) {
      if (Collections.frequency(header, column.name()) > 1) {
        throw GatewayCode.TABLE_HEADER.with(safe("column", column.name()));
      }
      if (column.required() && !header.contains(column.name())) {
        throw GatewayCode.TABLE_COLUMN.with(
            safe("column", column.name()),
            safe("kind", kind.code()),
            safe(
                "columns",
                TableLayout.of(kind).columns().stream()
                    .filter(Column::required)
                    .map(Column::name)
                    .collect(Collectors.joining(", "))));
      }
    }
    return header;
  }

  private Read row(long line, List<String> header, CSVRecord record) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Column column : TableLayout.of(kind).columns()) {
      int index = header.indexOf(column.name());
      if (index >= 0 && index < record.size() && !record.get(index).isBlank()) {
        fields.put(column.name(), record.get(index).strip());
      }
    }
    TableRow row = new TableRow(kind, fields);
    long lineBreaks = lineBreaks(record);
    if (lineBreaks > 0) {
      // A quotation mark that is never closed takes the rows after it for its own field.
      return refused(line, row, GatewayCode.TABLE_LINES.reason(safe("lines", lineBreaks + 1)));
    }
    if (record.size() != header.size()) {
      return refused(
          line,
          row,
          GatewayCode.TABLE_WIDTH.reason(
              safe("fields", record.size()), safe("columns", header.size())));
    }
    return new Read(line, row, checks.check(line, row));
  }

  private static Read refused(long line, TableRow row, Reason reason) {
    return new Read(line, row, List.of(new RowFinding(line, "", reason)));
  }
}
