package org.therafed.dicom.deidentify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages above 89 years within a text: they become 90, as where an age stands alone. */
final class OldAges {
  /** Oldest age stated; older people are few enough to be found. */
  static final int OLDEST = 89;

  private static final String NUMBER = "0?(\\p{Nd}{2,3})(?:[.,]\\p{Nd}+)?";

  private static final String NUMERALS = "一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖";

  /** 97 years, 97-year-old, 97 yo, 97y/o, 97Y, 97岁, 97 Jahre, 97 ans, 97 anni, 97 años. */
  private static final Pattern BEFORE_UNIT =
      Pattern.compile(
          "(?<![A-Za-z\\p{Nd}]|\\p{Nd}[.,])"
              + NUMBER
              + "(?=[\\s\\u00A0_-]*(?:(?i:years?|yrs?|y\\.?\\s?/?o\\.?|y(?!\\s*[:=]?\\s*\\p{Nd})|jahre?n?|jährige?[rnsm]?"
              + "|ans|anni|años?|anos|jaar|лет|год[а]?)(?![\\p{L}])|[周週]?[岁歲歳]|세|살|才))",
          Pattern.UNICODE_CASE);

  /** Aged 97, age: 97, at the age of 97, Alter 97, 年龄97. */
  private static final Pattern AFTER_WORD =
      Pattern.compile(
          "(?<![\\p{L}])((?i:aged?|alter|edad|âge|età|idade)(?:\\s+of)?|年龄|年齡|年齢)([\\s:=_-]*)"
              + NUMBER
              + "(?!\\p{Nd})",
          Pattern.UNICODE_CASE);

  private static final Pattern IN_WORDS =
      Pattern.compile(
          "(?i:ninety[\\s-](?:one|two|three|four|five|six|seven|eight|nine)"
              + "|(?:a|one)?[\\s-]?hundred(?:[\\s-](?:and[\\s-])?[a-z]+)?)"
              + "(?=[\\s-]+(?i:years?|yrs?)(?![\\p{L}]))");

  private static final Pattern IN_CHINESE =
      Pattern.compile(
          "(?:[九玖][十拾]["
              + NUMERALS
              + "]|[一壹]?[百佰][零〇十拾"
              + NUMERALS
              + "]*)(?=[\\s\\u00A0]*[周週]?[岁歲歳])");

  /** What the units above begin with. */
  private static final String UNITS_BEGIN = "yYjJaAлЛгГ周週岁歲歳세살才";

  /** What the words above end with. */
  private static final String WORDS_END = "eEdDrRàÀfF龄齡齢";

  private OldAges() {}

  /** The text with every such age as 90. */
  static String capped(String text) {
    String capped = text;
    if (mayHoldAge(text)) {
      capped = numbers(AFTER_WORD, numbers(BEFORE_UNIT, text, 1), 3);
    }
    return holdsWord(text)
        ? IN_CHINESE.matcher(IN_WORDS.matcher(capped).replaceAll("ninety")).replaceAll("九十")
        : capped;
  }

  /**
   * Whether a number of two or three digits above 89 stands before a letter that units of ages
   * begin with, or behind one that words for age end with: in most texts none does.
   */
  private static boolean mayHoldAge(String text) {
    int digits = 0;
    int number = 0;
    for (int i = 0; i <= text.length(); i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 10) : -1;
      if (digit >= 0) {
        digits++;
        number = digits < 5 ? 10 * number + digit : 0;
      } else {
        boolean old = digits > 1 && digits < 5 && number > OLDEST && number < 1000;
        if (old && (isBeforeUnit(text, i) || isBehindWord(text, i - digits))) {
          return true;
        }
        digits = 0;
        number = 0;
      }
    }
    return false;
  }

  private static boolean isBeforeUnit(String text, int end) {
    int at = end;
    if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
      at++;
      while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
        at++;
      }
    }
    while (at < text.length() && isGap(text.charAt(at))) {
      at++;
    }
    return at < text.length() && UNITS_BEGIN.indexOf(text.charAt(at)) >= 0;
  }

  private static boolean isBehindWord(String text, int begin) {
    int at = begin - 1;
    while (at >= 0 && (isGap(text.charAt(at)) || ":=".indexOf(text.charAt(at)) >= 0)) {
      at--;
    }
    return at >= 0 && WORDS_END.indexOf(text.charAt(at)) >= 0;
  }

  private static boolean isGap(char c) {
    return Character.isWhitespace(c) || c == '\u00A0' || c == '_' || c == '-';
  }

  private static boolean holdsWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word =
          switch (c) {
            case '十', '百', '拾', '佰' -> true;
            case 'n', 'N' -> text.regionMatches(true, i, "ninety", 0, 6);
            case 'h', 'H' -> text.regionMatches(true, i, "hundred", 0, 7);
            default -> false;
          };
      if (word) {
        return true;
      }
    }
    return false;
  }

  private static String numbers(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int copied = 0;
    while (matcher.find()) {
      if (number(matcher.group(group)) > OLDEST + 1 || fraction(matcher, group)) {
        out.append(text, copied, matcher.start(group)).append("90");
        copied = matcher.end();
      }
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static boolean fraction(Matcher matcher, int group) {
    return number(matcher.group(group)) > OLDEST && matcher.end() > matcher.end(group);
  }

  private static int number(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      number = 10 * number + Character.digit(digits.charAt(i), 10);
    }
    return number;
  }
}
