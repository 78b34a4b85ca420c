package org.therafed.dicom.deidentify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages above 89 years within a text: they become 90, as where an age stands alone. */
final class OldAges {
  /** Oldest age stated; older people are few enough to be found. */
  static final int OLDEST = 89;

  private static final String NUMBER = "0?(\\p{Nd}{2,3})(?:[.,]\\p{Nd}+)?";

  private static final String NUMERALS = "一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖";

  /** What makes a number none of years: 97 mm, 97 MBq, 97 %, 97 months, 97/120, 97 x 97. */
  private static final String NO_MEASURE =
      "(?!\\p{Nd}|[.,:/]\\p{Nd}|[\\s\\u00A0_-]*(?:[%°‰µμ*×^]|(?i:mm|cm|ml|m?cl|mg|kg|g|lbs?|kvp?|kev|mev|mas?|m?sv|[mk]?gy"
          + "|[mkg]?bq|[mu]?ci|hz|[mk]hz|m?mol|sec|seconds?|min|minutes?|ms|s|h|hrs?|hours?|mo|mos|months?|monate?|wks?|weeks?|wochen?"
          + "|d|days?|tage?|bpm|mmhg|deg|hu|x|slices?|frames?|images?|phases?|times|cases?|patients?|in|inch|ft|t|w|percent"
          + "|cc|fps|dpi|pixels?|voxels?|counts?|beats?|st|nd|rd|th)(?![\\p{L}])|[个個月天日周週号號次张張例层層])(?![岁歲歳]))";

  private static final String YEARS =
      "(?i:years?|yrs?|y\\.?\\s?/?o\\.?|y(?!\\s*[:=]?\\s*\\p{Nd})|old|(?:lebens)?jahre?n?|lebensjahre?s?|jährige?[rnsm]?"
          + "|ans|anni|años?|anos|jaar|лет|год[а]?)(?![\\p{L}])";

  /** 97 years, 97-year-old, 97th year, 97. year, 97y/o, 97Y, 97岁, 97 Jahre, 97 ans, 97 años. */
  private static final Pattern BEFORE_UNIT =
      Pattern.compile(
          "(?<![A-Za-z\\p{Nd}]|\\p{Nd}[.,])"
              + NUMBER
              + "(?=(?:\\.|(?i:st|nd|rd|th)(?!\\p{L}))?[\\s\\u00A0_-]*(?:"
              + YEARS
              + "|[周週]?[岁歲歳]|세|살|才))",
          Pattern.UNICODE_CASE);

  /** At scan, at the time of injection, when treated: between the word and the number. */
  private static final String AT_EVENT =
      "(?:\\s+(?i:at|of|in|on|when|during|is|was|beim?|zum|zur|bij|al|alla|à|a|en|now|currently|about|approx(?:imately)?\\.?|over|above"
          + "|ca\\.?|ist|von|the|time|reported|calculated)(?:\\s+(?!(?i:and|related|group|with)(?!\\p{L}))\\p{L}+){0,2}?){0,4}";

  /** Aged 97, age: 97, age is 97, age at scan 97, age&gt;97, age (years) 97, Alter 97, 年龄约97. */
  private static final Pattern AFTER_WORD =
      Pattern.compile(
          "(?:(?<![\\p{L}])((?i:age[ds]?|alter|edad|âge|età|idade|leeftijd|возраст)"
              + AT_EVENT
              + ")|年[龄齡齢](?:[约約为為是于於大超过過满滿达達]|[时時])*)([\\s:：=＝_<>≤≥＜＞~≈±,;()\\[\\]-]|(?i:years?|yrs?|y|jahren?)(?!\\p{L}))*"
              + NUMBER
              + NO_MEASURE,
          Pattern.UNICODE_CASE);

  /**
   * Female 97, 97 male, 97/F, F/97, 97F, patient 97, 女97, 97 woman. A patient's number would tell
   * as much as an age.
   */
  private static final String PERSON =
      "(?i:(?:fe)?male|woman|m[ae]n|lady|gentleman|weiblich|männlich|femme|homme|mujer|hombre|patient(?:in)?|pensioner)(?!\\p{L})";

  private static final Pattern AFTER_PERSON =
      Pattern.compile(
          "(?<![\\p{L}])(?:"
              + PERSON
              + "(?:\\s+(?i:is|was|of))?[\\s\\u00A0:：=_,;/<>~(-]*|(?i:[mfw])/|[男女性]+[\\s,，、:：/]*|病人\\s*|患者\\s*)()()"
              + NUMBER
              + NO_MEASURE,
          Pattern.UNICODE_CASE);

  private static final Pattern BEFORE_PERSON =
      Pattern.compile(
          "(?<![A-Za-z\\p{Nd}]|\\p{Nd}[.,/:])"
              + NUMBER
              + "(?=[\\s\\u00A0,;/_-]*(?:"
              + PERSON.replace("|patient(?:in)?", "")
              + "|[男女])|/?[MFW](?![\\p{L}\\p{Nd}/]))",
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

  private OldAges() {}

  /** The text with every such age as 90. */
  static String capped(String text) {
    String capped = text;
    if (mayHoldAge(text)) {
      capped = numbers(AFTER_WORD, numbers(BEFORE_UNIT, text, 1), 3);
      capped = numbers(BEFORE_PERSON, numbers(AFTER_PERSON, capped, 3), 1);
    }
    return holdsWord(text)
        ? IN_CHINESE.matcher(IN_WORDS.matcher(capped).replaceAll("ninety")).replaceAll("九十")
        : capped;
  }

  /** Whether a number of two or three digits above 89 stands in it, with letters: mostly none. */
  private static boolean mayHoldAge(String text) {
    int digits = 0;
    int number = 0;
    boolean old = false;
    boolean letters = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        digits++;
        number = digits < 5 ? 10 * number + digit : 0;
      } else {
        old |= digits > 1 && digits < 5 && number > OLDEST && number < 1000;
        letters |= Character.isLetter(c);
        digits = 0;
        number = 0;
      }
    }
    return old && letters;
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
