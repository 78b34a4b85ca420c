package org.therafed.gateway.intake.table.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.therafed.profiles.outcome.Phrase;

/** The texts of a workbook, which cells name by their number (ECMA-376-1, 18.4). */
final class SharedTexts {

  /** A character that XML cannot hold, as the format writes it (ST_Xstring, 22.9.2.19). */
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final List<String> texts;

  private SharedTexts(List<String> texts) {
    this.texts = texts;
  }

  static SharedTexts none() {
    return new SharedTexts(List.of());
  }

  /**
   * Reads the part.
   *
   * @param most characters of all texts
   */
  static SharedTexts read(XmlPart part, long most) throws XMLStreamException {
    List<String> texts = new ArrayList<>();
    long characters = 0;
    while (part.next()) {
      if (part.starts("si")) {
        String text = rich(part, "si");
        characters += text.length();
        if (characters > most) {
          throw WorkbookParts.tooLarge(most, new Phrase("characters", "个字符"));
        }
        texts.add(text);
      }
    }
    return new SharedTexts(texts);
  }

  /** The runs of a text up to the end of its element; how it is spoken is no part of it. */
  static String rich(XmlPart part, String element) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    boolean spoken = false;
    boolean inside = false;
    while (part.next() && !part.ends(element)) {
      if (part.starts("rPh")) {
        spoken = true;
      } else if (part.ends("rPh")) {
        spoken = false;
      } else if (part.starts("t")) {
        inside = true;
      } else if (part.ends("t")) {
        inside = false;
      } else if (inside && !spoken) {
        text.append(part.text());
      }
    }
    return unescaped(text.toString());
  }

  /** A text without the escapes of the format. */
  static String unescaped(String text) {
    return text.contains("_x")
        ? ESCAPED
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 16))))
        : text;
  }

  /** The text of a number. */
  String at(String number) {
    int index = number.matches("\\d{1,9}") ? Integer.parseInt(number) : -1;
    if (index < 0 || index >= texts.size()) {
      throw WorkbookParts.unreadable(
          new Phrase("a cell names a text that is not there", "某单元格所指的文本不存在"));
    }
    return texts.get(index);
  }
}
