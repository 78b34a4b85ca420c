package org.therafed.evidence.longitudinal;

import java.util.Optional;
import org.therafed.evidence.partial.Interval;

/**
 * Change from baseline of one arm at one visit.
 *
 * @param persons of the arm
 * @param measured of them at the visit
 * @param mean over the measured; none if nobody was
 * @param interval t interval of the mean; none for fewer than two
 */
public record VisitChange(
    String arm,
    String visit,
    long persons,
    long measured,
    Optional<Double> mean,
    Optional<Interval> interval) {

  /** Persons of the arm who were not measured at the visit. */
  public long missed() {
    return persons - measured;
  }
}
