package org.therafed.evidence.competing;

import java.util.Optional;
import org.therafed.evidence.partial.Interval;

/**
 * A cumulative incidence at one time.
 *
 * @param timeDays days
 * @param incidence probability of the cause by then, other causes preventing it
 * @param variance its variance
 * @param interval pointwise limits on the scale log(−log F) (Choudhury 2002, Stat Med 21:1129);
 *     none where F is 0 or 1 or the variance is 0
 */
public record IncidencePoint(
    double timeDays, double incidence, double variance, Optional<Interval> interval) {

  /** Standard error. */
  public double stdErr() {
    return Math.sqrt(variance);
  }

  static IncidencePoint of(double time, double f, double variance, double z, double level) {
    if (!(f > 0 && f < 1 && variance > 0)) {
      return new IncidencePoint(time, f, variance, Optional.empty());
    }
    double shift = Math.exp(z * Math.sqrt(variance) / (f * Math.abs(Math.log(f))));
    return new IncidencePoint(
        time,
        f,
        variance,
        Optional.of(new Interval(Math.pow(f, shift), Math.pow(f, 1 / shift), level)));
  }
}
