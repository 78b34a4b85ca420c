package org.therafed.evidence.recurrent;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * How often one person had an event that may recur, and how long they were at risk of it. One row
 * per person: link persons before counting.
 *
 * @param site the site's label
 * @param arm what rates are compared
 * @param events 0 or more
 * @param exposureDays days at risk, above 0
 */
public record CountRow(String site, String arm, int events, double exposureDays) {
  public CountRow {
    Sites.check(site);
    RecurrentRow.label(arm, "arm");
    check(events, exposureDays);
  }

  static void check(int events, double exposureDays) {
    if (events < 0) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " events");
    }
    if (!(exposureDays > 0) || !Double.isFinite(exposureDays)) {
      throw EvidenceCode.EXPOSURE_IMPOSSIBLE.with(exposureDays);
    }
  }
}
