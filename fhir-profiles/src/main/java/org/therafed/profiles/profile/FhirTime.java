package org.therafed.profiles.profile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A FHIR date, dateTime or instant.
 *
 * @param date the day; the first of the month or year where that is all that is known
 * @param at the instant with its offset; null where no time of day is given
 * @param length characters of the date part: 4 for a year, 7 for a month, 10 for a day
 */
public record FhirTime(LocalDate date, OffsetDateTime at, int length) {

  /** Reads a FHIR R4 date, dateTime or instant; empty for anything else. */
  public static Optional<FhirTime> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return switch (text.length()) {
        case 4 -> Optional.of(new FhirTime(LocalDate.of(digits(text, 0, 4), 1, 1), null, 4));
        case 7 -> Optional.of(new FhirTime(YearMonth.parse(text).atDay(1), null, 7));
        case 10 -> Optional.of(new FhirTime(day(text), null, 10));
        default -> instant(text);
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<FhirTime> instant(String text) {
    // FHIR asks for seconds and an offset where a time of day is given.
    if (text.length() < 20 || text.length() > 40 || text.charAt(16) != ':') {
      return Optional.empty();
    }
    OffsetDateTime at = OffsetDateTime.parse(text);
    return Optional.of(new FhirTime(at.toLocalDate(), at, 10));
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
