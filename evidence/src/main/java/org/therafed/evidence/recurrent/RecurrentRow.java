package org.therafed.evidence.recurrent;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * A stretch (entry, time] of one person's time at risk of an event that may recur; whether it ended
 * with one. A person has as many rows as stretches, at one site or several.
 *
 * @param site the site's label
 * @param person a token, the same for all rows of one person and unlike an identifier
 * @param group what curves are made for; one label for all if there is one curve
 * @param entryDays days at which the stretch began, 0 or more
 * @param timeDays days at which it ended, after the entry (or 0 with entry 0)
 * @param event whether it ended with an event
 */
public record RecurrentRow(
    String site, String person, String group, double entryDays, double timeDays, boolean event) {
  public RecurrentRow {
    Sites.check(site);
    label(person, "person");
    label(group, "group");
    checkTimes(entryDays, timeDays);
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
