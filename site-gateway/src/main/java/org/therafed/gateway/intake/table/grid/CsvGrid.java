package org.therafed.gateway.intake.table.grid;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.therafed.gateway.fault.TableCode;
import org.therafed.profiles.outcome.Reason;

/** Reads CSV (RFC 4180); what is wrong with one row does not touch the others. */
public final class CsvGrid {

  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\n]");

  private CsvGrid() {}

  /**
   * Reads a whole table.
   *
   * @param separator between fields
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-001, -005 or -008
   */
  public static Grid read(byte[] bytes, Charset charset, char separator, GridBounds bounds) {
    // A field that a quotation mark keeps open to the end would count the last line break as a row.
    String text = decode(bytes, charset).stripTrailing();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format(separator))) {
      List<GridRow> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        bounds.room(rows.size());
        rows.add(row(parser.getCurrentLineNumber(), record, rows));
      }
      if (rows.isEmpty()) {
        throw TableCode.EMPTY_BODY.with();
      }
      return new Grid(rows, Set.of());
    } catch (IOException | UncheckedIOException e) {
      throw TableCode.EMPTY_BODY.with(e);
    }
  }

  private static CSVFormat format(char separator) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(separator)
        .setIgnoreEmptyLines(true)
        .setIgnoreSurroundingSpaces(true)
        .setTrailingData(true)
        .setLenientEof(true)
        .get();
  }

  private static GridRow row(long lastLine, CSVRecord record, List<GridRow> before) {
    List<String> fields = record.stream().map(String::strip).toList();
    long lineBreaks =
        record.stream().mapToLong(field -> LINE_BREAK.matcher(field).results().count()).sum();
    return GridRow.text(lastLine - lineBreaks, fields, broken(record, lineBreaks, before));
  }

  private static Optional<Reason> broken(CSVRecord record, long lineBreaks, List<GridRow> before) {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    if (lineBreaks > 0) {
      // A quotation mark that is never closed takes the rows after it for its own field.
      return Optional.of(TableCode.LINES.reason(safe("lines", lineBreaks + 1)));
    }
    int columns = before.get(0).fields().size();
    return record.size() == columns
        ? Optional.empty()
        : Optional.of(
            TableCode.WIDTH.reason(safe("fields", record.size()), safe("columns", columns)));
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
      throw TableCode.CHARSET.with(safe("charset", charset.name()));
    }
  }
}
