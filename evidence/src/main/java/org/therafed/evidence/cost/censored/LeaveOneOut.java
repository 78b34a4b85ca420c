package org.therafed.evidence.cost.censored;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * All four means on primitive columns, of everybody and without one of the persons, each such at
 * the cost of the intervals alone. What {@link CensoredCost} finds from a table, in another way:
 * tests hold one against the other. A mean without a value is absent.
 */
final class LeaveOneOut {
  private final double[] bounds;
  private final ExitRuns runs;

  /** By bound, the days that come before it. */
  private final int[] daysBefore;

  /** By interval, amounts in it of those followed to its start, and to its end. */
  private final double[] entrants;

  private final double[] through;

  /** By interval, those who died in it: their totals and number. */
  private final double[] deadTotals;

  private final double[] deaths;
  private final double complete;
  private final double survivors;

  LeaveOneOut(CensoredCostTable merged, TieConvention ties) {
    CensoredCostTable table = merged.tied();
    bounds = table.intervals().breaks().stream().mapToDouble(Double::doubleValue).toArray();
    runs = new ExitRuns(table, ties);
    daysBefore = Arrays.stream(bounds).mapToInt(runs::before).toArray();
    int intervals = bounds.length - 1;
    entrants = new double[intervals];
    through = new double[intervals];
    deadTotals = new double[intervals];
    deaths = new double[intervals];
    table.deaths().forEach(this::addAmounts);
    table.censored().forEach(this::addAmounts);
    for (int r = 0; r < runs.size(); r++) {
      deadTotals[interval(r)] += runs.totals[r];
      deaths[interval(r)] += runs.died[r];
    }
    for (int k = 0; k < intervals; k++) {
      entrants[k] += table.reached().amounts().get(k);
      through[k] += table.reached().amounts().get(k);
    }
    survivors = table.reached().total();
    complete = Arrays.stream(runs.died).sum() + runs.atRisk[runs.size()];
  }

  private void addAmounts(double day, ExitSums sums) {
    for (int k = 0; k < entrants.length; k++) {
      double amount = sums.amounts().get(k);
      entrants[k] += day >= bounds[k] ? amount : 0;
      through[k] += day >= bounds[k + 1] ? amount : 0;
    }
  }

  private int interval(int run) {
    int interval = 0;
    while (daysBefore[interval + 1] <= run) {
      interval++;
    }
    return interval;
  }

  /** The means of those in it. */
  Map<CostMethod, Double> means() {
    Sample all = new Sample();
    for (int b = 0; b < bounds.length; b++) {
      int days = daysBefore[b];
      all.at(b, runs.atRisk[days], runs.alive[days], runs.followed[days]);
    }
    all.weighted = runs.totalsLater[0];
    all.partitioned = runs.tailsLater[0];
    return all.means();
  }

  /** The means without a person, who must be among those in it. */
  Map<CostMethod, Double> without(CostHistory row, CostIntervals intervals) {
    double time = intervals.snapped(row.timeDays());
    Sample rest = new Sample();
    rest.persons--;
    double tail = 0;
    for (int k = 0; k < entrants.length; k++) {
      rest.entrants[k] -= time >= bounds[k] ? row.amount(k) : 0;
      rest.through[k] -= time >= bounds[k + 1] ? row.amount(k) : 0;
      tail += bounds[k + 1] > time ? row.amount(k) : 0;
    }
    if (time >= intervals.horizon()) {
      rest.withoutSurvivor(row.total());
    } else {
      rest.withoutExit(runs.runOf(time), row.died(), row.total(), tail);
    }
    return rest.means();
  }

  private static void checkIncluded(double persons) {
    if (persons < 1) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with("a person who was not in the first pass");
    }
  }

  /** What the means are made of; everybody's until someone is taken out. */
  private final class Sample {
    private final double[] entrants = LeaveOneOut.this.entrants.clone();
    private final double[] through = LeaveOneOut.this.through.clone();
    private final double[] deadTotals = LeaveOneOut.this.deadTotals.clone();
    private final double[] deaths = LeaveOneOut.this.deaths.clone();
    private final double[] atRisk = new double[bounds.length];
    private final double[] survival = new double[bounds.length];
    private final double[] uncensored = new double[bounds.length];
    private double persons = runs.atRisk[0];
    private double complete = LeaveOneOut.this.complete;
    private double atHorizon = runs.atRisk[runs.size()];
    private double survivors = LeaveOneOut.this.survivors;

    /** Totals and tails of the dead by the inverse of staying uncensored. */
    private double weighted;

    private double partitioned;

    void at(int bound, double risk, double alive, double followed) {
      atRisk[bound] = risk;
      survival[bound] = alive;
      uncensored[bound] = followed;
    }

    /** Bounds up to a day at which the person was still at risk. */
    private void fewerUpTo(int run) {
      for (int b = 0; b < bounds.length && daysBefore[b] <= run; b++) {
        int days = daysBefore[b];
        at(b, runs.atRisk[days] - 1, runs.aliveFewer[days], runs.followedFewer[days]);
      }
      weighted = runs.totalsFewer[run];
      partitioned = runs.tailsFewer[run];
    }

    void withoutSurvivor(double total) {
      checkIncluded(atHorizon);
      fewerUpTo(runs.size());
      survivors -= total;
      atHorizon--;
      complete--;
    }

    void withoutExit(int run, boolean dead, double total, double tail) {
      checkIncluded(run < 0 ? 0 : (dead ? runs.died : runs.left)[run]);
      fewerUpTo(run);
      double died = runs.died[run] - (dead ? 1 : 0);
      double left = runs.left[run] - (dead ? 0 : 1);
      double followed = runs.followedFewer[run];
      if (died > 0) {
        weighted += (runs.totals[run] - (dead ? total : 0)) / followed;
        partitioned += (runs.tails[run] - (dead ? tail : 0)) / followed;
      }
      double risk = runs.atRisk[run] - 1;
      double alive = runs.aliveFewer[run] * ExitRuns.survive(risk, died);
      followed *= runs.stay(risk, died, left);
      int next = run + 1;
      if (followed > 0) {
        weighted += runs.totalsLater[next] / followed;
        partitioned += runs.tailsLater[next] / followed;
      }
      for (int b = 0; b < bounds.length; b++) {
        int days = daysBefore[b];
        if (days >= next) {
          at(
              b,
              runs.atRisk[days],
              alive * ratio(runs.alive, days, next),
              followed * ratio(runs.followed, days, next));
        }
      }
      if (dead) {
        deadTotals[interval(run)] -= total;
        deaths[interval(run)]--;
        complete--;
      }
    }

    /** Of a curve between two days; where it is at 0, nobody is left to bring it down. */
    private double ratio(double[] curve, int days, int from) {
      return curve[from] > 0 ? curve[days] / curve[from] : 1;
    }

    Map<CostMethod, Double> means() {
      EnumMap<CostMethod, Double> means = new EnumMap<>(CostMethod.class);
      if (complete == 0) {
        return means;
      }
      double byInterval = 0;
      double byTotal = 0;
      int intervals = entrants.length;
      for (int k = 0; k < intervals; k++) {
        byInterval += survival[k] == 0 ? 0 : survival[k] * (entrants[k] / atRisk[k]);
        if (deaths[k] > 0) {
          byTotal += deadTotals[k] / deaths[k] * (survival[k] - survival[k + 1]);
        }
        partitioned += atRisk[k + 1] > 0 ? through[k] / uncensored[k + 1] : 0;
      }
      if (atHorizon > 0) {
        byTotal += survivors / atHorizon * survival[intervals];
        weighted += survivors / uncensored[intervals];
      }
      if (Double.isFinite(byInterval)) {
        means.put(CostMethod.LIN_INTERVAL, byInterval);
      }
      means.put(CostMethod.LIN_TOTAL, byTotal);
      means.put(CostMethod.BANG_TSIATIS_SIMPLE, weighted / persons);
      means.put(CostMethod.BANG_TSIATIS_PARTITIONED, partitioned / persons);
      return means;
    }
  }
}
