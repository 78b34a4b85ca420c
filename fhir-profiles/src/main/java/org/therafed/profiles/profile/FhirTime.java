package org.therafed.profiles.profile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A FHIR date, dateTime or instant.
 *
 * @param date the day; the first of the month or year where that is all that is known
 * @param at the instant with its offset; null where no time of day is given
 * @param length characters of the date part: 4 for a year, 7 for a month, 10 for a day
 */
public record FhirTime(LocalDate date, OffsetDateTime at, int length) {

  private static final int SECONDS = 17;
  private static final int FRACTION = 20;
  private static final int MOST_DIGITS = 9;

  /** R4 section 2.24.0.1: date, and what dateTime and instant add to it. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
              + "(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?"
              + "(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?)?)?");

  /**
   * Reads a FHIR R4 date, dateTime or instant; empty for anything else. A leap second is read as
   * the second before it, and a fraction to its ninth digit.
   */
  public static Optional<FhirTime> parse(String text) {
    if (text == null || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return switch (text.length()) {
        case 4 -> Optional.of(new FhirTime(LocalDate.of(digits(text, 0, 4), 1, 1), null, 4));
        case 7 -> Optional.of(new FhirTime(YearMonth.parse(text).atDay(1), null, 7));
        case 10 -> Optional.of(new FhirTime(day(text), null, 10));
        default -> Optional.of(instant(text));
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static FhirTime instant(String text) {
    int end = SECONDS + 2;
    while (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.') {
      end++;
    }
    String second = text.startsWith("60", SECONDS) ? "59" : text.substring(SECONDS, SECONDS + 2);
    String fraction = text.substring(SECONDS + 2, Math.min(end, FRACTION + MOST_DIGITS));
    OffsetDateTime at =
        OffsetDateTime.parse(text.substring(0, SECONDS) + second + fraction + text.substring(end));
    return new FhirTime(at.toLocalDate(), at, 10);
  }

  private static LocalDate day(String text) {
    if (text.charAt(4) != '-' || text.charAt(7) != '-') {
      throw new NumberFormatException();
    }
    return LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new NumberFormatException();
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  /** Whether as much is given as a precision asks for. */
  public boolean satisfies(Precision precision) {
    return switch (precision) {
      case ANY -> true;
      case YEAR -> length == 4;
      case DAY -> length == 10;
      case TIME -> at != null;
    };
  }
}
