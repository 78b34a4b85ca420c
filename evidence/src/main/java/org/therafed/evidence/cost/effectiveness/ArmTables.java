package org.therafed.evidence.cost.effectiveness;

import org.therafed.evidence.cost.censored.CensoredCostTable;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;

/**
 * Cost and effect tables of both arms.
 *
 * @param frame what the numbers mean, the same in every part
 * @param treatedCost of the treated
 * @param treatedEffect of the treated
 * @param controlCost of the controls
 * @param controlEffect of the controls
 */
@PartialFormat(kind = "cost-effectiveness", version = 1)
public record ArmTables(
    CostFrame frame,
    CensoredCostTable treatedCost,
    CensoredCostTable treatedEffect,
    CensoredCostTable controlCost,
    CensoredCostTable controlEffect)
    implements Partial<ArmTables> {

  @Override
  public ArmTables merge(ArmTables other) {
    return new ArmTables(
        frame.same(other.frame),
        treatedCost.merge(other.treatedCost),
        treatedEffect.merge(other.treatedEffect),
        controlCost.merge(other.controlCost),
        controlEffect.merge(other.controlEffect));
  }
}
