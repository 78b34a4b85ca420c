package org.therafed.evidence.survival;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One row's time at risk, the interval (entry, time] as in {@link SurvivalRow}, with its weight.
 *
 * @param site the site's label
 * @param entryDays days at which observation began, 0 or more
 * @param timeDays days at which it ended
 * @param event whether it ended with the event
 * @param weight finite, 0 or more; a row of weight 0 is counted but adds nothing
 */
public record WeightedRow(
    String site, double entryDays, double timeDays, boolean event, double weight) {
  public WeightedRow {
    Sites.check(site);
    SurvivalRow.checkTimes(entryDays, timeDays);
    checkWeight(weight);
  }

  static void checkWeight(double weight) {
    if (!(weight >= 0 && Double.isFinite(weight) && Double.isFinite(weight * weight))) {
      throw EvidenceCode.WEIGHT_IMPOSSIBLE.with(weight);
    }
  }
}
