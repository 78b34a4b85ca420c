package org.therafed.simulator.model;

/**
 * A time to death that has a guarantee: nobody dies before {@code guaranteeDays} (a life expectancy
 * of that length is a condition of eligibility), then the remaining time is Weibull.
 *
 * <p>S(t) = 1 for t ≤ g, else exp(−((t − g)/scale)^shape); median g + scale·(ln 2)^(1/shape).
 *
 * @param guaranteeDays days from the index date
 * @param shape above 1: the hazard rises
 * @param scaleDays days
 */
public record ShiftedWeibull(double guaranteeDays, double shape, double scaleDays) {

  /** The distribution with this median, in days from the index date. */
  public static ShiftedWeibull withMedian(double guaranteeDays, double shape, double medianDays) {
    double scale = (medianDays - guaranteeDays) / StrictMath.pow(StrictMath.log(2), 1 / shape);
    return new ShiftedWeibull(guaranteeDays, shape, scale);
  }

  /** Probability of being alive after {@code day}. */
  public double survival(double day) {
    if (day <= guaranteeDays) {
      return 1;
    }
    return StrictMath.exp(-StrictMath.pow((day - guaranteeDays) / scaleDays, shape));
  }

  /** Day by which half have died. */
  public double medianDays() {
    return guaranteeDays + scaleDays * StrictMath.pow(StrictMath.log(2), 1 / shape);
  }

  /** A time to death, days. */
  public double draw(Draws draws) {
    double remaining = StrictMath.pow(-StrictMath.log(1 - draws.uniform()), 1 / shape);
    return guaranteeDays + scaleDays * remaining;
  }
}
