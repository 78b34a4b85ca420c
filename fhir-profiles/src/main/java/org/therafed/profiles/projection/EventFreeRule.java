package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.EndpointOutcome.NotEvaluable;
import org.therafed.profiles.projection.EndpointOutcome.Time;

/**
 * Event-free survival: time from the anchor to treatment failure, relapse or death, whichever comes
 * first; a remission that was never reached is an event, as it is none of progression-free
 * survival.
 *
 * <p>Failure is that no remission was seen by the last day of the window: a progression before one,
 * or an assessment from the window's first day on that is no remission, once the window is over.
 * Its day is that of the anchor, as the FDA (guidance on acute myeloid leukaemia, 2022) and ELN
 * 2022 (Döhner et al., doi 10.1182/blood.2022016867) count it, or the day of the progression, else
 * the last of the window. A death before the window is over, without a progression, is an event of
 * its own day. Who was not assessed so late, and is alive, is censored on the last assessment.
 *
 * <p>The next therapy ends the window: who was seen without remission in it by then can no longer
 * reach one under this therapy. Else it censors on the last assessment before it, or is an event of
 * its own day, or is ignored ({@link NextTherapy}).
 *
 * @param criteria of the assessments, e.g. {@code ALL-RESPONSE}
 * @param remission the categories that are a remission
 * @param window the days within which remission is judged
 * @param failureAtStart whether a failure counts from the anchor, and not on its own day
 * @param next what the next therapy means
 */
public record EventFreeRule(
    Set<String> criteria,
    Set<String> remission,
    DayWindow window,
    boolean failureAtStart,
    NextTherapy next)
    implements EndpointRule {
  public EventFreeRule {
    criteria = Set.copyOf(criteria);
    remission = Set.copyOf(remission);
  }

  /**
   * The rule of a module's endpoint of this event.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind,
   *     FP-PROJ-004 if a parameter is missing
   */
  public static EventFreeRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.TIME_TO_EVENT);
    return new EventFreeRule(
        given.texts("criterion"),
        given.texts("responders"),
        new DayWindow(given.whole("fromDay"), given.whole("toDay")),
        given.text("failureAt").equals("start"),
        NextTherapy.of(endpoint, NextTherapy.ENDS));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    if (facts.missesInfusion()) {
      return new NotEvaluable(OutcomeReason.NO_INFUSION);
    }
    LocalDate start = facts.index();
    Optional<LocalDate> ended = next.startedOn(facts);
    LocalDate over = ended.filter(window.last(start)::isAfter).orElse(window.last(start));
    Optional<LocalDate> death =
        facts.deathOn().filter(on -> ended.filter(end -> end.isBefore(on)).isEmpty());
    Assessments assessments =
        Assessments.of(start, facts.all(ResponseFact.class), criteria, facts.deathOn(), ended);
    Optional<LocalDate> progressed = assessments.progressedOn();
    boolean remitted =
        assessments.respondedOn(remission).filter(on -> !on.isAfter(over)).isPresent();
    if (!remitted) {
      Optional<LocalDate> failed =
          progressed
              .filter(on -> !on.isAfter(over))
              .or(
                  () ->
                      notInRemission(facts, assessments, over)
                          ? Optional.of(over)
                          : Optional.empty());
      if (failed.isPresent()) {
        LocalDate on = failureAtStart ? start : failed.get();
        return time(start, on, true, OutcomeReason.TREATMENT_FAILURE);
      }
    } else if (progressed.isPresent()) {
      return time(start, progressed.get(), true, OutcomeReason.PROGRESSION);
    }
    if (death.isPresent()) {
      return time(start, death.get(), true, OutcomeReason.DEATH);
    }
    return next == NextTherapy.EVENT && ended.isPresent()
        ? time(start, ended.get(), true, OutcomeReason.NEXT_TREATMENT)
        : censored(facts, assessments, ended);
  }

  /** Whether someone looked from the window on, and the person lived to its end. */
  private boolean notInRemission(PersonFacts facts, Assessments assessments, LocalDate over) {
    LocalDate first = facts.index().plusDays(window.fromDay());
    boolean looked =
        assessments.evaluable().stream().anyMatch(fact -> !fact.assessedOn().isBefore(first));
    boolean lived =
        facts.deathOn().or(facts::lastSeenOn).filter(on -> !on.isBefore(over)).isPresent();
    return looked && lived;
  }

  private static EndpointOutcome censored(
      PersonFacts facts, Assessments assessments, Optional<LocalDate> ended) {
    LocalDate start = facts.index();
    Optional<LocalDate> last =
        assessments.evaluable().stream()
            .map(ResponseFact::assessedOn)
            .max(Comparator.naturalOrder());
    if (last.isPresent()) {
      return time(
          start,
          last.get(),
          false,
          ended.isPresent() ? OutcomeReason.NEXT_TREATMENT : OutcomeReason.LAST_ASSESSMENT);
    }
    return facts.lastSeenOn().isPresent()
        ? time(start, start, false, OutcomeReason.NO_ASSESSMENT)
        : new NotEvaluable(OutcomeReason.NO_FOLLOW_UP);
  }

  private static EndpointOutcome time(
      LocalDate start, LocalDate end, boolean event, OutcomeReason reason) {
    return new Time(ChronoUnit.DAYS.between(start, end), event, reason);
  }
}
