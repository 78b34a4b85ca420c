package org.therafed.evidence.survival.followup;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * How long one person was observed and could have been.
 *
 * @param site the site's label
 * @param cohortToIndexDays days from cohort entry to the index date; above 0 the person was bound
 *     to be event-free in between
 * @param observedDays days from the index date to the event or to the last date known without it
 * @param toDataCutDays days from the index date to the data cut
 * @param event whether observation ended with the event
 */
public record FollowUpRow(
    String site,
    double cohortToIndexDays,
    double observedDays,
    double toDataCutDays,
    boolean event) {
  public FollowUpRow {
    Sites.check(site);
    for (double days : new double[] {cohortToIndexDays, observedDays, toDataCutDays}) {
      if (!(days >= 0 && Double.isFinite(days))) {
        throw EvidenceCode.FOLLOW_UP_IMPOSSIBLE.with(days);
      }
      PersonTime.check(days);
    }
    if (observedDays > toDataCutDays) {
      throw EvidenceCode.FOLLOW_UP_IMPOSSIBLE.with(
          observedDays + " of " + toDataCutDays + " to the data cut");
    }
  }
}
