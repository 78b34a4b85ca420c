package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The death that adverse events report. A fatal event is the person's death where no vital status
 * on or after the anchor says that they died: on the day that the event says, the earliest of
 * several. With a vital status it is no second death, whatever its day ({@code FP-FIND-008}).
 */
final class Deaths {
  private Deaths() {}

  /** The facts, and a vital status for a death that only adverse events report. */
  static List<Fact> withReported(LocalDate index, List<Fact> facts) {
    if (isStated(index, facts)) {
      return facts;
    }
    Optional<ToxicityFact> first =
        fatal(facts)
            .filter(event -> event.diedOn().filter(on -> !on.isBefore(index)).isPresent())
            .min(Comparator.comparing((ToxicityFact event) -> event.diedOn().orElseThrow()));
    if (first.isEmpty()) {
      return facts;
    }
    ToxicityFact event = first.get();
    return with(facts, event, event.diedOn().orElseThrow());
  }

  /**
   * The fatal event of which nothing says the day of the death, as it has an onset alone; of
   * several the latest. Empty where a death is known, or there is no such event.
   */
  static Optional<ToxicityFact> withoutDay(LocalDate index, List<Fact> facts) {
    return isStated(index, facts)
        ? Optional.empty()
        : fatal(facts)
            .filter(event -> event.diedOn().isEmpty())
            .max(Comparator.comparing(ToxicityFact::onsetOn));
  }

  /** The facts, and the death by an event on a day. */
  static List<Fact> with(List<Fact> facts, ToxicityFact event, LocalDate on) {
    List<Fact> known = new ArrayList<>(facts);
    known.add(new SurvivalFact(event.eventId(), event.patientId(), true, on, null));
    return known;
  }

  private static boolean isStated(LocalDate index, List<Fact> facts) {
    return all(facts, SurvivalFact.class).anyMatch(f -> f.dead() && !f.on().isBefore(index));
  }

  private static Stream<ToxicityFact> fatal(List<Fact> facts) {
    return all(facts, ToxicityFact.class).filter(ToxicityFact::fatal);
  }

  private static <T extends Fact> Stream<T> all(List<Fact> facts, Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }
}
