package org.therafed.evidence.cost.effectiveness;

import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Cost per unit of effect.
 *
 * @param basis n: persons; events: deaths before the horizon
 * @param frame what the numbers mean
 * @param effect what is counted, such as {@code responder}
 * @param ratio cost per one of them
 * @param lower percentile limit; empty where replicates without effect make it meaningless
 * @param upper as lower
 * @param level confidence level
 */
public record CostPerEffectResult(
    Basis basis,
    CostFrame frame,
    String effect,
    double ratio,
    OptionalDouble lower,
    OptionalDouble upper,
    double level)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    return List.of(
        Estimate.of("cost per " + effect, ratio, frame.currency()).within(lower, upper, level));
  }
}
