package org.therafed.evidence.rate;

import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.table.Arm;

/**
 * A time at risk with the events in it.
 *
 * @param site the site's label
 * @param arm which arm, for a ratio; a single rate takes both together
 * @param days time at risk, finite and 0 or more
 * @param events events in that time; none if the time is 0
 */
public record ExposureRow(String site, Arm arm, double days, long events) {
  public ExposureRow {
    Sites.check(site);
    Objects.requireNonNull(arm, "arm");
    check(days, events);
  }

  /** A row for a single rate. */
  public static ExposureRow of(String site, double days, long events) {
    return new ExposureRow(site, Arm.FIRST, days, events);
  }

  static void check(double days, long events) {
    if (!Double.isFinite(days)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(days);
    }
    if (days < 0) {
      throw EvidenceCode.TIME_NEGATIVE.with(days);
    }
    if (events < 0 || (days == 0 && events > 0)) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " events in " + days + " days");
    }
  }
}
