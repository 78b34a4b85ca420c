package org.therafed.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharsetEncoder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes one value with code extension techniques, PS3.5 section 6.1.2.5: the inverse of {@link
 * Iso2022Decoder}. Each character takes the set in force if that has it, else the first declared
 * one that has it; the sets of the first value are in force again before every delimiter and at the
 * end.
 */
final class Iso2022Encoder {
  private static final int ESC = 0x1B;

  private final List<CodeElement> declared;
  private final boolean extensions;
  private final boolean personName;
  private final Map<CodeElement, CharsetEncoder> encoders = new EnumMap<>(CodeElement.class);
  private final CodeElement firstG0;
  private final CodeElement firstG1;
  private CodeElement g0;
  private CodeElement g1;

  /**
   * Prepares one value.
   *
   * @param extensions whether escape sequences may be written; otherwise only the first set counts
   */
  Iso2022Encoder(List<CodeElement> declared, boolean extensions, boolean personName) {
    this.declared = declared;
    this.extensions = extensions;
    this.personName = personName;
    CodeElement first = declared.get(0);
    // ISO_IR 13 is JIS X 0201 as a whole: its romaji are G0, its katakana G1 (PS3.5 H.3.2).
    firstG0 = first == CodeElement.KATAKANA ? CodeElement.ROMAJI : CodeElement.ASCII;
    firstG1 = first.width() == 1 && !first.isG0() ? first : null;
    g0 = firstG0;
    g1 = firstG1;
  }

  /** The bytes; null where no set in force or declared has one of the characters. */
  byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      if (!character(text.charAt(i), out)) {
        return null;
      }
    }
    restore(out);
    return out.toByteArray();
  }

  private boolean character(char c, ByteArrayOutputStream out) {
    if (c < 0x80) {
      if (Iso2022Decoder.isDelimiter(c, personName)) {
        restore(out);
        // A set without a place in the first value ends with the delimiter, unsaid.
        g1 = firstG1;
      } else if (g0.width() == 2) {
        designate(firstG0, out);
      }
      out.write(c);
      return c != ESC;
    }
    return written(g0, c, out)
        || (g1 != null && written(g1, c, out))
        || (extensions && designated(c, out));
  }

  private boolean designated(char c, ByteArrayOutputStream out) {
    for (CodeElement element : declared) {
      byte[] bytes = bytes(element, c);
      if (bytes != null) {
        designate(element, out);
        out.writeBytes(bytes);
        return true;
      }
    }
    return false;
  }

  private boolean written(CodeElement element, char c, ByteArrayOutputStream out) {
    byte[] bytes = bytes(element, c);
    if (bytes == null) {
      return false;
    }
    out.writeBytes(bytes);
    return true;
  }

  private byte[] bytes(CodeElement element, char c) {
    return element.encode(c, encoders.computeIfAbsent(element, CodeElement::newEncoder));
  }

  private void restore(ByteArrayOutputStream out) {
    if (g0 != firstG0) {
      designate(firstG0, out);
    }
    if (g1 != firstG1 && firstG1 != null) {
      designate(firstG1, out);
    }
  }

  private void designate(CodeElement element, ByteArrayOutputStream out) {
    out.write(ESC);
    element.writeEscape(out);
    if (element.isG0()) {
      g0 = element;
    } else {
      g1 = element;
    }
  }
}
