package org.therafed.evidence.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * Cost per course on unrounded data.
 *
 * @param basis n (courses), sites, method, warnings; events is 0
 * @param currency ISO 4217 code
 * @param priceYear calendar year whose prices these are
 * @param level confidence level of the intervals
 * @param total of all components
 * @param byComponent by component name; courses without it count as 0
 */
public record CostResult(
    Basis basis,
    String currency,
    int priceYear,
    double level,
    MeanAmount total,
    SortedMap<String, MeanAmount> byComponent)
    implements Result {
  public CostResult {
    byComponent = Collections.unmodifiableSortedMap(new TreeMap<>(byComponent));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(total.estimate("mean cost", currency));
    all.add(Estimate.of("standard deviation", total.sd(), currency));
    byComponent.forEach(
        (component, amount) ->
            all.add(amount.estimate("mean cost", currency).at("component", component)));
    return all;
  }

  /** Mean total per course. */
  public double mean() {
    return total.mean();
  }

  /** Standard deviation of the total; none for a single course. */
  public OptionalDouble sd() {
    return total.sd();
  }

  /** t interval of the mean total; none for a single course. */
  public Optional<Interval> interval() {
    return total.interval();
  }
}
