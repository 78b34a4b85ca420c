package org.therafed.evidence.survival;

import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * One person's time at risk: the interval (entry, time], in days from the index date.
 *
 * <p>An entry of 0 means observed from the origin on, which includes an event on the index date
 * itself (time 0). A later entry is left truncation: the person is known to have been event-free
 * until then and counts at risk only after it.
 *
 * @param site the site's label
 * @param entryDays days at which observation began, 0 or more
 * @param timeDays days at which it ended, after the entry (or 0 with entry 0)
 * @param event whether it ended with the event; otherwise it was censored
 */
public record SurvivalRow(String site, double entryDays, double timeDays, boolean event) {
  public SurvivalRow {
    Sites.check(site);
    checkTimes(entryDays, timeDays);
  }

  static void checkTimes(double entryDays, double timeDays) {
    PersonTime.checkStretch(entryDays, timeDays);
  }
}
