package org.therafed.evidence.cost.breakdown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.cost.MeanAmount;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Mean cost in parts.
 *
 * @param basis n (courses), sites, warnings
 * @param currency ISO 4217 code
 * @param total per course
 * @param byCycle per cycle given, by number from 1
 * @param byComponent per course, by component
 * @param byPayer per course, by payer
 */
public record BreakdownResult(
    Basis basis,
    String currency,
    MeanAmount total,
    SortedMap<Integer, MeanAmount> byCycle,
    SortedMap<String, MeanAmount> byComponent,
    SortedMap<String, MeanAmount> byPayer)
    implements Result {
  public BreakdownResult {
    byCycle = Collections.unmodifiableSortedMap(new TreeMap<>(byCycle));
    byComponent = Collections.unmodifiableSortedMap(new TreeMap<>(byComponent));
    byPayer = Collections.unmodifiableSortedMap(new TreeMap<>(byPayer));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(total.estimate("mean cost", currency));
    byCycle.forEach((c, m) -> all.add(line("mean cost per cycle", m).at("cycle", c)));
    byComponent.forEach((c, m) -> all.add(line("mean cost", m).at("component", c)));
    byPayer.forEach((p, m) -> all.add(line("mean cost", m).at("payer", p)));
    return all;
  }

  private Estimate line(String quantity, MeanAmount amount) {
    return amount.estimate(quantity, currency);
  }
}
