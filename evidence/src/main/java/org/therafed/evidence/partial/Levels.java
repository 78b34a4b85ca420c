package org.therafed.evidence.partial;

import org.hipparchus.distribution.continuous.NormalDistribution;

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
}
