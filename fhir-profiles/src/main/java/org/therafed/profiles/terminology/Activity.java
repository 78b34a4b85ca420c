package org.therafed.profiles.terminology;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * A radioactivity and the instant it is true at; neither means anything without the other.
 *
 * @param megabecquerel MBq at {@code at}
 * @param at the reference time
 */
public record Activity(BigDecimal megabecquerel, OffsetDateTime at) {
  /**
   * The most days between the measurement of an activity and its administration, our choice: no
   * product is kept longer, and what lies further off is a slip of a date.
   */
  public static final int MOST_DAYS_FROM_ADMINISTRATION = 30;

  /** So many half-lives leave a sixteenth; what was measured longer before says little. */
  private static final int MOST_HALF_LIVES = 4;

  /**
   * Glass microspheres are given until so many days after the calibration (TheraSphere's label).
   */
  private static final Duration SHELF_LIFE_OF_MICROSPHERES = Duration.ofDays(12);

  /**
   * The longest time between the measurement of an activity and its administration: four half-lives
   * of the nuclide and at most {@link #MOST_DAYS_FROM_ADMINISTRATION} days; of Y-90 the twelve days
   * in which microspheres may be given.
   */
  public static Duration mostFromAdministration(Radionuclide nuclide) {
    Duration decayed = nuclide.halfLife().multipliedBy(MOST_HALF_LIVES);
    if (nuclide.name().equals("Y-90")) {
      decayed = SHELF_LIFE_OF_MICROSPHERES;
    }
    Duration most = Duration.ofDays(MOST_DAYS_FROM_ADMINISTRATION);
    return decayed.compareTo(most) < 0 ? decayed : most;
  }

  public Activity {
    Objects.requireNonNull(megabecquerel, "megabecquerel");
    Objects.requireNonNull(at, "at");
  }

  /**
   * An activity in whatever unit.
   *
   * @param value in {@code unit}
   * @param unit UCUM code
   * @throws org.therafed.profiles.outcome.Fault FP-UNIT-001 for an unknown unit (with a hint for
   *     uCi, mCi, Ci), FP-UNIT-002 for one of another quantity
   */
  public static Activity of(BigDecimal value, String unit, OffsetDateTime at) {
    return new Activity(Ucum.convert(value, unit, "MBq"), at);
  }

  /** What is left of it, or what it was, at another instant. */
  public Activity decayedTo(OffsetDateTime other, Radionuclide nuclide) {
    return new Activity(nuclide.decay(megabecquerel, Duration.between(at, other)), other);
  }

  /**
   * What remains when another activity, brought to the same instant, is taken away.
   *
   * @param nuclide of both
   */
  public Activity less(Activity other, Radionuclide nuclide) {
    BigDecimal taken = other.decayedTo(at, nuclide).megabecquerel();
    return new Activity(megabecquerel.subtract(taken, MathContext.DECIMAL64), at);
  }
}
