package org.therafed.evidence.toxicity;

import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.response.Proportion;

/**
 * Persons with an event among those exposed.
 *
 * @param persons with at least one event
 * @param proportion persons / exposed, 0 to 1
 * @param clopperPearson exact interval
 * @param wilson score interval
 */
public record Incidence(long persons, double proportion, Interval clopperPearson, Interval wilson) {

  static Incidence of(long persons, long exposed, double level) {
    return new Incidence(
        persons,
        (double) persons / exposed,
        Proportion.clopperPearson(persons, exposed, level),
        Proportion.wilson(persons, exposed, level));
  }

  Estimate estimate(String quantity) {
    return Estimate.of(quantity, proportion, clopperPearson, "1");
  }
}
