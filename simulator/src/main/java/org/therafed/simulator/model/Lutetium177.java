package org.therafed.simulator.model;

import java.time.Duration;
import java.time.LocalDateTime;

/** Decay of ¹⁷⁷Lu: A(t) = A(0)·2^(−t/T) with T = 6.647 d (rounded evaluated nuclear data). */
public final class Lutetium177 {
  /** Physical half-life, days. */
  public static final double HALF_LIFE_DAYS = 6.647;

  private static final double SECONDS_PER_DAY = 86_400;

  private Lutetium177() {}

  /**
   * The activity at another time; backwards in time it is larger.
   *
   * @param activity at {@code from}, any unit
   */
  public static double at(double activity, LocalDateTime from, LocalDateTime to) {
    double days = Duration.between(from, to).toSeconds() / SECONDS_PER_DAY;
    return activity * StrictMath.pow(2, -days / HALF_LIFE_DAYS);
  }
}
