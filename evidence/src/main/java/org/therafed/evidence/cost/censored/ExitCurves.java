package org.therafed.evidence.cost.censored;

import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Survival and the probability of being uncensored, both up to the horizon, as products over the
 * times of a table.
 */
final class ExitCurves {
  private final double horizon;

  /** By day of a death, S just after it. */
  private final TreeMap<Double, Double> survival = new TreeMap<>();

  /** By day of a censoring, G just after it. */
  private final TreeMap<Double, Double> uncensored = new TreeMap<>();

  ExitCurves(CensoredCostTable table, TieConvention ties) {
    horizon = table.intervals().horizon();
    long atRisk = table.persons();
    double s = 1;
    double g = 1;
    TreeSet<Double> days = new TreeSet<>(table.deaths().keySet());
    days.addAll(table.censored().keySet());
    for (double day : days) {
      ExitSums dead = table.deaths().get(day);
      ExitSums lost = table.censored().get(day);
      long deaths = dead == null ? 0 : dead.persons();
      long censorings = lost == null ? 0 : lost.persons();
      if (deaths > 0) {
        s *= 1 - (double) deaths / atRisk;
        survival.put(day, s);
      }
      if (censorings > 0) {
        long exposed = ties == TieConvention.DEATHS_FIRST ? atRisk - deaths : atRisk;
        g *= 1 - (double) censorings / exposed;
        uncensored.put(day, g);
      }
      atRisk -= deaths + censorings;
    }
  }

  /** S(t−): deaths at t itself not yet counted. */
  double survivalBefore(double day) {
    var last = survival.lowerEntry(day);
    return last == null ? 1 : last.getValue();
  }

  /** G(t−). */
  double uncensoredBefore(double day) {
    var last = uncensored.lowerEntry(day);
    return last == null ? 1 : last.getValue();
  }

  /** Years lived up to the horizon on average, each discounted. */
  double years(Discounting discounting) {
    double years = 0;
    double s = 1;
    double from = 0;
    for (var step : survival.entrySet()) {
      years += s * discounting.years(from, step.getKey());
      s = step.getValue();
      from = step.getKey();
    }
    return years + s * discounting.years(from, horizon);
  }

  /** Area under S from 0 to the horizon: mean days lived up to it. */
  double area() {
    double area = 0;
    double s = 1;
    double from = 0;
    for (var step : survival.entrySet()) {
      area += s * (step.getKey() - from);
      s = step.getValue();
      from = step.getKey();
    }
    return area + s * (horizon - from);
  }
}
