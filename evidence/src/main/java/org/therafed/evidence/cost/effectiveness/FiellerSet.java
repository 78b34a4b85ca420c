package org.therafed.evidence.cost.effectiveness;

import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;

/**
 * Fieller's confidence set of a ratio R = cost / effect: all R for which (cost − R·effect)² is
 * within z² of its variance, that is a·R² − 2b·R + c ≤ 0 with a = effect² − z²·var(effect), b =
 * cost·effect − z²·cov, c = cost² − z²·var(cost). Assumes both to be normal. Fieller 1954, J R Stat
 * Soc B 16:175; of cost-effectiveness: Willan &amp; O'Brien 1996, Health Econ 5:297.
 *
 * @param shape an interval, everything outside of one, or all numbers
 * @param limits the interval, or the one that is excluded; empty for all numbers
 */
public record FiellerSet(Shape shape, Optional<Interval> limits) {

  /** What the set looks like. */
  public enum Shape {
    /** An interval: the effect is told from 0. */
    BOUNDED,
    /** Everything outside of an interval: the effect is not told from 0, but the cost is. */
    UNBOUNDED_OUTSIDE,
    /** All numbers: nothing is told from 0. */
    UNBOUNDED_ALL
  }

  /**
   * The set.
   *
   * @param cost mean, or difference of means
   * @param effect mean, or difference of means
   * @param costVariance of the cost, 0 or more
   * @param effectVariance of the effect, 0 or more
   * @param covariance of both
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-COST-001} if a number is not
   *     finite
   */
  public static FiellerSet of(
      double cost,
      double effect,
      double costVariance,
      double effectVariance,
      double covariance,
      double level) {
    if (!Double.isFinite(cost + effect + costVariance + effectVariance + covariance)) {
      throw EvidenceCode.COST_NOT_FINITE.with("a ratio without variances");
    }
    double z2 = Levels.z(level) * Levels.z(level);
    double a = effect * effect - z2 * effectVariance;
    double b = cost * effect - z2 * covariance;
    double c = cost * cost - z2 * costVariance;
    double discriminant = b * b - a * c;
    if (a == 0 || discriminant < 0) {
      return new FiellerSet(Shape.UNBOUNDED_ALL, Optional.empty());
    }
    // The root that adds two numbers of one sign, and the other from the product of both, c / a.
    double sum = b + Math.copySign(Math.sqrt(discriminant), b);
    double one = sum / a;
    double other = sum == 0 ? one : c / sum;
    if (!Double.isFinite(one) || !Double.isFinite(other)) {
      return new FiellerSet(Shape.UNBOUNDED_ALL, Optional.empty());
    }
    Interval roots = new Interval(Math.min(one, other), Math.max(one, other), level);
    return new FiellerSet(a > 0 ? Shape.BOUNDED : Shape.UNBOUNDED_OUTSIDE, Optional.of(roots));
  }

  /** The lower limit; empty if the set is unbounded. */
  public OptionalDouble lower() {
    return shape == Shape.BOUNDED
        ? OptionalDouble.of(limits.orElseThrow().lower())
        : OptionalDouble.empty();
  }

  /** The upper limit; empty if the set is unbounded. */
  public OptionalDouble upper() {
    return shape == Shape.BOUNDED
        ? OptionalDouble.of(limits.orElseThrow().upper())
        : OptionalDouble.empty();
  }

  /** What a reader must know of an unbounded set; empty if it is an interval. */
  public Optional<String> unbounded() {
    return switch (shape) {
      case BOUNDED -> Optional.empty();
      case UNBOUNDED_OUTSIDE ->
          Optional.of(
              "Fieller's interval is unbounded: the effect is not told from 0, and every ratio"
                  + " outside of a range fits");
      case UNBOUNDED_ALL ->
          Optional.of(
              "Fieller's interval is unbounded: the effect is not told from 0, and every ratio"
                  + " fits");
    };
  }
}
