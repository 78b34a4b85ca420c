package org.therafed.evidence.survival.interval;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * One person whose event is known to lie in (last without, first with]. Equal times are an event on
 * a known day; without a first time with the event the person is right-censored at the last
 * assessment without it.
 *
 * @param site the site's label
 * @param lastWithoutDays last assessment without the event, days from the index date; 0 if there
 *     was none
 * @param firstWithDays first assessment with the event, days, or {@link #NEVER}
 */
public record IntervalRow(String site, double lastWithoutDays, double firstWithDays) {
  /** No assessment with the event. Not infinite, so that it survives every form of writing. */
  public static final double NEVER = -1;

  public IntervalRow {
    Sites.check(site);
    check(lastWithoutDays, firstWithDays);
  }

  static void check(double last, double first) {
    boolean never = first == NEVER;
    if (!Double.isFinite(last)
        || last < 0
        || !(never || (Double.isFinite(first) && first >= last))) {
      throw EvidenceCode.ASSESSMENT_IMPOSSIBLE.with(last + " to " + first);
    }
    PersonTime.check(last);
    if (!never) {
      PersonTime.check(first);
    }
  }
}
