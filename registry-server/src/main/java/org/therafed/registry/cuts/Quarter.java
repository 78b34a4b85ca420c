package org.therafed.registry.cuts;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;

/** A calendar quarter, UTC, by its first day. */
record Quarter(LocalDate first) {

  private static final int MONTHS = 3;

  static Quarter of(Clock clock) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new Quarter(today.with(IsoFields.DAY_OF_QUARTER, 1));
  }

  Instant begin() {
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  Quarter before() {
    return new Quarter(first.minusMonths(MONTHS));
  }

  /** E.g. {@code 2026-Q3}. */
  String label() {
    return first.getYear() + "-Q" + first.get(IsoFields.QUARTER_OF_YEAR);
  }
}
