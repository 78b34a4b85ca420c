package org.therafed.profiles.projection;

import static org.therafed.profiles.outcome.Fault.safe;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Time from an index date to death, or to the last day known alive.
 *
 * @param event {@code death}: the one event this version knows
 */
public record TimeToEventRule(String event) {

  /**
   * A time and how it ended.
   *
   * @param days whole days from the index, from 0
   * @param event true for the event, false for censoring
   */
  public record TimeToEvent(long days, boolean event) {}

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static TimeToEventRule of(TherapyModule.Endpoint endpoint) {
    if (endpoint.kind() != RuleKind.TIME_TO_EVENT) {
      throw ProjectionCode.RULE.with(
          safe("endpoint", endpoint.id()),
          safe("kind", endpoint.kind().label()),
          safe("needed", RuleKind.TIME_TO_EVENT.label()));
    }
    return new TimeToEventRule(endpoint.text("event").orElseThrow());
  }

  /**
   * Evaluates what is known of one person, by one hospital or several.
   *
   * @return the earliest death, else the latest day alive; empty if nothing is known on or after
   *     the index
   */
  public Optional<TimeToEvent> evaluate(LocalDate index, List<SurvivalFact> known) {
    LocalDate death = null;
    LocalDate alive = null;
    for (SurvivalFact fact : known) {
      if (fact.on().isBefore(index)) {
        continue;
      }
      if (fact.dead()) {
        death = death == null || fact.on().isBefore(death) ? fact.on() : death;
      } else {
        alive = alive == null || fact.on().isAfter(alive) ? fact.on() : alive;
      }
    }
    LocalDate end = death == null ? alive : death;
    return end == null
        ? Optional.empty()
        : Optional.of(new TimeToEvent(ChronoUnit.DAYS.between(index, end), death != null));
  }
}
