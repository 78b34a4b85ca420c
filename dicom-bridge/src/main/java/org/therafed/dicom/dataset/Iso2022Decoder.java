package org.therafed.dicom.dataset;

import java.util.List;

/**
 * Decodes one value with code extension techniques, PS3.5 section 6.1.2.5. The initial state
 * returns after each control character and delimiter, as section 6.1.2.5.3 demands.
 */
final class Iso2022Decoder {
  private final List<CodeElement> declared;
  private final boolean personName;
  private CodeElement g0;
  private CodeElement g1;

  Iso2022Decoder(List<CodeElement> declared, boolean personName) {
    this.declared = declared;
    this.personName = personName;
    reset();
  }

  private void reset() {
    CodeElement first = declared.get(0);
    g0 = CodeElement.ASCII;
    // A set of G1 as first value is active from the start; a multi-byte one needs its escape.
    g1 = first.width() == 1 && !first.isG0() ? first : null;
  }

  String decode(byte[] bytes, int offset, int length) {
    StringBuilder text = new StringBuilder(length);
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int b = bytes[at] & 0xFF;
      if (b == 0x1B) {
        at = designate(bytes, at, end, text);
      } else if (b < 0x80) {
        at = low(bytes, at, end, text);
      } else {
        at = high(bytes, at, end, text);
      }
    }
    return text.toString();
  }

  private int designate(byte[] bytes, int at, int end, StringBuilder text) {
    CodeElement element = CodeElement.ofEscape(bytes, at + 1, end);
    if (element == null) {
      text.append('\uFFFD');
      return at + 1;
    }
    if (element.isG0()) {
      g0 = element;
    } else {
      g1 = element;
    }
    return at + 1 + element.escapeLength();
  }

  private int low(byte[] bytes, int at, int end, StringBuilder text) {
    int stop = at;
    if (g0.width() == 2) {
      while (stop + 1 < end && isGraphic(bytes[stop]) && isGraphic(bytes[stop + 1])) {
        stop += 2;
      }
      if (stop > at) {
        text.append(g0.decode(bytes, at, stop - at));
        return stop;
      }
    }
    char c = (char) bytes[at];
    text.append(c);
    if (isDelimiter(c, personName)) {
      reset();
    }
    return at + 1;
  }

  private int high(byte[] bytes, int at, int end, StringBuilder text) {
    int stop = at;
    while (stop < end && bytes[stop] < 0) {
      stop++;
    }
    if (g1 == null) {
      text.append("\uFFFD".repeat(stop - at));
    } else {
      text.append(g1.decode(bytes, at, stop - at));
    }
    return stop;
  }

  private static boolean isGraphic(byte b) {
    return b > 0x20 && b < 0x7F;
  }

  /** Whether the sets of the first value are in force again after, and before, a character. */
  static boolean isDelimiter(char c, boolean personName) {
    return switch (c) {
      case '\\', '\n', '\r', '\f', '\t' -> true;
      case '^', '=' -> personName;
      default -> false;
    };
  }
}
