package org.therafed.evidence.survival;

import java.util.Optional;

/**
 * Landmark analysis: only persons still under observation and free of the event at a declared day
 * are kept, and are at risk from then on. Groups by what happened until the landmark (a response, a
 * second cycle) can then be compared without immortal time; the estimate is conditional on being
 * event-free at the landmark. Times stay days from the index date.
 *
 * @param day landmark, days from the index date, declared beforehand
 * @see <a href="https://doi.org/10.1200/JCO.1983.1.11.710">Anderson, Cain &amp; Gelber 1983</a>
 */
public record Landmark(double day) {
  public Landmark {
    CurveShape.checkTime(day);
  }

  /** The row from the landmark on; empty if it ended at or before it. */
  public Optional<SurvivalRow> from(SurvivalRow row) {
    if (row.timeDays() <= day * (1 + EventTable.SAME_TIME)) {
      return Optional.empty();
    }
    return Optional.of(
        new SurvivalRow(row.site(), Math.max(row.entryDays(), day), row.timeDays(), row.event()));
  }
}
