package org.therafed.dicom.deidentify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages above 89 years within a text: they become 90, as where an age stands alone. */
final class OldAges {
  /** Oldest age stated; older people are few enough to be found. */
  static final int OLDEST = 89;

  private static final String NUMBER = "0?(\\p{Nd}{2,3})(?:[.,]\\p{Nd}+)?";

  private static final String NUMERALS = "一二三四五六七八九";

  /** 97 years, 97-year-old, 97 yo, 97y/o, 97Y, 97岁, 97 Jahre, 97 ans, 97 anni, 97 años. */
  private static final Pattern BEFORE_UNIT =
      Pattern.compile(
          "(?<![A-Za-z\\p{Nd}]|\\p{Nd}[.,])"
              + NUMBER
              + "(?=[\\s\\u00A0_-]*(?:(?i:years?|yrs?|y\\.?\\s?/?o\\.?|y(?!\\s*[:=]?\\s*\\p{Nd})|jahre?n?|jährige?[rnsm]?"
              + "|ans|anni|años?|anos|jaar|лет|год[а]?)(?![\\p{L}])|[岁歲]|세|살|歳|才))",
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
      Pattern.compile("(?:九十[" + NUMERALS + "]|一?百[零〇十" + NUMERALS + "]*)(?=[岁歲歳])");

  /** None of the patterns matches without one of these. */
  private static final Pattern WORTH_A_LOOK =
      Pattern.compile("\\p{Nd}{2}|(?i:ninety|hundred)|[十百]");

  private OldAges() {}

  /** The text with every such age as 90. */
  static String capped(String text) {
    if (!WORTH_A_LOOK.matcher(text).find()) {
      return text;
    }
    String capped = numbers(BEFORE_UNIT, text, 1);
    capped = numbers(AFTER_WORD, capped, 3);
    capped = IN_WORDS.matcher(capped).replaceAll("ninety");
    return IN_CHINESE.matcher(capped).replaceAll("九十");
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
