package org.therafed.gateway.intake.table.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.therafed.gateway.fault.TableCode;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;

/**
 * Reads one sheet (ECMA-376-1, 18.3.1) row by row. Rows without any value are passed over: sheets
 * often have thousands of them below the last one.
 */
final class SheetReader {

  private static final int MOST_COLUMNS = 1000;
  private static final int MOST_ROWS = 1 << 20;
  private static final long MOST_FIELDS = 16_000_000L;

  private final CellReader cells;
  private final GridBounds bounds;
  private final List<GridRow> rows = new ArrayList<>();
  private final Set<Integer> hidden = new HashSet<>();
  // How many merged areas begin at a row, less those that end above it. Areas follow the rows.
  private final Map<Integer, Integer> merged = new HashMap<>();
  private long characters;
  private long fields;
  private int rowNumber;

  SheetReader(CellReader cells, GridBounds bounds) {
    this.cells = cells;
    this.bounds = bounds;
  }

  /**
   * Reads the whole sheet.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-005, -008, -016 or -017
   */
  Grid read(XmlPart part) throws XMLStreamException {
    while (part.next()) {
      if (part.starts("row")) {
        row(part);
      } else if (part.starts("col") && part.isTrue("hidden")) {
        hide(part);
      } else if (part.starts("mergeCell")) {
        merge(part.attribute("ref").orElse(""));
      }
    }
    if (rows.isEmpty()) {
      throw TableCode.EMPTY_BODY.with();
    }
    return new Grid(withMerged(), hidden);
  }

  private void hide(XmlPart part) {
    int from = number(part.attribute("min").orElse(""), MOST_COLUMNS);
    int to = number(part.attribute("max").orElse(""), MOST_COLUMNS);
    for (int column = from; column <= to; column++) {
      hidden.add(column - 1);
    }
  }

  private void merge(String area) {
    String[] corners = area.split(":", -1);
    int from = rowOf(corners[0]);
    int to = rowOf(corners[corners.length - 1]);
    merged.merge(from, 1, Integer::sum);
    merged.merge(to + 1, -1, Integer::sum);
  }

  /** A merged area shows one value, and nobody can tell of which of its rows it is. */
  private List<GridRow> withMerged() {
    if (merged.isEmpty()) {
      return rows;
    }
    List<Integer> borders = merged.keySet().stream().sorted().toList();
    List<GridRow> all = new ArrayList<>();
    int areas = 0;
    int next = 0;
    for (GridRow row : rows) {
      while (next < borders.size() && borders.get(next) <= row.line()) {
        areas += merged.get(borders.get(next));
        next++;
      }
      all.add(areas > 0 ? broken(row) : row);
    }
    return all;
  }

  private static GridRow broken(GridRow row) {
    Reason reason = row.broken().orElseGet(TableCode.MERGED::reason);
    return new GridRow(row.line(), row.fields(), row.typed(), row.unclear(), Optional.of(reason));
  }

  private void row(XmlPart part) throws XMLStreamException {
    int number = part.attribute("r").map(text -> number(text, MOST_ROWS)).orElse(rowNumber + 1);
    if (number <= rowNumber) {
      throw unreadable(new Phrase("its rows are not in order", "其各行顺序有误"));
    }
    rowNumber = number;
    boolean isHidden = part.isTrue("hidden");
    List<String> texts = new ArrayList<>();
    Set<Integer> typed = new HashSet<>();
    Map<Integer, Reason> unclear = new HashMap<>();
    int column = -1;
    while (part.next() && !part.ends("row")) {
      if (part.starts("c")) {
        int before = column;
        column = part.attribute("r").map(SheetReader::columnOf).orElse(before + 1);
        if (column <= before) {
          throw unreadable(new Phrase("its cells are not in order", "其单元格顺序有误"));
        }
        take(cells.read(part), column, texts, typed, unclear);
      }
    }
    if (!texts.isEmpty()) {
      bounds.room(rows.size());
      Optional<Reason> broken =
          isHidden ? Optional.of(TableCode.HIDDEN.reason()) : Optional.empty();
      rows.add(new GridRow(number, texts, typed, unclear, broken));
    }
  }

  private void take(
      CellReader.Cell cell,
      int column,
      List<String> texts,
      Set<Integer> typed,
      Map<Integer, Reason> unclear) {
    if (cell.isEmpty()) {
      return;
    }
    if (column >= MOST_COLUMNS) {
      throw WorkbookParts.tooLarge(MOST_COLUMNS, new Phrase("columns", "列"));
    }
    fields += column + 1 - texts.size();
    characters += cell.written().text().length();
    if (fields > MOST_FIELDS) {
      throw WorkbookParts.tooLarge(MOST_FIELDS, new Phrase("cells", "个单元格"));
    }
    if (characters > bounds.bytes()) {
      throw WorkbookParts.tooLarge(bounds.bytes(), new Phrase("characters", "个字符"));
    }
    while (texts.size() < column) {
      texts.add("");
    }
    texts.add(cell.written().text());
    cell.written().unclear().ifPresent(reason -> unclear.put(column, reason));
    if (cell.typed()) {
      typed.add(column);
    }
  }

  /** The column of a cell's address such as {@code AB12}, from 0. */
  private static int columnOf(String address) {
    int column = 0;
    int at = 0;
    while (at < address.length() && Character.isLetter(address.charAt(at)) && at < 4) {
      column = column * 26 + Character.toUpperCase(address.charAt(at)) - 'A' + 1;
      at++;
    }
    if (at == 0 || at > 3 || column < 1 || column > 16_384) {
      throw unreadable(new Phrase("a cell has no address", "某单元格没有地址"));
    }
    return column - 1;
  }

  private static int rowOf(String address) {
    return number(address.replaceFirst("^\\$?[A-Za-z]{1,3}\\$?", ""), MOST_ROWS);
  }

  private static int number(String text, int most) {
    if (!text.matches("\\d{1,9}")) {
      throw unreadable(new Phrase("a row or column has no number", "某行或某列没有编号"));
    }
    return Math.min(Integer.parseInt(text), most);
  }

  private static RuntimeException unreadable(Phrase why) {
    return WorkbookParts.unreadable(why);
  }
}
