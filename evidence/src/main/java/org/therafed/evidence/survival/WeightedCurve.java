package org.therafed.evidence.survival;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * A weighted Kaplan–Meier curve on unrounded data. Times are days; before the first step survival
 * is 1, after the last it is carried on. {@link #n()} and {@link #events()} count rows.
 */
public final class WeightedCurve implements Result {
  private static final double MONTH_DAYS = 30.4375;

  /** Variance of the restricted mean, given the areas from each step to tau. */
  @FunctionalInterface
  interface AreaVariance {
    double of(double[] areas);
  }

  private final Basis basis;
  private final WeightedTable table;
  private final WeightedSets sets;
  private final CurveShape shape;
  private final double[] hazardVariance;
  private final AreaVariance areaVariance;

  WeightedCurve(
      Basis basis,
      WeightedTable table,
      WeightedSets sets,
      CurveShape shape,
      double[] hazardVariance,
      AreaVariance areaVariance) {
    this.basis = basis;
    this.table = table;
    this.sets = sets;
    this.shape = shape;
    this.hazardVariance = hazardVariance;
    this.areaVariance = areaVariance;
  }

  @Override
  public Basis basis() {
    return basis;
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    int months = (int) Math.floor(shape.lastTime() / MONTH_DAYS);
    for (int month = 0; month <= months; month++) {
      WeightedStep point = at(month * MONTH_DAYS);
      all.add(
          Estimate.of("survival", point.survival(), "1")
              .within(point.lower(), point.upper(), shape.level)
              .at("month", month));
      all.add(Estimate.of("weight at risk", point.atRisk(), "1").at("month", month));
    }
    SurvivalQuantile median = quantile(0.5);
    all.add(
        Estimate.of("median survival", median.timeDays(), "d")
            .within(median.lowerDays(), median.upperDays(), median.level()));
    all.add(Estimate.of("effective sample size", effectiveSampleSize(), "1"));
    return all;
  }

  /** Confidence level of all limits. */
  public double level() {
    return shape.level;
  }

  /** Sum of the weights of the rows with the event. */
  public double weightedEvents() {
    double sum = 0;
    for (double d : sets.events) {
      sum += d;
    }
    return sum;
  }

  /** (Σw)²/Σw², Kish 1965: how many rows of equal weight would say as much. */
  public double effectiveSampleSize() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < table.size(); i++) {
      sum += table.weight(i);
      squares += table.square(i);
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  /** The curve at each time at which a row ended, in order of time; made on demand. */
  public List<WeightedStep> steps() {
    return new AbstractList<>() {
      @Override
      public WeightedStep get(int k) {
        return step(sets.times[k], k, sets.atRisk[k], sets.events[k], sets.censored[k]);
      }

      @Override
      public int size() {
        return sets.times.length;
      }
    };
  }

  /**
   * The curve at one time; events and censored are those at that very time.
   *
   * @param timeDays days, 0 or more
   */
  public WeightedStep at(double timeDays) {
    int k = shape.indexAt(timeDays);
    boolean on = k >= 0 && sets.times[k] >= timeDays * (1 - EventTable.SAME_TIME);
    return step(
        timeDays,
        k,
        on ? sets.atRisk[k] : atRiskBetween(timeDays),
        on ? sets.events[k] : 0,
        on ? sets.censored[k] : 0);
  }

  private double atRiskBetween(double timeDays) {
    double sum = 0;
    for (int i = 0; i < table.size(); i++) {
      boolean entered = table.entry(i) == 0 || table.entry(i) < timeDays;
      sum += entered && table.time(i) >= timeDays ? table.weight(i) : 0;
    }
    return sum;
  }

  /** S(t) at a time in days: 1 before the first event, the last value after the last time. */
  public double survivalAt(double timeDays) {
    return shape.survivalOf(shape.indexAt(timeDays));
  }

  /** A quantile of survival time, as {@link SurvivalCurve#quantile}. */
  public SurvivalQuantile quantile(double p) {
    return shape.quantile(p);
  }

  /**
   * Restricted mean survival time to tau with the variance of this curve's kind, days.
   *
   * @param tauDays declared beforehand; beyond the last time the curve is carried on
   */
  public RestrictedMean restrictedMean(double tauDays) {
    double[] areas = shape.areasTo(tauDays);
    return RestrictedMean.of(
        tauDays, shape.area(tauDays, areas), Math.sqrt(areaVariance.of(areas)), shape.level);
  }

  /** Cumulative hazard by Nelson–Aalen with the variance of this curve's kind. */
  public HazardPoint cumulativeHazardAt(double timeDays) {
    int last = shape.indexAt(timeDays);
    double hazard = 0;
    for (int k = 0; k <= last; k++) {
      hazard += sets.events[k] > 0 ? sets.events[k] / sets.atRisk[k] : 0;
    }
    return HazardPoint.of(
        timeDays, hazard, last < 0 ? 0 : Math.sqrt(hazardVariance[last]), shape.z);
  }

  WeightedCurve with(List<String> moreWarnings) {
    List<String> warnings = new ArrayList<>(basis.warnings());
    warnings.addAll(moreWarnings);
    Basis more =
        new Basis(
            basis.n(),
            basis.events(),
            basis.sites(),
            basis.unit(),
            basis.method(),
            basis.checks(),
            warnings);
    return new WeightedCurve(more, table, sets, shape, hazardVariance, areaVariance);
  }

  private WeightedStep step(double time, int k, double atRisk, double events, double censored) {
    return new WeightedStep(
        time,
        atRisk,
        events,
        censored,
        shape.survivalOf(k),
        shape.stdErrOf(k),
        shape.lowerOf(k),
        shape.upperOf(k));
  }
}
