package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A person's assessments by some criteria that may show a response: after the anchor, not after a
 * death, not {@code NE}. What was seen before or on the day of the anchor is the baseline. Response
 * rate and duration of response read the same, so that a duration is counted of responders alone.
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
   */
  static Assessments of(
      LocalDate index,
      Stream<ResponseFact> known,
      Set<String> criteria,
      Optional<LocalDate> death) {
    return new Assessments(
        index,
        known
            .filter(f -> criteria.isEmpty() || criteria.contains(f.criterion()))
            .filter(f -> f.assessedOn().isAfter(index) && !f.category().equals("NE"))
            .filter(f -> death.filter(on -> on.isBefore(f.assessedOn())).isEmpty())
            .toList());
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
   * counts.
   */
  Optional<LocalDate> respondedOn(Set<String> responders) {
    Optional<LocalDate> progressed = progressedOn();
    return evaluable.stream()
        .filter(f -> responders.contains(f.category()))
        .map(ResponseFact::assessedOn)
        .filter(on -> progressed.filter(pd -> !on.isBefore(pd)).isEmpty())
        .min(Comparator.naturalOrder());
  }

  /** The first day on which a best overall response was recorded, be it after a progression. */
  Optional<LocalDate> recordedBest(Set<String> responders) {
    return evaluable.stream()
        .filter(f -> f.best() && responders.contains(f.category()))
        .map(ResponseFact::assessedOn)
        .min(Comparator.naturalOrder());
  }
}
