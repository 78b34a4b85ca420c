package org.therafed.evidence.pooling;

import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Interval;

/**
 * One site in the funnel.
 *
 * @param site its label
 * @param events its events
 * @param denominator its persons, person-time or expected events
 * @param value events/denominator
 * @param limits control limits at its denominator, in the order of the funnel's levels
 */
public record FunnelPoint(
    String site, long events, double denominator, double value, List<Interval> limits) {
  public FunnelPoint {
    limits = List.copyOf(limits);
  }

  /** The highest level whose limits the site lies beyond; empty within all of them. */
  public OptionalDouble beyond() {
    return limits.stream().filter(l -> !l.contains(value)).mapToDouble(Interval::level).max();
  }
}
