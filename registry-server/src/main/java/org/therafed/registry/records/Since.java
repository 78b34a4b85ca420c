package org.therafed.registry.records;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * {@code _since}: stored versions say the month of their arrival only, so the month of the given
 * moment counts as a whole. That gives some records again and leaves none out.
 */
public final class Since {

  private Since() {}

  /** First moment of the month of a FHIR instant or date, UTC. */
  public static OffsetDateTime month(String value) {
    Moments moments = Moments.of("_since", value);
    return moments
        .from()
        .withOffsetSameInstant(ZoneOffset.UTC)
        .withDayOfMonth(1)
        .truncatedTo(ChronoUnit.DAYS);
  }
}
