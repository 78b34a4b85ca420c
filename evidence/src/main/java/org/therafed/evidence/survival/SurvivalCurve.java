package org.therafed.evidence.survival;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Result;

/**
 * A Kaplan–Meier curve on unrounded data. Times are days; before the first step survival is 1,
 * after the last it is carried on. Where survival is 0 there are no standard error and no limits
 * (Greenwood's sum is infinite there).
 */
public final class SurvivalCurve implements Result {
  /**
   * How close S must be to 1 − p to lie exactly on the plateau; beyond rounding of a long product.
   */
  private static final double PLATEAU = 1e-10;

  private final Basis basis;
  private final double level;
  private final ConfidenceBand band;
  private final double z;
  private final EventTable table;
  private final RiskSets sets;
  private final double[] survival;
  private final double[] greenwood;

  SurvivalCurve(
      Basis basis,
      double level,
      ConfidenceBand band,
      EventTable table,
      RiskSets sets,
      double[] survival,
      double[] greenwood) {
    this.basis = basis;
    this.level = level;
    this.band = band;
    this.z = Levels.z(level);
    this.table = table;
    this.sets = sets;
    this.survival = survival;
    this.greenwood = greenwood;
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
    return level;
  }

  /** Scale of the pointwise interval. */
  public ConfidenceBand band() {
    return band;
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
        return survival.length;
      }
    };
  }

  /**
   * The curve at one time.
   *
   * @param timeDays days, 0 or more
   */
  public Point at(double timeDays) {
    int i = indexAt(timeDays);
    return new Point(
        timeDays, atRiskAt(timeDays), survivalOf(i), stdErrOf(i), lowerOf(i), upperOf(i));
  }

  /** S(t) at a time in days: 1 before the first event, the last value after the last time. */
  public double survivalAt(double timeDays) {
    return survivalOf(indexAt(timeDays));
  }

  /**
   * How many are under observation just before a time in days (and have not yet had event or
   * censoring).
   */
  public long atRiskAt(double timeDays) {
    checkTime(timeDays);
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
    for (int i = indexAt(timeDays); i >= 0; i--) {
      sum += sets.events[i];
    }
    return sum;
  }

  /** Censored at or before a time in days. */
  public long censoredUntil(double timeDays) {
    long sum = 0;
    for (int i = indexAt(timeDays); i >= 0; i--) {
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
    if (!(p > 0 && p < 1)) {
      throw EvidenceCode.PROBABILITY_OUT_OF_RANGE.with(p);
    }
    int size = survival.length;
    double[] lower = new double[size];
    double[] upper = new double[size];
    int limits = 0;
    for (; limits < size && survival[limits] > 0; limits++) {
      double stdErr = survival[limits] * Math.sqrt(greenwood[limits]);
      lower[limits] = band.lower(survival[limits], stdErr, z);
      upper[limits] = band.upper(survival[limits], stdErr, z);
    }
    return new SurvivalQuantile(
        p,
        firstAt(survival, size, 1 - p),
        firstAt(lower, limits, 1 - p),
        firstAt(upper, limits, 1 - p),
        level);
  }

  private OptionalDouble firstAt(double[] curve, int size, double target) {
    int first = 0;
    while (first < size && curve[first] > target + PLATEAU) {
      first++;
    }
    if (first == size) {
      return OptionalDouble.empty();
    }
    double time = sets.times[first];
    if (Math.abs(curve[first] - target) > PLATEAU) {
      return OptionalDouble.of(time);
    }
    int next = first + 1;
    while (next < size && Math.abs(curve[next] - curve[first]) <= PLATEAU) {
      next++;
    }
    double end = next < sets.times.length ? sets.times[next] : lastTimeDays();
    return OptionalDouble.of((time + end) / 2);
  }

  /**
   * Restricted mean survival time: the area under the curve from 0 to tau, days, with variance Σ
   * A(t)² d/(n(n−d)), A(t) the area from t to tau, and a normal interval.
   *
   * @param tauDays declared beforehand, above 0; beyond the last time the curve is carried on
   * @see <a href="https://doi.org/10.1002/sim.4274">Royston &amp; Parmar 2011</a>
   */
  public RestrictedMean restrictedMean(double tauDays) {
    checkTime(tauDays);
    int last = indexAt(tauDays);
    double[] areaFrom = new double[last + 2];
    double end = tauDays;
    double area = 0;
    double variance = 0;
    for (int i = last; i >= 0; i--) {
      area += survival[i] * (end - sets.times[i]);
      areaFrom[i] = area;
      end = sets.times[i];
      long d = sets.events[i];
      long n = sets.atRisk[i];
      if (d > 0 && area > 0) {
        variance += area * area * d / ((double) n * (n - d));
      }
    }
    return RestrictedMean.of(tauDays, area + end, Math.sqrt(variance), level);
  }

  /**
   * Median follow-up, days, by reverse Kaplan–Meier: the median time to censoring. Where an event
   * and a censoring fall on one time both are at risk.
   *
   * @see <a href="https://doi.org/10.1016/0197-2456(96)00075-X">Schemper &amp; Smith 1996</a>
   */
  public SurvivalQuantile medianFollowUp() {
    Optional<SurvivalCurve> reverse =
        new KaplanMeier(level, band).finish(table.reversed()).result();
    return reverse.orElseThrow().median();
  }

  private Step step(int i) {
    return new Step(
        sets.times[i],
        sets.atRisk[i],
        sets.events[i],
        sets.censored[i],
        survival[i],
        stdErrOf(i),
        lowerOf(i),
        upperOf(i));
  }

  private int indexAt(double timeDays) {
    checkTime(timeDays);
    int i = Arrays.binarySearch(sets.times, timeDays * (1 + EventTable.SAME_TIME));
    return i >= 0 ? i : -i - 2;
  }

  private static void checkTime(double timeDays) {
    if (!Double.isFinite(timeDays)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(timeDays);
    }
    if (timeDays < 0) {
      throw EvidenceCode.TIME_NEGATIVE.with(timeDays);
    }
  }

  private double survivalOf(int i) {
    return i < 0 ? 1 : survival[i];
  }

  private OptionalDouble stdErrOf(int i) {
    double s = survivalOf(i);
    return s == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(i < 0 ? 0 : s * Math.sqrt(greenwood[i]));
  }

  private OptionalDouble lowerOf(int i) {
    OptionalDouble se = stdErrOf(i);
    return se.isEmpty() ? se : OptionalDouble.of(band.lower(survivalOf(i), se.getAsDouble(), z));
  }

  private OptionalDouble upperOf(int i) {
    OptionalDouble se = stdErrOf(i);
    return se.isEmpty() ? se : OptionalDouble.of(band.upper(survivalOf(i), se.getAsDouble(), z));
  }
}
