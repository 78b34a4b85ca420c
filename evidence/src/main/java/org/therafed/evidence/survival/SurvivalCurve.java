package org.therafed.evidence.survival;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * A Kaplan–Meier curve on unrounded data. Times are days; before the first step survival is 1,
 * after the last it is carried on. Where survival is 0 there are no standard error and no limits
 * (Greenwood's sum is infinite there).
 */
public final class SurvivalCurve implements Result {
  private final Basis basis;
  private final EventTable table;
  private final RiskSets sets;
  private final CurveShape shape;

  SurvivalCurve(Basis basis, EventTable table, RiskSets sets, CurveShape shape) {
    this.basis = basis;
    this.table = table;
    this.sets = sets;
    this.shape = shape;
  }

  @Override
  public Basis basis() {
    return basis;
  }

  @Override
  public List<Estimate> estimates() {
    return CurveEstimates.of(this);
  }

  /** Confidence level of all limits. */
  public double level() {
    return shape.level;
  }

  /** Scale of the pointwise interval. */
  public ConfidenceBand band() {
    return shape.band;
  }

  /** The curve at each time with an event or a censoring, in order of time; made on demand. */
  public List<Step> steps() {
    return new AbstractList<>() {
      @Override
      public Step get(int i) {
        return step(i);
      }

      @Override
      public int size() {
        return shape.survival.length;
      }
    };
  }

  /**
   * The curve at one time.
   *
   * @param timeDays days, 0 or more
   */
  public Point at(double timeDays) {
    int i = shape.indexAt(timeDays);
    return new Point(
        timeDays,
        atRiskAt(timeDays),
        shape.survivalOf(i),
        shape.stdErrOf(i),
        shape.lowerOf(i),
        shape.upperOf(i));
  }

  /** S(t) at a time in days: 1 before the first event, the last value after the last time. */
  public double survivalAt(double timeDays) {
    return shape.survivalOf(shape.indexAt(timeDays));
  }

  /**
   * How many are under observation just before a time in days (and have not yet had event or
   * censoring).
   */
  public long atRiskAt(double timeDays) {
    CurveShape.checkTime(timeDays);
    double before = timeDays * (1 - EventTable.SAME_TIME);
    long present = 0;
    for (int i = 0; i < table.size() && table.time(i) == 0; i++) {
      present += table.enteredAt(i);
    }
    for (int i = 0; i < table.size() && table.time(i) < before; i++) {
      present -= table.eventsAt(i) + table.censoredAt(i);
      present += table.time(i) > 0 ? table.enteredAt(i) : 0;
    }
    return present;
  }

  /** Events at or before a time in days. */
  public long eventsUntil(double timeDays) {
    long sum = 0;
    for (int i = shape.indexAt(timeDays); i >= 0; i--) {
      sum += sets.events[i];
    }
    return sum;
  }

  /** Censored at or before a time in days. */
  public long censoredUntil(double timeDays) {
    long sum = 0;
    for (int i = shape.indexAt(timeDays); i >= 0; i--) {
      sum += sets.censored[i];
    }
    return sum;
  }

  /** Whether anybody came under observation after the origin (left truncation). */
  public boolean hasLateEntries() {
    for (int i = table.size() - 1; i >= 0 && table.time(i) > 0; i--) {
      if (table.enteredAt(i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The last time, days, at which anybody was observed. */
  public double lastTimeDays() {
    return sets.times[sets.times.length - 1];
  }

  /** The median survival time: {@code quantile(0.5)}. */
  public SurvivalQuantile median() {
    return quantile(0.5);
  }

  /**
   * The smallest time with S(t) ≤ 1 − p; where S equals 1 − p exactly, the midpoint of that plateau
   * (its end is the last observed time if nothing follows). The limits invert the pointwise band in
   * the same way.
   *
   * @param p 0 to 1, exclusive
   * @see <a href="https://doi.org/10.2307/2530286">Brookmeyer &amp; Crowley 1982</a>
   */
  public SurvivalQuantile quantile(double p) {
    return shape.quantile(p);
  }

  /**
   * Restricted mean survival time: the area under the curve from 0 to tau, days, with variance Σ
   * A(t)² d/(n(n−d)), A(t) the area from t to tau, and a normal interval.
   *
   * @param tauDays declared beforehand, above 0; beyond the last time the curve is carried on
   * @see <a href="https://doi.org/10.1002/sim.4274">Royston &amp; Parmar 2011</a>
   */
  public RestrictedMean restrictedMean(double tauDays) {
    double[] areas = shape.areasTo(tauDays);
    double variance = 0;
    for (int i = 0; i < areas.length; i++) {
      long d = sets.events[i];
      long n = sets.atRisk[i];
      if (d > 0 && areas[i] > 0) {
        variance += areas[i] * areas[i] * d / ((double) n * (n - d));
      }
    }
    return RestrictedMean.of(tauDays, shape.area(tauDays, areas), Math.sqrt(variance), shape.level);
  }

  /**
   * Cumulative hazard by Nelson–Aalen at a time in days, with an interval symmetric in its
   * logarithm.
   */
  public HazardPoint cumulativeHazardAt(double timeDays) {
    int last = shape.indexAt(timeDays);
    double hazard = 0;
    double variance = 0;
    for (int i = 0; i <= last; i++) {
      double n = sets.atRisk[i];
      hazard += sets.events[i] / n;
      variance += sets.events[i] / (n * n);
    }
    return HazardPoint.of(timeDays, hazard, Math.sqrt(variance), shape.z);
  }

  /**
   * Median follow-up, days, by reverse Kaplan–Meier: the median time to censoring. Where an event
   * and a censoring fall on one time both are at risk.
   *
   * @see <a href="https://doi.org/10.1016/0197-2456(96)00075-X">Schemper &amp; Smith 1996</a>
   */
  public SurvivalQuantile medianFollowUp() {
    Optional<SurvivalCurve> reverse =
        new KaplanMeier(shape.level, shape.band).finish(table.reversed()).result();
    return reverse.orElseThrow().median();
  }

  /**
   * This curve with the checks and warnings of something that was found out about the same rows,
   * such as how fresh their follow-up is.
   */
  public SurvivalCurve with(List<String> checks, List<String> warnings) {
    List<String> allChecks = new ArrayList<>(basis.checks());
    allChecks.addAll(checks);
    List<String> allWarnings = new ArrayList<>(basis.warnings());
    allWarnings.addAll(warnings);
    Basis more =
        new Basis(
            basis.n(),
            basis.events(),
            basis.sites(),
            basis.unit(),
            basis.method(),
            allChecks,
            allWarnings);
    return new SurvivalCurve(more, table, sets, shape);
  }

  private Step step(int i) {
    return new Step(
        sets.times[i],
        sets.atRisk[i],
        sets.events[i],
        sets.censored[i],
        shape.survivalOf(i),
        shape.stdErrOf(i),
        shape.lowerOf(i),
        shape.upperOf(i));
  }
}
