package org.therafed.dicom.deidentify;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words and coded strings that are about no person. What is not here does not stay in a cleaned
 * text: a list of what is allowed needs no knowledge of what names look like.
 */
final class Vocabulary {
  private static final class Standard {
    private static final Vocabulary VOCABULARY = new Vocabulary();

    private Standard() {}
  }

  /** A number with a unit, too short for an identifier. */
  private static final Pattern QUANTITY =
      Pattern.compile(
          "\\d{1,3}(mm|cm|ml|mg|kg|kv|mas|ma|s|ms|sec|min|h|hz|mhz|deg|mbq|gbq|d|x|t)?");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[ _\\-/]");

  private static final int LONGEST_NUMBER = 2;

  private final Set<String> words = new HashSet<>();
  private final Set<String> coded = new HashSet<>();
  private final Set<String> units = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  private Vocabulary() {
    words.addAll(TableFiles.lines("words.txt"));
    words.addAll(TableFiles.lines("accepted-words.txt"));
    names.addAll(TableFiles.lines("name-words.txt"));
    units.addAll(TableFiles.lines("units.txt"));
    for (String line : TableFiles.lines("coded-terms.txt")) {
      for (String term : line.split(", ", -1)) {
        coded.add(term);
        coded.addAll(List.of(term.split("[ _]", -1)));
      }
    }
  }

  static Vocabulary standard() {
    return Standard.VOCABULARY;
  }

  /** Whether a word of a free text may stay, whatever its case. */
  boolean knowsWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (isNumber(lower)) {
      return lower.length() <= LONGEST_NUMBER;
    }
    return words.contains(lower) || (isDigit(lower, 0) && QUANTITY.matcher(lower).matches());
  }

  /** Whether a value of VR CS is one that the standard defines. */
  boolean isCodedString(String value) {
    return coded.contains(value);
  }

  /** Whether a word is also a surname or first name, and stays only where it can be none. */
  boolean mayBeName(String word) {
    return names.contains(word.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether every word of a value of VR CS is one that the standard uses, and one at most a number.
   */
  boolean isMadeOfKnownWords(String value) {
    int numbers = 0;
    for (String word : BETWEEN_WORDS.split(value, -1)) {
      boolean known =
          word.isEmpty() || coded.contains(word) || (knowsWord(word) && !mayBeName(word));
      numbers += isNumber(word) ? 1 : 0;
      if (!known || numbers > 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether a UCUM unit is one of the context groups. */
  boolean knowsUnit(String code) {
    return units.contains(code);
  }

  /** Whether a text is all digits. */
  static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text, i)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
