package org.therafed.evidence.cost;

import java.util.Map;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One completed course: what it cost, by component, in the currency and price year of {@link
 * MeanCost}. The total is the sum of the components. Credits may be negative. A course whose costs
 * are not yet all known is left out before.
 *
 * @param site the site's label
 * @param amountByComponent amount by component name, such as {@code radiopharmaceutical}; empty
 *     means it cost nothing
 */
public record CostRow(String site, Map<String, Double> amountByComponent) {
  public CostRow {
    Sites.check(site);
    amountByComponent = Map.copyOf(amountByComponent);
    double total = 0;
    for (Map.Entry<String, Double> component : amountByComponent.entrySet()) {
      if (component.getKey().isBlank()) {
        throw EvidenceCode.COST_COMPONENT_MISSING.with("");
      }
      if (!Double.isFinite(component.getValue())) {
        throw EvidenceCode.COST_NOT_FINITE.with(component.getValue());
      }
      total += component.getValue();
    }
    if (!Double.isFinite(total)) {
      throw EvidenceCode.COST_NOT_FINITE.with(total);
    }
  }

  /** Sum of the components. */
  public double total() {
    double total = 0;
    for (double amount : amountByComponent.values()) {
      total += amount;
    }
    return total;
  }
}
