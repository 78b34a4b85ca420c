package org.therafed.evidence.recurrent;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * How often one person had an event that may recur, and how long they were at risk of it. One row
 * per person: link persons before counting.
 *
 * @param site the site's label
 * @param arm what rates are compared
 * @param events 0 or more
 * @param exposureDays days at risk, 1e-6 to 45,000
 */
public record CountRow(String site, String arm, int events, double exposureDays) {
  /** A tenth of a second: a shorter time at risk is no observation, and its rate no number. */
  private static final double SHORTEST_DAYS = 1e-6;

  public CountRow {
    Sites.check(site);
    RecurrentRow.label(arm, "arm");
    check(events, exposureDays);
  }

  static void check(int events, double exposureDays) {
    if (events < 0) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " events");
    }
    if (!(exposureDays >= SHORTEST_DAYS && exposureDays <= PersonTime.LONGEST_DAYS)) {
      throw EvidenceCode.EXPOSURE_IMPOSSIBLE.with(
          exposureDays < SHORTEST_DAYS ? exposureDays : "no or too many");
    }
  }
}
