package org.therafed.evidence.cost.effectiveness;

import java.util.SortedMap;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Moments of persons' total cost and effect, by arm and site.
 *
 * @param frame what the numbers mean, the same in every part
 * @param treated by site label
 * @param control by site label
 */
@PartialFormat(kind = "cost-effect-totals", version = 1)
public record PairTotals(
    CostFrame frame, SortedMap<String, PairMoments> treated, SortedMap<String, PairMoments> control)
    implements Partial<PairTotals> {
  public PairTotals {
    treated = Sites.copy(treated);
    control = Sites.copy(control);
  }

  @Override
  public PairTotals merge(PairTotals other) {
    return new PairTotals(
        frame.same(other.frame),
        Sites.merge(treated, other.treated, PairMoments::plus),
        Sites.merge(control, other.control, PairMoments::plus));
  }

  static PairMoments pooled(SortedMap<String, PairMoments> arm) {
    return arm.values().stream().reduce(PairMoments.NONE, PairMoments::plus);
  }
}
