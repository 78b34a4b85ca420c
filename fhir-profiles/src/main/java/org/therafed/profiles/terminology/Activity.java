package org.therafed.profiles.terminology;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * A radioactivity and the instant it is true at; neither means anything without the other. It is
 * never below zero; zero is what a vial without a residual holds.
 *
 * @param megabecquerel MBq at {@code at}, from 0
 * @param at the reference time
 */
public record Activity(BigDecimal megabecquerel, OffsetDateTime at) {
  /**
   * The most days between the measurement of an activity and its administration, our choice: no
   * product is kept longer, and what lies further off is a slip of a date.
   */
  public static final int MOST_DAYS_FROM_ADMINISTRATION = 30;

  /** What decaying forth and back may lose, as a part of the activity. */
  private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

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
    if (megabecquerel.signum() < 0) {
      throw TerminologyCode.NEGATIVE_ACTIVITY.with();
    }
  }

  /**
   * An activity in whatever unit.
   *
   * @param value in {@code unit}
   * @param unit UCUM code
   * @throws org.therafed.profiles.outcome.Fault FP-UNIT-001 for an unknown unit (with a hint for
   *     uCi, mCi, Ci), FP-UNIT-002 for one of another quantity, FP-UNIT-003 for a value below zero
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
   * @return empty if more would be taken than there is
   */
  public Optional<Activity> less(Activity other, Radionuclide nuclide) {
    BigDecimal taken = other.decayedTo(at, nuclide).megabecquerel();
    BigDecimal left = megabecquerel.subtract(taken, MathContext.DECIMAL64);
    if (left.signum() < 0 && left.negate().compareTo(megabecquerel.multiply(ROUNDING)) > 0) {
      return Optional.empty();
    }
    return Optional.of(new Activity(left.max(BigDecimal.ZERO), at));
  }
}
