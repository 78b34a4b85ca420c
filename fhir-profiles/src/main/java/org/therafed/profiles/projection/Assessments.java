package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A person's assessments by some criteria that may show a response: after the anchor, not after a
 * death, not after the start of the next therapy, not {@code NE}. What was seen before or on the
 * day of the anchor is the baseline, and so on the day of the next therapy that one's: it still
 * counts. Response rate and duration of response read the same, so that a duration is counted of
 * responders alone.
 *
 * @param index the anchor
 * @param evaluable in any order
 */
record Assessments(LocalDate index, List<ResponseFact> evaluable) {

  /**
   * Of all that is known of a person.
   *
   * @param criteria e.g. {@code RECIST1.1}; empty for any
   * @param death the day of it; an assessment dated later is an error of one of the two dates
   * @param next the start of the next therapy, where it ends what is asked
   */
  static Assessments of(
      LocalDate index,
      Stream<ResponseFact> known,
      Set<String> criteria,
      Optional<LocalDate> death,
      Optional<LocalDate> next) {
    return new Assessments(
        index,
        known
            .filter(f -> criteria.isEmpty() || criteria.contains(f.criterion()))
            .filter(f -> f.assessedOn().isAfter(index) && !f.category().equals("NE"))
            .filter(f -> !isAfter(f, death) && !isAfter(f, next))
            .toList());
  }

  private static boolean isAfter(ResponseFact seen, Optional<LocalDate> end) {
    return end.filter(on -> on.isBefore(seen.assessedOn())).isPresent();
  }

  /** The first progression. */
  Optional<LocalDate> progressedOn() {
    return evaluable.stream()
        .filter(f -> f.category().equals("PD"))
        .map(ResponseFact::assessedOn)
        .min(Comparator.naturalOrder());
  }

  /**
   * The first response before the first progression; on the day of a progression the progression
   * counts, and of two answers of one criterion on a day the one that is no response.
   */
  Optional<LocalDate> respondedOn(Set<String> responders) {
    return responses(responders).findFirst();
  }

  /**
   * The first response that is seen again: the first assessment so many days later or more is a
   * response too, of one day all must be, and lies before the first progression. With 0 days the
   * first response.
   */
  Optional<LocalDate> confirmedOn(Set<String> responders, int confirmDays) {
    if (confirmDays == 0) {
      return respondedOn(responders);
    }
    return responses(responders).filter(on -> seenAgain(on, responders, confirmDays)).findFirst();
  }

  private boolean seenAgain(LocalDate first, Set<String> responders, int confirmDays) {
    Optional<LocalDate> next =
        evaluable.stream()
            .map(ResponseFact::assessedOn)
            .filter(on -> !on.isBefore(first.plusDays(confirmDays)))
            .min(Comparator.naturalOrder());
    return next.filter(this::isBeforeProgression).isPresent()
        && evaluable.stream()
            .filter(f -> f.assessedOn().equals(next.get()))
            .allMatch(f -> responders.contains(f.category()));
  }

  private boolean isBeforeProgression(LocalDate on) {
    return progressedOn().filter(progressed -> !on.isBefore(progressed)).isEmpty();
  }

  /** The first day from {@code fromDay} on, before the first progression, with such a category. */
  Optional<LocalDate> heldOn(Set<String> categories, int fromDay) {
    return responses(categories).filter(on -> !on.isBefore(index.plusDays(fromDay))).findFirst();
  }

  /** The days of such categories before the first progression, in order. */
  private Stream<LocalDate> responses(Set<String> categories) {
    Optional<LocalDate> progressed = progressedOn();
    return evaluable.stream()
        .filter(f -> categories.contains(f.category()) && !isContradicted(f, categories))
        .map(ResponseFact::assessedOn)
        .filter(on -> progressed.filter(pd -> !on.isBefore(pd)).isEmpty())
        .distinct()
        .sorted();
  }

  /**
   * Whether the same criterion gave another answer on the day: of two the least favourable counts.
   * A best overall response is no answer of a day, and neither contradicts one nor is contradicted.
   */
  private boolean isContradicted(ResponseFact seen, Set<String> categories) {
    return !seen.best()
        && evaluable.stream()
            .filter(f -> !f.best() && f.criterion().equals(seen.criterion()))
            .filter(f -> f.assessedOn().equals(seen.assessedOn()))
            .anyMatch(f -> !categories.contains(f.category()));
  }

  /** The first day on which a best overall response was recorded, be it after a progression. */
  Optional<LocalDate> recordedBest(Set<String> responders) {
    return evaluable.stream()
        .filter(f -> f.best() && responders.contains(f.category()))
        .map(ResponseFact::assessedOn)
        .min(Comparator.naturalOrder());
  }

  /** A yes on one of the days. */
  EndpointOutcome yes(LocalDate on) {
    return EndpointOutcome.Responder.yes(Math.toIntExact(on.toEpochDay() - index.toEpochDay()));
  }
}
