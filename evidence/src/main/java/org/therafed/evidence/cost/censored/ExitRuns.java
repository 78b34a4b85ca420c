package org.therafed.evidence.cost.censored;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * The days on which persons left, in order, with what a weighted sum over them is up to a day and
 * from a day on: of everybody, and with one person fewer at risk. Who leaves one person out changes
 * the risk sets up to that person's day alone, so both sides of the day are there already.
 */
final class ExitRuns {
  final double[] times;
  final double[] died;
  final double[] left;

  /** Of the dead of a day: their totals, and what they cost in intervals not yet ended. */
  final double[] totals;

  final double[] tails;

  /** Before each day and after the last one: at risk, and both curves. */
  final double[] atRisk;

  final double[] alive;
  final double[] followed;

  /** The curves with one person fewer at risk on all days before. */
  final double[] aliveFewer;

  final double[] followedFewer;

  /** Totals and tails by the inverse of that curve, over all days before. */
  final double[] totalsFewer;

  final double[] tailsFewer;

  /** The same of everybody from the day on, with the curve begun there at 1. */
  final double[] totalsLater;

  final double[] tailsLater;

  private final boolean deathsFirst;

  /** Of a table whose ties are tied. */
  ExitRuns(CensoredCostTable table, TieConvention ties) {
    deathsFirst = ties == TieConvention.DEATHS_FIRST;
    TreeSet<Double> days = new TreeSet<>(table.deaths().keySet());
    days.addAll(table.censored().keySet());
    times = days.stream().mapToDouble(Double::doubleValue).toArray();
    int size = times.length;
    died = new double[size];
    left = new double[size];
    totals = new double[size];
    tails = new double[size];
    table.deaths().forEach((day, sums) -> addDead(run(day), day, sums, table.intervals()));
    table.censored().forEach((day, sums) -> left[run(day)] += (double) sums.persons());
    atRisk = new double[size + 1];
    atRisk[size] = (double) table.reached().persons();
    for (int r = size - 1; r >= 0; r--) {
      atRisk[r] = atRisk[r + 1] + died[r] + left[r];
    }
    alive = new double[size + 1];
    followed = new double[size + 1];
    aliveFewer = new double[size + 1];
    followedFewer = new double[size + 1];
    totalsFewer = new double[size + 1];
    tailsFewer = new double[size + 1];
    totalsLater = new double[size + 1];
    tailsLater = new double[size + 1];
    forward();
    backward();
  }

  private void addDead(int run, double day, ExitSums sums, CostIntervals intervals) {
    died[run] += (double) sums.persons();
    totals[run] += sums.total();
    for (int k = 0; k < intervals.size(); k++) {
      tails[run] += intervals.end(k) > day ? sums.amounts().get(k) : 0;
    }
  }

  private void forward() {
    alive[0] = 1;
    followed[0] = 1;
    aliveFewer[0] = 1;
    followedFewer[0] = 1;
    for (int r = 0; r < times.length; r++) {
      alive[r + 1] = alive[r] * survive(atRisk[r], died[r]);
      followed[r + 1] = followed[r] * stay(atRisk[r], died[r], left[r]);
      // Nobody may be left to be one fewer after the last day: then these are never asked for.
      aliveFewer[r + 1] = aliveFewer[r] * survive(atRisk[r] - 1, died[r]);
      followedFewer[r + 1] = followedFewer[r] * stay(atRisk[r] - 1, died[r], left[r]);
      totalsFewer[r + 1] = totalsFewer[r] + weighed(totals, r, followedFewer[r]);
      tailsFewer[r + 1] = tailsFewer[r] + weighed(tails, r, followedFewer[r]);
    }
  }

  private void backward() {
    for (int r = times.length - 1; r >= 0; r--) {
      double stay = stay(atRisk[r], died[r], left[r]);
      // A curve at 0 has nobody after it.
      totalsLater[r] = weighed(totals, r, 1) + (stay > 0 ? totalsLater[r + 1] / stay : 0);
      tailsLater[r] = weighed(tails, r, 1) + (stay > 0 ? tailsLater[r + 1] / stay : 0);
    }
  }

  private double weighed(double[] amounts, int run, double weight) {
    return died[run] > 0 ? amounts[run] / weight : 0;
  }

  /** The factor of the survival curve on a day. */
  static double survive(double atRisk, double died) {
    return died > 0 ? 1 - died / atRisk : 1;
  }

  /** The factor of the curve of staying uncensored on a day. */
  double stay(double atRisk, double died, double left) {
    return left > 0 ? 1 - left / (atRisk - (deathsFirst ? died : 0)) : 1;
  }

  int size() {
    return times.length;
  }

  private int run(double day) {
    return Arrays.binarySearch(times, day);
  }

  /** The run of a day: its own, or the one just before, within rounding of which it is; or −1. */
  int runOf(double day) {
    int found = run(day);
    return found >= 0 ? found : -found - 2;
  }

  /** How many days come before a bound. */
  int before(double bound) {
    int found = run(bound);
    return found >= 0 ? found : -found - 1;
  }
}
