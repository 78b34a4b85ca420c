package org.therafed.evidence.cost.censored;

import java.util.Map;
import java.util.TreeSet;

/** Complete cases weighted by the inverse probability of being uncensored (Bang &amp; Tsiatis). */
final class Weighting {
  private final CensoredCostTable table;
  private final ExitCurves curves;
  private final double sum;
  private final double largest;
  private final double amounts;

  Weighting(CensoredCostTable table, ExitCurves curves) {
    this.table = table;
    this.curves = curves;
    double all = 0;
    double most = 0;
    double weighted = 0;
    for (Map.Entry<Double, ExitSums> death : table.deaths().entrySet()) {
      double weight = 1 / curves.uncensoredBefore(death.getKey());
      all += weight * death.getValue().persons();
      weighted += weight * death.getValue().total();
      most = death.getValue().persons() > 0 ? Math.max(most, weight) : most;
    }
    if (table.reached().persons() > 0) {
      double weight = atHorizon();
      all += weight * table.reached().persons();
      weighted += weight * table.reached().total();
      most = Math.max(most, weight);
    }
    sum = all;
    largest = most;
    amounts = weighted;
  }

  private double atHorizon() {
    return 1 / curves.uncensoredBefore(table.intervals().horizon());
  }

  /** Of all weights; n where somebody is followed to the end. */
  double sum() {
    return sum;
  }

  double largest() {
    return largest;
  }

  /** The simple weighted mean: Σ amount/G(T−)/n. */
  double simpleMean() {
    return amounts / table.persons();
  }

  /**
   * The plug-in variance of the simple mean: the spread among complete cases and what censoring
   * adds, the latter over the times of censoring with everybody who left later weighted.
   */
  double simpleVariance() {
    double n = table.persons();
    double mean = simpleMean();
    // Backwards over time: sums over the complete cases that left later.
    double weights = 0;
    double firsts = 0;
    double seconds = 0;
    if (table.reached().persons() > 0) {
      double weight = atHorizon();
      weights = weight * table.reached().persons();
      firsts = weight * table.reached().total();
      seconds = weight * table.reached().squares();
    }
    double censoring = 0;
    TreeSet<Double> days = new TreeSet<>(table.deaths().keySet());
    days.addAll(table.censored().keySet());
    for (double day : days.descendingSet()) {
      ExitSums lost = table.censored().get(day);
      double g = curves.uncensoredBefore(day);
      if (lost != null && weights > 0) {
        double centre = firsts / weights;
        censoring += lost.persons() / (g * g) * (seconds / weights - centre * centre);
      }
      ExitSums dead = table.deaths().get(day);
      if (dead != null) {
        weights += dead.persons() / g;
        firsts += dead.total() / g;
        seconds += dead.squares() / g;
      }
    }
    // Sums of squares cancel where all amounts are alike; rounding may then fall below 0.
    double spread = Math.max(0, seconds - 2 * mean * firsts + mean * mean * weights);
    return (spread / n + Math.max(0, censoring) / n) / n;
  }

  /**
   * The partitioned weighted mean of one interval: whoever died in or before it, or was followed to
   * its end b, counts with 1/G at the earlier of death and b.
   */
  double partitionedMean(int interval) {
    double end = table.intervals().end(interval);
    double sum = 0;
    for (Map.Entry<Double, ExitSums> death : table.deaths().entrySet()) {
      double at = Math.min(death.getKey(), end);
      sum += death.getValue().amounts().get(interval) / curves.uncensoredBefore(at);
    }
    double followed = table.reached().amounts().get(interval);
    for (ExitSums later : table.censored().tailMap(end).values()) {
      followed += later.amounts().get(interval);
    }
    double uncensored = curves.uncensoredBefore(end);
    // 0 where the last person was censored before the end: then nobody is followed to it.
    return (uncensored == 0 ? sum : sum + followed / uncensored) / table.persons();
  }
}
