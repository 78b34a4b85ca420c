package org.therafed.evidence.cost.effectiveness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.therafed.evidence.cost.censored.CostIntervals;
import org.therafed.evidence.cost.censored.TieConvention;

/**
 * One arm's rows as columns in order of exit, deaths before censorings, for many replicates. Those
 * followed to an interval's end are then a stretch to the last row, so a replicate is a few sums
 * over stretches. Gives what {@link CostEffectiveness} gives from tables.
 */
final class ArmColumns {
  private final int size;
  private final double[] ends;
  private final double horizon;
  private final boolean deathsFirst;
  private final long[] starts;

  /** Distinct days of exit before the horizon, and where their deaths and censorings begin. */
  private final double[] day;

  private final int[] firstDeath;
  private final int[] firstCensored;

  /** The first row followed to the horizon. */
  private final int firstReached;

  /** By interval, the first row followed to its end. */
  private final int[] followed;

  /** By row, what counts at its own death: the amounts of intervals not lived through. */
  private final double[] ownCost;

  private final double[] ownEffect;

  /** By interval and row. */
  private final double[][] cost;

  private final double[][] effect;

  ArmColumns(
      List<OutcomeRow> rows, CostIntervals of, TieConvention ties, BootstrapWeights weights) {
    List<OutcomeRow> sorted =
        rows.stream()
            .sorted(
                Comparator.comparingDouble((OutcomeRow r) -> r.cost().timeDays())
                    .thenComparing(r -> !r.cost().died()))
            .toList();
    size = sorted.size();
    horizon = of.horizon();
    ends = of.breaks().stream().skip(1).mapToDouble(Double::doubleValue).toArray();
    deathsFirst = ties == TieConvention.DEATHS_FIRST;
    starts = sorted.stream().mapToLong(row -> weights.start(row.key())).toArray();
    double[] time = sorted.stream().mapToDouble(row -> row.cost().timeDays()).toArray();
    firstReached = firstAtOrAfter(time, horizon);
    followed = Arrays.stream(ends).mapToInt(end -> firstAtOrAfter(time, end)).toArray();
    day = Arrays.stream(time, 0, firstReached).distinct().toArray();
    firstDeath = Arrays.stream(day).mapToInt(d -> firstAtOrAfter(time, d)).toArray();
    firstCensored = new int[day.length];
    for (int d = 0; d < day.length; d++) {
      int row = firstDeath[d];
      while (row < firstReached && time[row] == day[d] && sorted.get(row).cost().died()) {
        row++;
      }
      firstCensored[d] = row;
    }
    ownCost = new double[size];
    ownEffect = new double[size];
    cost = new double[ends.length][size];
    effect = new double[ends.length][size];
    for (int i = 0; i < size; i++) {
      fill(i, sorted.get(i));
    }
  }

  private static int firstAtOrAfter(double[] time, double day) {
    int row = 0;
    while (row < time.length && time[row] < day) {
      row++;
    }
    return row;
  }

  private void fill(int i, OutcomeRow row) {
    for (int k = 0; k < ends.length; k++) {
      cost[k][i] = row.cost().amount(k);
      effect[k][i] = row.effect().amount(k);
      if (i < followed[k] && row.cost().died()) {
        ownCost[i] += row.cost().amount(k);
        ownEffect[i] += row.effect().amount(k);
      }
    }
  }

  int size() {
    return size;
  }

  /** The rows' weights in the replicates of one block, replicate by replicate. */
  void weigh(int block, double[][] into) {
    for (int i = 0; i < size; i++) {
      long hash = BootstrapWeights.hash(starts[i], block);
      for (int within = 0; within < BootstrapWeights.BLOCK; within++) {
        into[within][i] = BootstrapWeights.unpack(hash, within);
      }
    }
  }

  /**
   * Mean cost, mean effect and mean days up to the horizon of one replicate; empty if nobody is in
   * it.
   */
  double[] means(double[] weight) {
    double persons = sum(weight, 0, size);
    if (persons == 0) {
      return new double[0];
    }
    double atRisk = persons;
    double survival = 1;
    double area = 0;
    double from = 0;
    double uncensored = 1;
    double meanCost = 0;
    double meanEffect = 0;
    int ended = 0;
    for (int d = 0; d < day.length; d++) {
      for (; ended < ends.length && ends[ended] <= day[d]; ended++) {
        if (uncensored > 0) {
          meanCost += product(weight, cost[ended], followed[ended], size) / uncensored;
          meanEffect += product(weight, effect[ended], followed[ended], size) / uncensored;
        }
      }
      int last = d + 1 < day.length ? firstDeath[d + 1] : firstReached;
      double deaths = sum(weight, firstDeath[d], firstCensored[d]);
      double censorings = sum(weight, firstCensored[d], last);
      if (deaths > 0) {
        meanCost += product(weight, ownCost, firstDeath[d], firstCensored[d]) / uncensored;
        meanEffect += product(weight, ownEffect, firstDeath[d], firstCensored[d]) / uncensored;
        area += survival * (day[d] - from);
        from = day[d];
        survival *= 1 - deaths / atRisk;
      }
      if (censorings > 0) {
        uncensored *= 1 - censorings / (deathsFirst ? atRisk - deaths : atRisk);
      }
      atRisk -= deaths + censorings;
    }
    for (; ended < ends.length; ended++) {
      if (uncensored > 0) {
        meanCost += product(weight, cost[ended], followed[ended], size) / uncensored;
        meanEffect += product(weight, effect[ended], followed[ended], size) / uncensored;
      }
    }
    area += survival * (horizon - from);
    return new double[] {meanCost / persons, meanEffect / persons, area};
  }

  private static double sum(double[] weight, int first, int last) {
    double sum = 0;
    for (int i = first; i < last; i++) {
      sum += weight[i];
    }
    return sum;
  }

  /** Four sums at once, for one would wait for itself. */
  private static double product(double[] weight, double[] amount, int first, int last) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = first;
    for (; i + 3 < last; i += 4) {
      a += weight[i] * amount[i];
      b += weight[i + 1] * amount[i + 1];
      c += weight[i + 2] * amount[i + 2];
      d += weight[i + 3] * amount[i + 3];
    }
    for (; i < last; i++) {
      a += weight[i] * amount[i];
    }
    return a + b + (c + d);
  }
}
