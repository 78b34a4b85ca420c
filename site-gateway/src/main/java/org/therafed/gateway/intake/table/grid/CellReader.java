package org.therafed.gateway.intake.table.grid;

import javax.xml.stream.XMLStreamException;
import org.therafed.gateway.intake.table.grid.SheetNumber.Written;
import org.therafed.profiles.outcome.Phrase;

/** Reads one cell (ECMA-376-1, 18.3.1.4): what it shows, or why that is not clear. */
final class CellReader {

  private static final Phrase RESULT =
      new Phrase("A value, or a formula with its result, is needed.", "应为值，或带有计算结果的公式。");

  private final SharedTexts texts;
  private final CellFormats formats;
  private final SheetNumber numbers;

  CellReader(SharedTexts texts, CellFormats formats, boolean from1904) {
    this.texts = texts;
    this.formats = formats;
    this.numbers = new SheetNumber(from1904);
  }

  /**
   * A cell as read.
   *
   * @param typed whether the sheet keeps it as number, date or truth value
   */
  record Cell(Written written, boolean typed) {

    /** Whether it holds nothing at all. */
    boolean isEmpty() {
      return written.text().isBlank() && written.unclear().isEmpty();
    }
  }

  /** Reads the cell that has just started, to its end. */
  Cell read(XmlPart part) throws XMLStreamException {
    String type = part.attribute("t").orElse("n");
    String style = part.attribute("s").orElse("0");
    StringBuilder value = new StringBuilder();
    String inline = "";
    boolean formula = false;
    boolean inside = false;
    while (part.next() && !part.ends("c")) {
      if (part.starts("is")) {
        inline = SharedTexts.rich(part, "is");
      } else if (part.starts("f")) {
        formula = true;
      } else if (part.starts("v")) {
        inside = true;
      } else if (part.ends("v")) {
        inside = false;
      } else if (inside) {
        value.append(part.text());
      }
    }
    return type.equals("inlineStr")
        ? new Cell(Written.text(inline.strip()), false)
        : cell(type, style, value.toString(), formula);
  }

  private Cell cell(String type, String style, String value, boolean formula) {
    if (value.isEmpty()) {
      return new Cell(formula ? withoutResult() : Written.text(""), false);
    }
    return switch (type) {
      case "s" -> new Cell(Written.text(texts.at(value.strip()).strip()), false);
      case "str" -> new Cell(Written.text(SharedTexts.unescaped(value).strip()), false);
      case "b" -> new Cell(Written.text(value.strip().equals("1") ? "true" : "false"), true);
      case "n" -> new Cell(numbers.written(value.strip(), formats.of(style)), true);
      case "d" -> new Cell(Written.text(value.strip()), true);
      default ->
          new Cell(
              Written.unclear(new Phrase("A formula that failed.", "计算出错的公式。"), RESULT), false);
    };
  }

  private static Written withoutResult() {
    return Written.unclear(new Phrase("A formula without its result.", "没有计算结果的公式。"), RESULT);
  }
}
