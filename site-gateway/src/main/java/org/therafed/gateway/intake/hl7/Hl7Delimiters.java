package org.therafed.gateway.intake.hl7;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The characters of MSH-1 and MSH-2 that take a message apart, and the escape sequences that they
 * make.
 *
 * @param field MSH-1
 * @param charset of the message, for {@code \X..\}
 */
record Hl7Delimiters(
    char field, char component, char repetition, char escape, char subcomponent, Charset charset) {

  /** The delimiters of nearly all messages. */
  static final String USUAL = "|^~\\&";

  /**
   * Reads them off the beginning of a message.
   *
   * @return empty: these are no five different marks
   */
  static Optional<Hl7Delimiters> of(String text, Charset charset) {
    if (text.length() < 8 || !text.startsWith("MSH")) {
      return Optional.empty();
    }
    String five = text.substring(3, 8);
    boolean marks =
        five.chars().allMatch(c -> c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c))
            && five.chars().distinct().count() == five.length();
    // MSH-2 ends with its four characters, or with a fifth: truncation, of version 2.7.
    boolean ends =
        text.length() == 8
            || text.charAt(8) == five.charAt(0)
            || (text.length() > 9 && text.charAt(9) == five.charAt(0));
    return marks && ends
        ? Optional.of(
            new Hl7Delimiters(
                five.charAt(0),
                five.charAt(1),
                five.charAt(2),
                five.charAt(3),
                five.charAt(4),
                charset))
        : Optional.empty();
  }

  /**
   * The text with its escape sequences replaced; highlighting is dropped, a line break becomes one,
   * and what is no sequence stays as it is.
   */
  String unescape(String text) {
    int at = text.indexOf(escape);
    if (at < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    while (at >= 0) {
      int end = text.indexOf(escape, at + 1);
      Optional<String> meant = end < 0 ? Optional.empty() : meant(text.substring(at + 1, end));
      plain.append(text, from, at);
      if (meant.isPresent()) {
        plain.append(meant.get());
        from = end + 1;
      } else {
        plain.append(escape);
        from = at + 1;
      }
      at = text.indexOf(escape, from);
    }
    return plain.append(text, from, text.length()).toString();
  }

  private Optional<String> meant(String sequence) {
    return switch (sequence) {
      case "F" -> Optional.of(String.valueOf(field));
      case "S" -> Optional.of(String.valueOf(component));
      case "T" -> Optional.of(String.valueOf(subcomponent));
      case "R" -> Optional.of(String.valueOf(repetition));
      case "E" -> Optional.of(String.valueOf(escape));
      case "H", "N" -> Optional.of("");
      case ".br", ".sp" -> Optional.of("\n");
      default ->
          sequence.matches("X(?:[0-9A-Fa-f]{2})+")
              ? Optional.of(new String(HexFormat.of().parseHex(sequence.substring(1)), charset))
              : Optional.empty();
    };
  }
}
