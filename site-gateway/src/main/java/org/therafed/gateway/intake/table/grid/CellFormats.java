package org.therafed.gateway.intake.table.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** The number formats of a workbook by the style that a cell names (ECMA-376-1, 18.8). */
final class CellFormats {

  private final List<CellFormat> byStyle;

  private CellFormats(List<CellFormat> byStyle) {
    this.byStyle = byStyle;
  }

  static CellFormats none() {
    return new CellFormats(List.of());
  }

  static CellFormats read(XmlPart part) throws XMLStreamException {
    Map<Integer, CellFormat> own = new HashMap<>();
    List<Integer> styles = new ArrayList<>();
    boolean ofCells = false;
    while (part.next()) {
      if (part.starts("numFmt")) {
        own.put(
            number(part, "numFmtId"), CellFormat.coded(part.attribute("formatCode").orElse("")));
      } else if (part.starts("cellXfs")) {
        ofCells = true;
      } else if (part.ends("cellXfs")) {
        ofCells = false;
      } else if (ofCells && part.starts("xf")) {
        styles.add(number(part, "numFmtId"));
      }
    }
    return new CellFormats(
        styles.stream()
            .map(id -> own.containsKey(id) ? own.get(id) : CellFormat.builtIn(id))
            .toList());
  }

  private static int number(XmlPart part, String attribute) {
    return part.attribute(attribute)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .orElse(0);
  }

  /** The format of a style; a style that is not there shows numbers as they are. */
  CellFormat of(String style) {
    int index = style.matches("\\d{1,9}") ? Integer.parseInt(style) : 0;
    return index < byStyle.size() ? byStyle.get(index) : CellFormat.builtIn(0);
  }
}
