package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * How exactly a date is known that may be given as a year or a month. A gateway moves a year or a
 * month by its middle, so that the day meant may lie beyond the shifted one by half of its length:
 * what is said here holds of shifted and of true dates alike.
 */
public enum DatePrecision {
  DAY(0),
  /** Half of the longest month. */
  MONTH(16),
  /** Half of the longest year. */
  YEAR(183);

  private final int beyond;

  DatePrecision(int beyond) {
    this.beyond = beyond;
  }

  /** The precision of a FHIR date part of so many characters. */
  static DatePrecision ofLength(int characters) {
    return switch (characters) {
      case 4 -> YEAR;
      case 7 -> MONTH;
      default -> DAY;
    };
  }

  /** A date as far as it is known, e.g. {@code 2025-02}. */
  public String shown(LocalDate first) {
    String day = first.toString();
    return switch (this) {
      case DAY -> day;
      case MONTH -> day.substring(0, day.lastIndexOf('-'));
      case YEAR -> day.substring(0, day.indexOf('-'));
    };
  }

  /**
   * The first day that may be meant.
   *
   * @param first the first day of the month or year, or the day
   */
  LocalDate earliest(LocalDate first) {
    return first.minusDays(beyond);
  }

  /** The last day that may be meant. */
  LocalDate latest(LocalDate first) {
    LocalDate last =
        switch (this) {
          case DAY -> first;
          case MONTH -> first.plusMonths(1).minusDays(1);
          case YEAR -> first.plusYears(1).minusDays(1);
        };
    return last.plusDays(beyond);
  }
}
