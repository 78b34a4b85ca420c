package org.therafed.evidence.competing;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * One person's time at risk of several causes: the interval (entry, time], days from the index
 * date.
 *
 * <p>An entry of 0 means observed from the origin on, an event on the index date included. A later
 * entry is left truncation: the person counts at risk only after it.
 *
 * @param site the site's label
 * @param group what curves are made for, such as an arm; one label for all if there is one curve
 * @param stratum within which groups are compared by Gray's test; one label for all if unstratified
 * @param entryDays days at which observation began, 0 or more
 * @param timeDays days at which it ended, after the entry (or 0 with entry 0)
 * @param cause 0 if censored, otherwise the number of the declared cause, from 1
 */
public record CompetingRow(
    String site, String group, String stratum, double entryDays, double timeDays, int cause) {
  public CompetingRow {
    Sites.check(site);
    label(group, "group");
    label(stratum, "stratum");
    checkTimes(entryDays, timeDays);
    if (cause < 0) {
      throw EvidenceCode.CAUSE_UNKNOWN.with(cause);
    }
  }

  /** A person observed from the origin on, in an unstratified question. */
  public static CompetingRow of(String site, String group, double timeDays, int cause) {
    return new CompetingRow(site, group, "all", 0, timeDays, cause);
  }

  static void label(String label, String what) {
    if (label == null || label.isBlank()) {
      throw EvidenceCode.LABEL_MISSING.with(what);
    }
  }

  static void checkTimes(double entryDays, double timeDays) {
    PersonTime.checkStretch(entryDays, timeDays);
  }
}
