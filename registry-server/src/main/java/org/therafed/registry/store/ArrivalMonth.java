package org.therafed.registry.store;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * When something arrived, as far as a row about a person may say: the first moment of its month,
 * UTC. The exact time is close to the true date of what has just been recorded, and beside the
 * shifted date in the same record it would tell the person's date shift.
 */
public final class ArrivalMonth {

  private ArrivalMonth() {}

  /** The month of now. */
  public static Instant of(Clock clock) {
    return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC))
        .atDay(1)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC);
  }
}
