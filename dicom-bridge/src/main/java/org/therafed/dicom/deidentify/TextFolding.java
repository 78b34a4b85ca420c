package org.therafed.dicom.deidentify;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One way of writing for what may be written in many: letters of any width and with any marks,
 * digits of any script, characters that show nothing.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">Unicode normalization forms</a>
 */
final class TextFolding {

  private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");

  /** Characters that show nothing: soft hyphens, joiners, spaces without width. */
  private static final Pattern FORMAT = Pattern.compile("\\p{Cf}+");

  private TextFolding() {}

  /** In small letters of usual width, without marks and what shows nothing. */
  static String folded(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return isAscii(lower)
        ? lower
        : MARKS
            .matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss");
  }

  /** With letters and marks as one character each, of usual width, without what shows nothing. */
  static String plain(String text) {
    return isAscii(text)
        ? text
        : FORMAT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
  }

  /** Words of the plain text. */
  static List<String> words(String text) {
    return TextCleaner.words(plain(text));
  }

  /** Digits of any script, as those of ASCII. */
  static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int digit = Character.digit(text.codePointAt(i), 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      }
    }
    return digits.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
