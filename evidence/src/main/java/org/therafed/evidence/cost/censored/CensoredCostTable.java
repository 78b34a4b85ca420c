package org.therafed.evidence.cost.censored;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.survival.EventTable;

/**
 * Sums of amounts by when and how persons left: everything the estimators of censored cost need.
 * With times on a grid it has one line per grid point, whatever the number of persons.
 *
 * @param intervals the declared ones, the same in every part
 * @param unit of the amounts, the same in every part: an ISO 4217 currency or a UCUM code
 * @param deaths by day, before the horizon
 * @param censored by day, before the horizon
 * @param reached those followed to the horizon
 * @param personsBySite by site label
 */
@PartialFormat(kind = "censored-cost", version = 1)
public record CensoredCostTable(
    CostIntervals intervals,
    String unit,
    SortedMap<Double, ExitSums> deaths,
    SortedMap<Double, ExitSums> censored,
    ExitSums reached,
    SortedMap<String, Long> personsBySite)
    implements Partial<CensoredCostTable> {
  public CensoredCostTable {
    deaths = times(deaths);
    censored = times(censored);
    personsBySite = Sites.copy(personsBySite);
    Objects.requireNonNull(unit, "unit");
    check(intervals, deaths);
    check(intervals, censored);
    if (reached.amounts().size() != intervals.size()) {
      throw EvidenceCode.COST_INTERVALS.with(reached.amounts().size() + " amounts");
    }
    long atSites = personsBySite.values().stream().mapToLong(Long::longValue).sum();
    if (atSites != persons(deaths) + persons(censored) + reached.persons()) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(atSites + " persons at the sites");
    }
  }

  private static SortedMap<Double, ExitSums> times(SortedMap<Double, ExitSums> of) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(of));
  }

  private static void check(CostIntervals intervals, SortedMap<Double, ExitSums> exits) {
    exits.forEach(
        (day, sums) -> {
          if (!(day >= 0 && day < intervals.horizon())) {
            throw EvidenceCode.PARTIAL_UNREADABLE.with("a table with an exit on day " + day);
          }
          if (sums.amounts().size() != intervals.size()) {
            throw EvidenceCode.COST_INTERVALS.with(sums.amounts().size() + " amounts");
          }
        });
  }

  static CensoredCostTable empty(CostIntervals intervals, String unit) {
    return new CensoredCostTable(
        intervals,
        unit,
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
    if (!unit.equals(other.unit)) {
      throw EvidenceCode.COST_UNIT_MIXED.with(unit + " and " + other.unit);
    }
    return new CensoredCostTable(
        intervals,
        unit,
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

  /**
   * The table with times within 1e-10 relative of each other as the first of them, and such times
   * at the end of an interval as that end. Merging keeps distinct numbers distinct, so that it
   * stays associative; only what is finished takes them for tied.
   */
  CensoredCostTable tied() {
    TreeSet<Double> days = new TreeSet<>(deaths.keySet());
    days.addAll(censored.keySet());
    TreeMap<Double, Double> as = new TreeMap<>();
    double first = Double.NEGATIVE_INFINITY;
    for (double day : days) {
      if (!(day <= first * (1 + EventTable.SAME_TIME))) {
        first = intervals.snapped(day);
      }
      as.put(day, first);
    }
    if (as.entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()))) {
      return this;
    }
    TreeMap<Double, ExitSums> died = new TreeMap<>();
    TreeMap<Double, ExitSums> lost = new TreeMap<>();
    ExitSums ended = reached;
    for (Map.Entry<Double, Double> day : as.entrySet()) {
      boolean end = day.getValue() >= intervals.horizon();
      for (boolean dead : new boolean[] {true, false}) {
        ExitSums sums = (dead ? deaths : censored).get(day.getKey());
        if (sums != null && end) {
          ended = ended.plus(sums);
        } else if (sums != null) {
          (dead ? died : lost).merge(day.getValue(), sums, ExitSums::plus);
        }
      }
    }
    return new CensoredCostTable(intervals, unit, died, lost, ended, personsBySite);
  }

  /**
   * Mean years lived up to the horizon, each discounted to the index date: ∫ S(t) (1 + r)^(−t/year)
   * dt / year, S by Kaplan–Meier, carried on after the last time.
   *
   * @param yearlyDiscount r, 0 or more
   * @param yearDays length of a year
   */
  public double yearsLived(double yearlyDiscount, double yearDays) {
    return new ExitCurves(tied(), TieConvention.DEATHS_FIRST)
        .years(new Discounting(yearlyDiscount, yearDays));
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
