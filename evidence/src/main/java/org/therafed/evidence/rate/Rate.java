package org.therafed.evidence.rate;

import java.util.Optional;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;

/**
 * Events per day at risk.
 *
 * @param perDay events / days
 * @param exact Garwood's interval
 * @param logNormal interval symmetric on the log scale; empty for no event
 */
public record Rate(double perDay, Interval exact, Optional<Interval> logNormal) {

  /**
   * The rate of a count in a time.
   *
   * @param events 0 or more
   * @param days time at risk, above 0
   */
  public static Rate of(long events, double days, double level) {
    return new Rate(
        events / days,
        Poisson.per(Poisson.garwood(events, level), days),
        Poisson.logNormal(events, level).map(i -> Poisson.per(i, days)));
  }

  /** The rate with its exact interval, as a table prints it. */
  public Estimate estimate(String quantity) {
    return Estimate.of(quantity, perDay, exact, "1/d");
  }
}
