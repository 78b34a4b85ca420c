package org.therafed.evidence.cost.censored;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * Mean amount per person up to the horizon with jackknife intervals.
 *
 * @param basis n: persons; events: deaths before the horizon
 * @param amountUnit of the amounts
 * @param byMethod those that have a standard error
 */
public record JackknifeResult(Basis basis, String amountUnit, Map<CostMethod, Mean> byMethod)
    implements Result {

  /**
   * One estimate.
   *
   * @param mean per person up to the horizon
   * @param stdErr jackknife standard error
   * @param interval normal interval
   */
  public record Mean(double mean, double stdErr, Interval interval) {}

  public JackknifeResult {
    byMethod = Collections.unmodifiableMap(new EnumMap<>(byMethod));
  }

  /** The estimate by a method, if it has a standard error. */
  public Optional<Mean> by(CostMethod method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    byMethod.forEach(
        (method, m) ->
            all.add(
                Estimate.of("mean up to the horizon", m.mean(), m.interval(), amountUnit)
                    .at("method", method.title())));
    return all;
  }
}
