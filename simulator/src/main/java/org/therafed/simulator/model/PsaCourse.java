package org.therafed.simulator.model;

/**
 * One patient's prostate-specific antigen over time, ng/mL, without measurement noise.
 *
 * <p>A falling marker follows B·(1 − depth·(1 − e^(−t/12))) until the turn, and doubles from there;
 * a rising one doubles from the start. Whether it is a confirmed PSA50 response is drawn first and
 * the parameters are chosen so that the noise, at most ±{@value #NOISE_BOUND} standard deviations
 * of {@value #NOISE}, can never turn one into the other: responders stand below half of baseline on
 * days 28 and 56; non-responders reach it at most once, unconfirmed.
 *
 * @param baseline ng/mL
 * @param depth largest relative fall; 0 for a rising marker
 * @param turnDay day from which it rises
 * @param doublingDays doubling time of the rise
 * @param dipDay day of one unconfirmed fall below half of baseline; −1 for none
 */
public record PsaCourse(
    double baseline, double depth, double turnDay, double doublingDays, int dipDay) {

  /** Standard deviation of the logarithmic measurement noise. */
  public static final double NOISE = 0.03;

  /** The noise is drawn within this many standard deviations. */
  public static final double NOISE_BOUND = 2.5;

  private static final double FALL_DAYS = 12;
  private static final double UNCONFIRMED_FRACTION = 0.42;

  /** A course that is, or is not, a confirmed PSA50 response. */
  public static PsaCourse draw(Draws draws, boolean responder) {
    double baseline = Math.min(600, Math.max(5, 80 * StrictMath.exp(1.2 * draws.normalWithin(3))));
    if (responder) {
      double depth = draws.happens(0.06) ? 0.9999 : draws.uniform(0.64, 0.97);
      return new PsaCourse(baseline, depth, draws.uniform(84, 260), draws.uniform(60, 160), -1);
    }
    double kind = draws.uniform();
    if (kind < 0.45) {
      return new PsaCourse(baseline, 0, 0, draws.uniform(60, 180), -1);
    }
    double depth = draws.uniform(0.05, 0.38);
    int dip = kind > 0.9 ? 28 : -1;
    return new PsaCourse(baseline, depth, draws.uniform(60, 130), draws.uniform(60, 150), dip);
  }

  /** The value on a day after the index date; the baseline on day 0 and before. */
  public double at(int day) {
    if (day <= 0) {
      return baseline;
    }
    if (day == dipDay) {
      return baseline * UNCONFIRMED_FRACTION;
    }
    double falling = Math.min(day, turnDay);
    double fraction = 1 - depth * (1 - StrictMath.exp(-falling / FALL_DAYS));
    double rise = Math.max(0, day - turnDay) / doublingDays;
    return baseline * fraction * StrictMath.pow(2, rise);
  }
}
