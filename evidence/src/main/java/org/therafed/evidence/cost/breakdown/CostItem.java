package org.therafed.evidence.cost.breakdown;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * One amount of a course and what it belongs to.
 *
 * @param cycle number of the treatment cycle from 1; 0 for what belongs to none, such as staging
 * @param component such as {@code radiopharmaceutical}
 * @param payer who bears it, such as {@code statutory insurance} or {@code patient}
 * @param amount credits are negative
 */
public record CostItem(int cycle, String component, String payer, double amount) {
  public CostItem {
    if (cycle < 0) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with("cycle " + cycle);
    }
    if (component == null || component.isBlank()) {
      throw EvidenceCode.COST_COMPONENT_MISSING.with("");
    }
    if (payer == null || payer.isBlank()) {
      throw EvidenceCode.LABEL_MISSING.with("payer");
    }
    if (!Double.isFinite(amount)) {
      throw EvidenceCode.COST_NOT_FINITE.with(amount);
    }
  }
}
