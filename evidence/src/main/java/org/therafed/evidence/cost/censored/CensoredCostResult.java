package org.therafed.evidence.cost.censored;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Result;

/**
 * Mean amount per person up to the horizon.
 *
 * @param basis n: persons; events: deaths before the horizon
 * @param unit of the amounts
 * @param intervals over which they were summed
 * @param completeCases persons who died before the horizon or were followed to it
 * @param survival S just before each limit of the intervals
 * @param amongEntrants by interval, mean amount of those who entered it; empty where nobody did
 * @param linInterval Lin's estimator for costs by interval: Σ S(a)·mean of those who entered; empty
 *     where nobody entered an interval that can be reached
 * @param linTotal Lin's estimator for totals: mean total of those who died in each interval, by the
 *     probability of dying there, and of the survivors
 * @param weightedInterval by interval, the partitioned mean of Bang &amp; Tsiatis
 * @param weighted the simple mean of Bang &amp; Tsiatis, over complete cases
 * @param weightedStdErr its plug-in standard error
 * @param weightedLimits its normal interval
 * @param sumOfWeights of complete cases
 * @param largestWeight of a complete case
 * @param areaUnderSurvival mean days lived up to the horizon
 */
public record CensoredCostResult(
    Basis basis,
    String unit,
    CostIntervals intervals,
    long completeCases,
    List<Double> survival,
    List<OptionalDouble> amongEntrants,
    OptionalDouble linInterval,
    double linTotal,
    List<Double> weightedInterval,
    double weighted,
    double weightedStdErr,
    Interval weightedLimits,
    double sumOfWeights,
    double largestWeight,
    double areaUnderSurvival)
    implements Result {
  public CensoredCostResult {
    survival = List.copyOf(survival);
    amongEntrants = List.copyOf(amongEntrants);
    weightedInterval = List.copyOf(weightedInterval);
  }

  static CensoredCostResult of(
      Basis basis,
      CensoredCost question,
      CensoredCostTable table,
      ExitCurves curves,
      Weighting weighting) {
    CostIntervals intervals = question.intervals();
    List<Double> survival = intervals.breaks().stream().map(curves::survivalBefore).toList();
    List<OptionalDouble> entrants = new ArrayList<>();
    List<Double> partitioned = new ArrayList<>();
    double byInterval = 0;
    boolean complete = true;
    for (int k = 0; k < intervals.size(); k++) {
      OptionalDouble mean = amongEntrants(table, k);
      entrants.add(mean);
      complete &= mean.isPresent() || survival.get(k) == 0;
      byInterval += survival.get(k) * mean.orElse(0);
      partitioned.add(weighting.partitionedMean(k));
    }
    double stdErr = Math.sqrt(weighting.simpleVariance());
    double half = Levels.z(question.level()) * stdErr;
    double mean = weighting.simpleMean();
    return new CensoredCostResult(
        basis,
        question.unit(),
        intervals,
        table.completeCases(),
        survival,
        entrants,
        complete ? OptionalDouble.of(byInterval) : OptionalDouble.empty(),
        linTotal(table, survival),
        partitioned,
        mean,
        stdErr,
        new Interval(mean - half, mean + half, question.level()),
        weighting.sum(),
        weighting.largest(),
        curves.area());
  }

  private static OptionalDouble amongEntrants(CensoredCostTable table, int interval) {
    double start = table.intervals().start(interval);
    long persons = table.reached().persons();
    double sum = table.reached().amounts().get(interval);
    for (SortedMap<Double, ExitSums> exits : List.of(table.deaths(), table.censored())) {
      for (ExitSums later : exits.tailMap(start).values()) {
        persons += later.persons();
        sum += later.amounts().get(interval);
      }
    }
    return persons == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / persons);
  }

  private static double linTotal(CensoredCostTable table, List<Double> survival) {
    CostIntervals intervals = table.intervals();
    double sum = 0;
    for (int k = 0; k < intervals.size(); k++) {
      long persons = 0;
      double total = 0;
      for (Map.Entry<Double, ExitSums> death :
          table.deaths().subMap(intervals.start(k), intervals.end(k)).entrySet()) {
        persons += death.getValue().persons();
        total += death.getValue().total();
      }
      if (persons > 0) {
        sum += total / persons * (survival.get(k) - survival.get(k + 1));
      }
    }
    ExitSums reached = table.reached();
    return reached.persons() == 0
        ? sum
        : sum + reached.total() / reached.persons() * survival.get(intervals.size());
  }

  /**
   * The partitioned mean of Bang &amp; Tsiatis: uses costs of the censored up to their interval.
   */
  public double partitioned() {
    return weightedInterval.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    String mean = "mean up to the horizon";
    all.add(Estimate.of(mean, weighted, weightedLimits, unit).at("method", "Bang–Tsiatis simple"));
    all.add(Estimate.of(mean, partitioned(), unit).at("method", "Bang–Tsiatis partitioned"));
    all.add(Estimate.of(mean, linInterval, unit).at("method", "Lin by interval"));
    all.add(Estimate.of(mean, linTotal, unit).at("method", "Lin by total"));
    all.add(Estimate.count("complete cases", completeCases));
    return all;
  }
}
