package org.therafed.evidence.toxicity;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * Sums over the persons with an event of a term and of a grade or higher. With y events in t days
 * per person they give incidence, the rates of first and of all events, and the variance of the
 * latter.
 *
 * @param persons persons with an event
 * @param seriousPersons persons with a serious one among them
 * @param events Σ y
 * @param firstDays Σ of the time to the first event
 * @param days Σ t
 * @param eventsSquared Σ y²
 * @param eventDays Σ y t
 * @param eventsSquaredPerDay Σ y²/t
 */
public record GradeSums(
    long persons,
    long seriousPersons,
    long events,
    double firstDays,
    double days,
    long eventsSquared,
    double eventDays,
    double eventsSquaredPerDay) {

  static final GradeSums NONE = new GradeSums(0, 0, 0, 0, 0, 0, 0, 0);

  public GradeSums {
    if (persons < 0
        || seriousPersons < 0
        || seriousPersons > persons
        || events < persons
        || eventsSquared < events) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " events of " + persons + " persons");
    }
    for (double sum : new double[] {firstDays, days, eventDays, eventsSquaredPerDay}) {
      if (!(sum >= 0 && Double.isFinite(sum))) {
        throw EvidenceCode.TIME_NOT_FINITE.with(sum);
      }
    }
  }

  GradeSums plus(GradeSums o) {
    return new GradeSums(
        persons + o.persons,
        seriousPersons + o.seriousPersons,
        events + o.events,
        firstDays + o.firstDays,
        days + o.days,
        eventsSquared + o.eventsSquared,
        eventDays + o.eventDays,
        eventsSquaredPerDay + o.eventsSquaredPerDay);
  }
}
