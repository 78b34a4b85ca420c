package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates with the Chinese, Japanese or Korean signs for year, month and day: 1961年3月14日. */
final class EastAsianDates {

  /** Month and day may be absent, and so may the day's sign. */
  private static final Pattern DATE =
      Pattern.compile(
          "(\\p{Nd}{4}|\\p{Nd}{2})\\s*[年년]\\s*(?:(\\p{Nd}{1,2})\\s*[月월]\\s*(?:(\\p{Nd}{1,2})(?!\\p{Nd})\\s*[日号號일]?)?)?");

  private EastAsianDates() {}

  /** Digits of the dates in a text: of each its year, and year, month and day with their zeros. */
  static List<String> digitsIn(String text) {
    List<String> found = new ArrayList<>();
    Matcher date = DATE.matcher(TextFolding.plain(text));
    while (date.find()) {
      String year = TextFolding.digits(date.group(1));
      found.add(year);
      if (date.group(3) != null) {
        found.add(year + twoDigits(date.group(2)) + twoDigits(date.group(3)));
      }
    }
    return found;
  }

  private static String twoDigits(String number) {
    String digits = TextFolding.digits(number);
    return digits.length() < 2 ? "0" + digits : digits;
  }
}
