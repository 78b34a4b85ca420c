package org.therafed.gateway.console;

import java.util.Locale;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.survival.TimeGrid;

/** How figures are written on pages. */
final class Figure {

  private static final double MONTH_DAYS = TimeGrid.MONTHLY.stepDays();

  private Figure() {}

  /** A share, 0 to 1, in percent. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  static String percent(Interval interval) {
    return percent(interval.lower()) + " – " + percent(interval.upper());
  }

  static String tenth(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Days in months; empty where a time is not reached. */
  static String months(OptionalDouble days) {
    return days.isPresent() ? tenth(days.getAsDouble() / MONTH_DAYS) : "";
  }

  /** An interval of times; an empty limit is not reached. */
  static String limits(String lower, String upper) {
    return (lower.isEmpty() ? "…" : lower) + " – " + (upper.isEmpty() ? "…" : upper);
  }

  /** The day of a month since the index date. */
  static double day(int month) {
    return month * MONTH_DAYS;
  }

  /** Days in months, for a chart. */
  static double inMonths(double days) {
    return Math.round(days / MONTH_DAYS * 1000) / 1000.0;
  }
}
