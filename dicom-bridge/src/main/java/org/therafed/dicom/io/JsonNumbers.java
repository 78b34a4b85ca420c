package org.therafed.dicom.io;

/** Decimal texts of DICOM that are, or are not, numbers of JSON (RFC 8259 section 6). */
final class JsonNumbers {
  private JsonNumbers() {}

  /** Whether the text is a number of JSON as it stands. */
  static boolean isNumber(String text) {
    int at = 0;
    int end = text.length();
    if (at < end && text.charAt(at) == '-') {
      at++;
    }
    int digits = digits(text, at);
    if (digits == 0 || (digits > 1 && text.charAt(at) == '0')) {
      return false;
    }
    at += digits;
    if (at < end && text.charAt(at) == '.') {
      digits = digits(text, at + 1);
      if (digits == 0) {
        return false;
      }
      at += 1 + digits;
    }
    if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      digits = digits(text, at);
      if (digits == 0) {
        return false;
      }
      at += digits;
    }
    return at == end;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  /** What is no number of JSON, as a string: PS3.18 section F.2.2 allows both. */
  static String normal(String text) {
    return switch (text) {
      case "Infinity" -> "inf";
      case "-Infinity" -> "-inf";
      default -> text;
    };
  }

  /** The text of Java for a number that JSON has as a string. */
  static String parseable(String text) {
    return switch (text) {
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> text;
    };
  }
}
