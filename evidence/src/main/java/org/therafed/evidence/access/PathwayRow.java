package org.therafed.evidence.access;

import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * When one person passed each step.
 *
 * @param site the site's label
 * @param days day of each declared step, in order, from any common origin; empty if not passed. No
 *     step is passed before an earlier one
 * @param lastKnownDay last day on which the person is known not to have passed a missing step; not
 *     before any step passed
 */
public record PathwayRow(String site, List<OptionalDouble> days, double lastKnownDay) {
  public PathwayRow {
    Sites.check(site);
    days = List.copyOf(days);
    if (!Double.isFinite(lastKnownDay)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(lastKnownDay);
    }
    double last = Double.NEGATIVE_INFINITY;
    for (OptionalDouble day : days) {
      if (day.isPresent()) {
        if (!Double.isFinite(day.getAsDouble())) {
          throw EvidenceCode.TIME_NOT_FINITE.with(day.getAsDouble());
        }
        if (day.getAsDouble() < last) {
          throw EvidenceCode.DAYS_REVERSED.with("a step " + (last - day.getAsDouble()) + " early");
        }
        last = day.getAsDouble();
      }
    }
    if (lastKnownDay < last) {
      throw EvidenceCode.DAYS_REVERSED.with("a step after the last known day");
    }
  }
}
