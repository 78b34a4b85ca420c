package org.therafed.gateway.convert.hl7;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of HL7 v2 ({@code YYYY[MM[DD[HH[MM[SS[.S]]]]]][+/-ZZZZ]}) as tables write them. One without
 * a zone stays so and is read in the site's.
 */
final class Hl7Times {

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})?(\\d{2})?(?:\\.\\d{1,4})?)?"
              + "(?:([+-]\\d{2})(\\d{2}))?");

  private Hl7Times() {}

  /** {@code yyyy-MM-dd} as written; empty where the text says no day. */
  static String day(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return "";
    }
    try {
      return LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3)).toString();
    } catch (DateTimeException e) {
      return "";
    }
  }

  /** {@code yyyy-MM-ddTHH:mm:ss[+zz:zz]}; empty where the text says no hour. */
  static String time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches() || parts.group(4) == null || day(text).isEmpty()) {
      return "";
    }
    return day(text)
        + "T"
        + parts.group(4)
        + ":"
        + or(parts.group(5), "00")
        + ":"
        + or(parts.group(6), "00")
        + (parts.group(7) == null ? "" : parts.group(7) + ":" + parts.group(8));
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static String or(String text, String absent) {
    return text == null ? absent : text;
  }
}
