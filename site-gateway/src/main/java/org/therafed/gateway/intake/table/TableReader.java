package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
  private final Set<String> ignore;

  /**
   * A reader of one upload.
   *
   * @param ignore names of columns whose fields are not wanted, lower case
   */
  TableReader(TableKind kind, int maxRows, RowChecks checks, Set<String> ignore) {
    this.kind = kind;
    this.maxRows = maxRows;
    this.checks = checks;
    this.ignore = ignore;
  }

  /** One row as read, with what is wrong with it. */
  record Read(long line, TableRow row, List<RowFinding> findings) {}

  /**
   * All rows of an upload.
   *
   * @param ignored positions of the columns that were ignored, from 1
   */
  record Table(List<Read> rows, List<Integer> ignored) {}

  /**
   * Reads a whole table.
   *
   * @throws org.therafed.profiles.outcome.Fault if there is no header, a required column is
   *     missing, a column is unknown, or there are too many rows
   */
  Table read(byte[] bytes, Charset charset) {
    // A field that a quotation mark keeps open to the end would count the last line break as a row.
    String text = decode(bytes, charset).stripTrailing();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      List<Read> rows = new ArrayList<>();
      TableHeader header = null;
      for (CSVRecord record : parser) {
        long line = parser.getCurrentLineNumber() - lineBreaks(record);
        if (header == null) {
          header = TableHeader.read(record, kind, ignore);
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
      return new Table(rows, header.ignored());
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

  private Read row(long line, TableHeader header, CSVRecord record) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Column column : TableLayout.of(kind).columns()) {
      int index = header.names().indexOf(column.name());
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
    if (record.size() != header.names().size()) {
      return refused(
          line,
          row,
          GatewayCode.TABLE_WIDTH.reason(
              safe("fields", record.size()), safe("columns", header.names().size())));
    }
    Optional<Integer> unnamed = header.filledWithoutName(record);
    if (unnamed.isPresent()) {
      return refused(line, row, GatewayCode.TABLE_UNNAMED.reason(safe("position", unnamed.get())));
    }
    return new Read(line, row, checks.check(line, row));
  }

  private static Read refused(long line, TableRow row, Reason reason) {
    return new Read(line, row, List.of(new RowFinding(line, "", reason)));
  }
}
