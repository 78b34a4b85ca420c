package org.therafed.evidence.cost.censored;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * All four means on primitive columns, as often as needed without one of the persons. What {@link
 * CensoredCost} finds from a table, in another way: tests hold one against the other. A mean
 * without a value is absent. One thread at a time.
 */
final class LeaveOneOut {
  private final double[] bounds;
  private final boolean deathsFirst;
  private final double[] times;
  private final double[] died;
  private final double[] left;

  /** Of the dead of a day: their totals, and what they cost in intervals not yet ended. */
  private final double[] totals;

  private final double[] tails;

  /** By interval, amounts in it of those followed to its start, and to its end. */
  private final double[] entrants;

  private final double[] through;
  private double atHorizon;
  private double survivors;

  LeaveOneOut(CensoredCostTable merged, TieConvention ties) {
    CensoredCostTable table = merged.tied();
    bounds = table.intervals().breaks().stream().mapToDouble(Double::doubleValue).toArray();
    deathsFirst = ties == TieConvention.DEATHS_FIRST;
    TreeSet<Double> days = new TreeSet<>(table.deaths().keySet());
    days.addAll(table.censored().keySet());
    times = days.stream().mapToDouble(Double::doubleValue).toArray();
    died = new double[times.length];
    left = new double[times.length];
    totals = new double[times.length];
    tails = new double[times.length];
    entrants = new double[bounds.length - 1];
    through = new double[bounds.length - 1];
    table.deaths().forEach((day, sums) -> add(day, true, sums));
    table.censored().forEach((day, sums) -> add(day, false, sums));
    atHorizon = (double) table.reached().persons();
    survivors = table.reached().total();
    for (int k = 0; k < entrants.length; k++) {
      entrants[k] += table.reached().amounts().get(k);
      through[k] += table.reached().amounts().get(k);
    }
  }

  private void add(double day, boolean dead, ExitSums sums) {
    int run = Arrays.binarySearch(times, day);
    (dead ? died : left)[run] += (double) sums.persons();
    totals[run] += dead ? sums.total() : 0;
    for (int k = 0; k < entrants.length; k++) {
      double amount = sums.amounts().get(k);
      entrants[k] += day >= bounds[k] ? amount : 0;
      through[k] += day >= bounds[k + 1] ? amount : 0;
      tails[run] += dead && bounds[k + 1] > day ? amount : 0;
    }
  }

  /** The means of those in it. */
  Map<CostMethod, Double> means() {
    int intervals = entrants.length;
    double[] survival = new double[bounds.length];
    double[] uncensored = new double[bounds.length];
    double[] atRisk = new double[bounds.length];
    double[] intervalTotals = new double[intervals];
    double[] intervalDeaths = new double[intervals];
    double n = atHorizon + Arrays.stream(died).sum() + Arrays.stream(left).sum();
    double here = n;
    double alive = 1;
    double followed = 1;
    double simple = 0;
    double partitioned = 0;
    double complete = atHorizon;
    int bound = 0;
    for (int r = 0; r <= times.length; r++) {
      double now = r < times.length ? times[r] : Double.POSITIVE_INFINITY;
      for (; bound < bounds.length && bounds[bound] <= now; bound++) {
        survival[bound] = alive;
        uncensored[bound] = followed;
        atRisk[bound] = here;
      }
      if (r == times.length) {
        break;
      }
      if (died[r] > 0) {
        simple += totals[r] / followed;
        partitioned += tails[r] / followed;
        intervalTotals[bound - 1] += totals[r];
        intervalDeaths[bound - 1] += died[r];
        complete += died[r];
        alive *= 1 - died[r] / here;
      }
      if (left[r] > 0) {
        followed *= 1 - left[r] / (here - (deathsFirst ? died[r] : 0));
      }
      here -= died[r] + left[r];
    }
    EnumMap<CostMethod, Double> means = new EnumMap<>(CostMethod.class);
    if (complete == 0) {
      return means;
    }
    double byInterval = 0;
    double byTotal = 0;
    for (int k = 0; k < intervals; k++) {
      byInterval += survival[k] == 0 ? 0 : survival[k] * (entrants[k] / atRisk[k]);
      if (intervalDeaths[k] > 0) {
        byTotal += intervalTotals[k] / intervalDeaths[k] * (survival[k] - survival[k + 1]);
      }
      partitioned += atRisk[k + 1] > 0 ? through[k] / uncensored[k + 1] : 0;
    }
    if (atHorizon > 0) {
      byTotal += survivors / atHorizon * survival[intervals];
      simple += survivors / uncensored[intervals];
    }
    if (Double.isFinite(byInterval)) {
      means.put(CostMethod.LIN_INTERVAL, byInterval);
    }
    means.put(CostMethod.LIN_TOTAL, byTotal);
    means.put(CostMethod.BANG_TSIATIS_SIMPLE, simple / n);
    means.put(CostMethod.BANG_TSIATIS_PARTITIONED, partitioned / n);
    return means;
  }

  /** The means without a person, who must be among those in it. */
  Map<CostMethod, Double> without(CostHistory row, CostIntervals intervals) {
    double[] entrantsBefore = entrants.clone();
    double[] throughBefore = through.clone();
    double time = intervals.snapped(row.timeDays());
    double tail = 0;
    for (int k = 0; k < entrants.length; k++) {
      entrants[k] -= time >= bounds[k] ? row.amount(k) : 0;
      through[k] -= time >= bounds[k + 1] ? row.amount(k) : 0;
      tail += bounds[k + 1] > time ? row.amount(k) : 0;
    }
    Map<CostMethod, Double> means =
        time >= intervals.horizon()
            ? withoutSurvivor(row.total())
            : withoutExit(time, row.died(), row.total(), tail);
    System.arraycopy(entrantsBefore, 0, entrants, 0, entrants.length);
    System.arraycopy(throughBefore, 0, through, 0, through.length);
    return means;
  }

  private Map<CostMethod, Double> withoutSurvivor(double total) {
    checkIncluded(atHorizon);
    double before = survivors;
    survivors -= total;
    atHorizon--;
    Map<CostMethod, Double> means = means();
    atHorizon++;
    survivors = before;
    return means;
  }

  private static void checkIncluded(double persons) {
    if (persons < 1) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with("a person who was not in the first pass");
    }
  }

  private Map<CostMethod, Double> withoutExit(
      double time, boolean dead, double total, double tail) {
    int found = Arrays.binarySearch(times, time);
    // A time within rounding of an earlier one is in the run of that.
    int run = found >= 0 ? found : -found - 2;
    checkIncluded(run < 0 ? 0 : (dead ? died : left)[run]);
    double totalBefore = totals[run];
    double tailBefore = tails[run];
    double[] count = dead ? died : left;
    count[run]--;
    if (dead) {
      totals[run] -= total;
      tails[run] -= tail;
    }
    Map<CostMethod, Double> means = means();
    count[run]++;
    totals[run] = totalBefore;
    tails[run] = tailBefore;
    return means;
  }
}
