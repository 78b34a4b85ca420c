package org.therafed.evidence.cost.censored;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.therafed.evidence.cost.AmountMoments;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;

/**
 * Moments of the estimates that leave out one person each.
 *
 * @param persons left out in turn
 * @param byMethod of every method; over fewer than {@code persons} where one has no value without
 *     somebody
 */
@PartialFormat(kind = "cost-jackknife", version = 1)
public record JackknifeMoments(long persons, Map<CostMethod, AmountMoments> byMethod)
    implements Partial<JackknifeMoments> {
  public JackknifeMoments {
    EnumMap<CostMethod, AmountMoments> copy = new EnumMap<>(CostMethod.class);
    for (CostMethod method : CostMethod.values()) {
      AmountMoments moments = byMethod.getOrDefault(method, AmountMoments.NONE);
      if (moments.n() > persons) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(moments.n() + " of " + persons + " persons");
      }
      copy.put(method, moments);
    }
    byMethod = Collections.unmodifiableMap(copy);
  }

  @Override
  public JackknifeMoments merge(JackknifeMoments other) {
    EnumMap<CostMethod, AmountMoments> sum = new EnumMap<>(CostMethod.class);
    byMethod.forEach((method, m) -> sum.put(method, m.plus(other.byMethod.get(method))));
    return new JackknifeMoments(persons + other.persons, sum);
  }
}
