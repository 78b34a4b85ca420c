package org.therafed.dicom.deidentify;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One way of writing for what may be written in many: letters of any width and with any marks or
 * strokes, kana, digits of any script, characters that show nothing.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">Unicode normalization forms</a>
 */
final class TextFolding {

  private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");

  /** Characters that show nothing: soft hyphens, joiners, spaces without width. */
  private static final Pattern FORMAT = Pattern.compile("\\p{Cf}+");

  /** Letters that have no decomposition although one writes them with others. */
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('ß', "ss"),
          Map.entry('ł', "l"),
          Map.entry('ø', "o"),
          Map.entry('đ', "d"),
          Map.entry('ð', "d"),
          Map.entry('ħ', "h"),
          Map.entry('ŧ', "t"),
          Map.entry('ŋ', "n"),
          Map.entry('ı', "i"),
          Map.entry('ə', "e"),
          Map.entry('æ', "ae"),
          Map.entry('œ', "oe"),
          Map.entry('þ', "th"),
          // Final sigma; Arabic letters that are written in two ways, and what only makes them
          // long.
          Map.entry('ς', "σ"),
          Map.entry('ى', "ي"),
          Map.entry('ی', "ي"),
          Map.entry('ک', "ك"),
          Map.entry('ة', "ه"),
          Map.entry('ـ', ""));

  private static final char FIRST_HIRAGANA = 'ぁ';
  private static final char LAST_HIRAGANA = 'ゖ';
  private static final int TO_KATAKANA = 'ァ' - 'ぁ';

  private TextFolding() {}

  /** In small letters of usual width, without marks and what shows nothing. */
  static String folded(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return isAscii(lower)
        ? lower
        : withoutLetters(
            MARKS
                .matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT));
  }

  /** Kana in one of their two scripts, letters of one language only as others write them. */
  private static String withoutLetters(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String other = c < 0x80 ? null : LETTERS.get(c);
      if (other != null) {
        out.append(other);
      } else {
        out.append(c >= FIRST_HIRAGANA && c <= LAST_HIRAGANA ? (char) (c + TO_KATAKANA) : c);
      }
    }
    return out.toString();
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
