package org.therafed.evidence.survival;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Levels;

/**
 * A falling step function with the variance of its logarithm: what an ordinary and a weighted curve
 * have in common. Before the first time it is 1, after the last it is carried on.
 */
final class CurveShape {
  /**
   * How close S must be to 1 − p to lie exactly on the plateau; beyond rounding of a long product.
   */
  private static final double PLATEAU = 1e-10;

  final double[] times;
  final double[] survival;
  final double[] logVariance;
  final ConfidenceBand band;
  final double level;
  final double z;

  CurveShape(
      double[] times, double[] survival, double[] logVariance, ConfidenceBand band, double level) {
    this.times = times;
    this.survival = survival;
    this.logVariance = logVariance;
    this.band = band;
    this.level = level;
    this.z = Levels.z(level);
  }

  double lastTime() {
    return times[times.length - 1];
  }

  /** The last step at or before a time; −1 before the first. */
  int indexAt(double timeDays) {
    checkTime(timeDays);
    int i = Arrays.binarySearch(times, timeDays * (1 + EventTable.SAME_TIME));
    return i >= 0 ? i : -i - 2;
  }

  static void checkTime(double timeDays) {
    if (!Double.isFinite(timeDays)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(timeDays);
    }
    if (timeDays < 0) {
      throw EvidenceCode.TIME_NEGATIVE.with(timeDays);
    }
  }

  double survivalOf(int i) {
    return i < 0 ? 1 : survival[i];
  }

  OptionalDouble stdErrOf(int i) {
    double s = survivalOf(i);
    return s == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(i < 0 ? 0 : s * Math.sqrt(logVariance[i]));
  }

  OptionalDouble lowerOf(int i) {
    OptionalDouble se = stdErrOf(i);
    return se.isEmpty() ? se : OptionalDouble.of(band.lower(survivalOf(i), se.getAsDouble(), z));
  }

  OptionalDouble upperOf(int i) {
    OptionalDouble se = stdErrOf(i);
    return se.isEmpty() ? se : OptionalDouble.of(band.upper(survivalOf(i), se.getAsDouble(), z));
  }

  SurvivalQuantile quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw EvidenceCode.PROBABILITY_OUT_OF_RANGE.with(p);
    }
    int size = survival.length;
    double[] lower = new double[size];
    double[] upper = new double[size];
    int limits = 0;
    for (; limits < size && survival[limits] > 0; limits++) {
      double stdErr = survival[limits] * Math.sqrt(logVariance[limits]);
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
    double time = times[first];
    if (Math.abs(curve[first] - target) > PLATEAU) {
      return OptionalDouble.of(time);
    }
    int next = first + 1;
    while (next < size && Math.abs(curve[next] - curve[first]) <= PLATEAU) {
      next++;
    }
    double end = next < times.length ? times[next] : lastTime();
    return OptionalDouble.of((time + end) / 2);
  }

  /** Area under the curve from each time up to tau to tau; one entry per time at or before tau. */
  double[] areasTo(double tauDays) {
    double[] areas = new double[indexAt(tauDays) + 1];
    double end = tauDays;
    double area = 0;
    for (int i = areas.length - 1; i >= 0; i--) {
      // A time within rounding after tau is tau itself.
      area += survival[i] * Math.max(0, end - times[i]);
      areas[i] = area;
      end = times[i];
    }
    return areas;
  }

  /** The whole area from 0 to tau. */
  double area(double tauDays, double[] areas) {
    return areas.length == 0 ? tauDays : areas[0] + times[0];
  }
}
