package org.therafed.evidence.partial;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/** Confidence levels and their normal quantiles. */
public final class Levels {
  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

  private Levels() {}

  /**
   * The level itself, if it is one.
   *
   * @throws EvidenceFault if not strictly between 0 and 1
   */
  public static double check(double level) {
    if (!(level > 0 && level < 1)) {
      throw EvidenceCode.LEVEL_OUT_OF_RANGE.with(level);
    }
    return level;
  }

  /** Two-sided standard normal quantile: 1.959963984540054 for 0.95. */
  public static double z(double level) {
    return NORMAL.inverseCumulativeProbability(0.5 + check(level) / 2);
  }

  /**
   * Two-sided quantile of Student's t: 12.706204736174698 for 0.95 and 1 degree of freedom.
   *
   * @param df degrees of freedom, above 0; a fraction is allowed, as is infinity
   */
  public static double t(double level, double df) {
    if (df > 1e9) {
      return z(level);
    }
    TDistribution student = new TDistribution(df);
    double tail = (1 - check(level)) / 2;
    double t = -student.inverseCumulativeProbability(tail);
    // The solver stops at 1e-9; Newton steps on the tail take it to rounding.
    for (int i = 0; i < 5; i++) {
      double step = (student.cumulativeProbability(-t) - tail) / student.density(t);
      t += step;
      if (Math.abs(step) <= 4 * Math.ulp(t)) {
        break;
      }
    }
    return t;
  }
}
