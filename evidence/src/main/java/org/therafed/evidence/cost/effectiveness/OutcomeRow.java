package org.therafed.evidence.cost.effectiveness;

import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * One person's cost and effect.
 *
 * @param key a number of the person that does not change between questions or sites' parts: the
 *     bootstrap weights hang on it
 * @param treated the arm; otherwise control
 * @param cost by interval
 * @param effect quality-adjusted years by interval, of the same follow-up
 */
public record OutcomeRow(long key, boolean treated, CostHistory cost, CostHistory effect) {
  public OutcomeRow {
    if (cost.timeDays() != effect.timeDays()
        || cost.died() != effect.died()
        || cost.size() != effect.size()
        || !cost.site().equals(effect.site())) {
      throw EvidenceCode.COST_FRAME.with("cost and effect of different follow-up");
    }
  }
}
