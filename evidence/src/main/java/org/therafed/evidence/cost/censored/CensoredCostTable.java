package org.therafed.evidence.cost.censored;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Sums of amounts by when and how persons left: everything the estimators of censored cost need.
 * With times on a grid it has one line per grid point, whatever the number of persons.
 *
 * @param intervals the declared ones, the same in every part
 * @param deaths by day, before the horizon
 * @param censored by day, before the horizon
 * @param reached those followed to the horizon
 * @param personsBySite by site label
 */
@PartialFormat(kind = "censored-cost", version = 1)
public record CensoredCostTable(
    CostIntervals intervals,
    SortedMap<Double, ExitSums> deaths,
    SortedMap<Double, ExitSums> censored,
    ExitSums reached,
    SortedMap<String, Long> personsBySite)
    implements Partial<CensoredCostTable> {
  public CensoredCostTable {
    deaths = times(deaths);
    censored = times(censored);
    personsBySite = Sites.copy(personsBySite);
  }

  private static SortedMap<Double, ExitSums> times(SortedMap<Double, ExitSums> of) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(of));
  }

  static CensoredCostTable empty(CostIntervals intervals) {
    return new CensoredCostTable(
        intervals,
        new TreeMap<>(),
        new TreeMap<>(),
        ExitSums.none(intervals.size()),
        new TreeMap<>());
  }

  @Override
  public CensoredCostTable merge(CensoredCostTable other) {
    if (!intervals.equals(other.intervals)) {
      throw EvidenceCode.COST_INTERVALS.with("two declarations in one question");
    }
    return new CensoredCostTable(
        intervals,
        merge(deaths, other.deaths),
        merge(censored, other.censored),
        reached.plus(other.reached),
        Sites.merge(personsBySite, other.personsBySite, Long::sum));
  }

  private static SortedMap<Double, ExitSums> merge(
      SortedMap<Double, ExitSums> one, SortedMap<Double, ExitSums> other) {
    TreeMap<Double, ExitSums> merged = new TreeMap<>(one);
    other.forEach((day, sums) -> merged.merge(day, sums, ExitSums::plus));
    return merged;
  }

  /** All persons, weighted if the table was. */
  public long persons() {
    return persons(deaths) + persons(censored) + reached.persons();
  }

  /** Persons who died before the horizon or were followed to it. */
  public long completeCases() {
    return persons(deaths) + reached.persons();
  }

  static long persons(SortedMap<Double, ExitSums> of) {
    return of.values().stream().mapToLong(ExitSums::persons).sum();
  }
}
