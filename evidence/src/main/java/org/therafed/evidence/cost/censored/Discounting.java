package org.therafed.evidence.cost.censored;

/**
 * Present values of what happens days after the index date, by continuous discounting: (1 +
 * r)^(−t/year).
 *
 * @param yearly r, 0 or more and below 1, such as 0.03
 * @param yearDays length of a year, such as 365.25
 */
public record Discounting(double yearly, double yearDays) {

  /** What an amount of 1 on a day counts. */
  public double factor(double day) {
    return yearly == 0 ? 1 : Math.exp(-Math.log1p(yearly) * day / yearDays);
  }

  /** The years between two days, discounted. */
  public double years(double from, double to) {
    if (yearly == 0) {
      return (to - from) / yearDays;
    }
    double force = Math.log1p(yearly) / yearDays;
    return Math.exp(-force * from) * -Math.expm1(-force * (to - from)) / (force * yearDays);
  }
}
