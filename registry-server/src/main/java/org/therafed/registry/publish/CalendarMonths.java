package org.therafed.registry.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The months of the calendar through which a question goes. They are those of the calendar and not
 * of the data, so that their number says nothing of an arm.
 */
final class CalendarMonths {

  /** Few were treated before, and their months count as this one. */
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

  private CalendarMonths() {}

  /** How many there are up to the moment of a cut, its month included. */
  static int of(Instant cut) {
    LocalDate day = LocalDate.ofInstant(cut, ZoneOffset.UTC);
    return (int) ChronoUnit.MONTHS.between(FIRST, day.withDayOfMonth(1)) + 1;
  }

  /**
   * How many of them are before a month.
   *
   * @param month its first day
   * @param all how many there are
   */
  static int until(LocalDate month, int all) {
    return (int) Math.max(0, Math.min(all, ChronoUnit.MONTHS.between(FIRST, month)));
  }
}
