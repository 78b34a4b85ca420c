package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Time from the anchor, or from the first response, to an event, or to the last day without it.
 *
 * <p>Survival is censored on the last day known alive; progression on the last assessment that
 * could have shown one, before the next therapy where that ends it ({@link NextTherapy}), and a
 * progression or death after it is none of this therapy's; next treatment and adverse events on the
 * last contact. A death ends the time to an event other than death as censoring with the reason
 * {@code DEATH}, so that it can be taken as a competing risk. {@code docs/spec-choices.md} gives
 * the sources.
 *
 * @param event what is waited for
 * @param criteria of the assessments that show progression or response, e.g. {@code RECIST1.1};
 *     empty for any
 * @param terms CTCAE terms or NCIt codes of the adverse events waited for
 * @param procedures waited for
 * @param causes of the deaths that count as the event; a death without a reported cause is of the
 *     cause {@code unknown}
 * @param responders if not empty, the time begins with the first assessment of these categories
 * @param confirmDays least days to the assessment that confirms that response; 0 for none
 * @param next what the next therapy means for progression and for a response
 */
public record TimeToEventRule(
    Event event,
    Set<String> criteria,
    Set<String> terms,
    ProcedureEvent procedures,
    Set<String> causes,
    Set<String> responders,
    int confirmDays,
    NextTherapy next)
    implements EndpointRule {

  /** What may be waited for. */
  public enum Event {
    DEATH,
    PROGRESSION,
    PROGRESSION_OR_DEATH,
    NEXT_TREATMENT_OR_DEATH,
    ADVERSE_EVENT,
    PROCEDURE,
    DEATH_OF_CAUSE;

    static Optional<Event> named(String label) {
      return Stream.of(values())
          .filter(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(label))
          .findFirst();
    }
  }

  public TimeToEventRule {
    criteria = Set.copyOf(criteria);
    terms = Set.copyOf(terms);
    causes = Set.copyOf(causes);
    responders = Set.copyOf(responders);
  }

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
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind,
   *     FP-PROJ-004 if the event is not known
   */
  public static TimeToEventRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.TIME_TO_EVENT);
    return new TimeToEventRule(
        Event.named(given.text("event")).orElseThrow(() -> given.fault("event")),
        given.texts("criterion"),
        given.texts("terms"),
        new ProcedureEvent(given.texts("procedures"), endpoint.integer("dialysisDays").orElse(0)),
        given.texts("causes"),
        given.texts("responders"),
        endpoint.integer("confirmDays").orElse(0),
        NextTherapy.of(endpoint, NextTherapy.ENDS));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    LocalDate start = facts.index();
    if (!responders.isEmpty()) {
      Optional<LocalDate> response = firstResponse(facts);
      if (response.isEmpty()) {
        return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_RESPONSE);
      }
      start = response.get();
    }
    return switch (event) {
      case DEATH -> survival(facts, start);
      case PROGRESSION, PROGRESSION_OR_DEATH -> progression(facts, start);
      case NEXT_TREATMENT_OR_DEATH -> nextTreatment(facts, start);
      case ADVERSE_EVENT -> adverseEvent(facts, start);
      case PROCEDURE -> procedure(facts, start);
      case DEATH_OF_CAUSE -> deathOfCause(facts, start);
    };
  }

  /**
   * Evaluates what is known of one person's survival, by one hospital or several.
   *
   * @return the earliest death, else the latest day alive; empty if nothing is known on or after
   *     the index
   */
  public Optional<TimeToEvent> evaluate(LocalDate index, List<SurvivalFact> known) {
    Stream<SurvivalFact> after = known.stream().filter(f -> !f.on().isBefore(index));
    List<SurvivalFact> facts = after.toList();
    Optional<LocalDate> death = earliest(facts, SurvivalFact::dead);
    Optional<LocalDate> end =
        death.isPresent()
            ? death
            : facts.stream().map(SurvivalFact::on).max(Comparator.naturalOrder());
    return end.map(on -> new TimeToEvent(ChronoUnit.DAYS.between(index, on), death.isPresent()));
  }

  private static Optional<LocalDate> earliest(
      List<SurvivalFact> facts, Predicate<SurvivalFact> which) {
    return facts.stream().filter(which).map(SurvivalFact::on).min(Comparator.naturalOrder());
  }

  private EndpointOutcome survival(PersonFacts facts, LocalDate start) {
    return evaluate(start, facts.all(SurvivalFact.class).toList())
        .<EndpointOutcome>map(
            time ->
                new EndpointOutcome.Time(
                    time.days(),
                    time.event(),
                    time.event() ? OutcomeReason.DEATH : OutcomeReason.LAST_CONTACT))
        .orElse(new EndpointOutcome.NotEvaluable(OutcomeReason.NO_FOLLOW_UP));
  }

  private Stream<ResponseFact> assessments(PersonFacts facts, Optional<LocalDate> ended) {
    return facts
        .all(ResponseFact.class)
        .filter(f -> criteria.isEmpty() || criteria.contains(f.criterion()))
        .filter(f -> ended.filter(on -> on.isBefore(f.assessedOn())).isEmpty());
  }

  private Optional<LocalDate> firstResponse(PersonFacts facts) {
    Assessments assessments =
        Assessments.of(
            facts.index(),
            facts.all(ResponseFact.class),
            criteria,
            facts.deathOn(),
            next.startedOn(facts));
    // The same responders as those of the response rate; the time begins when it was first seen.
    return assessments.recordedBest(responders).isPresent()
        ? assessments.respondedOn(responders)
        : assessments.confirmedOn(responders, confirmDays);
  }

  private EndpointOutcome progression(PersonFacts facts, LocalDate start) {
    Optional<LocalDate> ended = next.startedOn(facts);
    Optional<LocalDate> death =
        facts.deathOn().filter(on -> ended.filter(end -> end.isBefore(on)).isEmpty());
    // What is seen on the day of the start is the baseline, which may well be progressive disease.
    Optional<LocalDate> progressed =
        assessments(facts, ended)
            .filter(f -> f.category().equals("PD") && f.assessedOn().isAfter(start))
            .map(ResponseFact::assessedOn)
            .min(Comparator.naturalOrder());
    if (progressed.isPresent() && death.filter(on -> on.isBefore(progressed.get())).isEmpty()) {
      return time(start, progressed.get(), true, OutcomeReason.PROGRESSION);
    }
    if (death.isPresent()) {
      return time(start, death.get(), event == Event.PROGRESSION_OR_DEATH, OutcomeReason.DEATH);
    }
    Optional<LocalDate> last =
        assessments(facts, ended)
            .filter(f -> !f.category().equals("NE") && !f.assessedOn().isBefore(start))
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
        : new EndpointOutcome.NotEvaluable(OutcomeReason.NO_FOLLOW_UP);
  }

  private static EndpointOutcome nextTreatment(PersonFacts facts, LocalDate start) {
    Optional<CourseFact> decided =
        facts
            .all(CourseFact.class)
            .filter(CourseFact::begun)
            .filter(facts.anchor()::decided)
            .min(Comparator.comparing(CourseFact::startedOn).thenComparing(CourseFact::courseId));
    Optional<LocalDate> next =
        facts
            .all(CourseFact.class)
            .filter(f -> f.begun() && !f.courseId().equals(facts.anchor().courseId()))
            .filter(f -> decided.isEmpty() || !decided.get().equals(f))
            .map(CourseFact::startedOn)
            .filter(on -> on.isAfter(start))
            .min(Comparator.naturalOrder());
    Optional<LocalDate> death = facts.deathOn();
    if (next.isPresent() && death.filter(on -> on.isBefore(next.get())).isEmpty()) {
      return time(start, next.get(), true, OutcomeReason.NEXT_TREATMENT);
    }
    return death.isPresent()
        ? time(start, death.get(), true, OutcomeReason.DEATH)
        : lastContact(facts, start);
  }

  private EndpointOutcome adverseEvent(PersonFacts facts, LocalDate start) {
    Optional<LocalDate> onset =
        facts
            .all(ToxicityFact.class)
            .filter(f -> terms.contains(f.term()) || terms.contains(f.termCode()))
            .map(ToxicityFact::onsetOn)
            .filter(on -> !on.isBefore(start))
            .min(Comparator.naturalOrder());
    return happened(facts, start, onset, OutcomeReason.ADVERSE_EVENT);
  }

  private EndpointOutcome procedure(PersonFacts facts, LocalDate start) {
    return procedures.underWay(facts, start)
        ? new EndpointOutcome.NotEvaluable(OutcomeReason.UNDER_WAY)
        : happened(facts, start, procedures.first(facts, start), OutcomeReason.PROCEDURE);
  }

  /** An event that a death forestalls; without either, nothing up to the last contact. */
  private static EndpointOutcome happened(
      PersonFacts facts, LocalDate start, Optional<LocalDate> first, OutcomeReason reason) {
    Optional<LocalDate> death = facts.deathOn();
    if (first.isPresent() && death.filter(on -> on.isBefore(first.get())).isEmpty()) {
      return time(start, first.get(), true, reason);
    }
    return death.isPresent()
        ? time(start, death.get(), false, OutcomeReason.DEATH)
        : lastContact(facts, start);
  }

  private EndpointOutcome deathOfCause(PersonFacts facts, LocalDate start) {
    EndpointOutcome survival = survival(facts, start);
    if (!(survival instanceof EndpointOutcome.Time time) || !time.event()) {
      return survival;
    }
    Set<String> reported =
        facts
            .all(DeathCauseFact.class)
            .map(DeathCauseFact::cause)
            .filter(cause -> !cause.equals("unknown"))
            .collect(Collectors.toSet());
    boolean counts =
        reported.isEmpty()
            ? causes.contains("unknown")
            : reported.stream().anyMatch(causes::contains);
    return new EndpointOutcome.Time(time.days(), counts, OutcomeReason.DEATH);
  }

  private static EndpointOutcome lastContact(PersonFacts facts, LocalDate start) {
    return facts
        .lastSeenOn()
        .filter(on -> !on.isBefore(start))
        .map(on -> time(start, on, false, OutcomeReason.LAST_CONTACT))
        .orElse(new EndpointOutcome.NotEvaluable(OutcomeReason.NO_FOLLOW_UP));
  }

  private static EndpointOutcome time(
      LocalDate start, LocalDate end, boolean event, OutcomeReason reason) {
    return new EndpointOutcome.Time(ChronoUnit.DAYS.between(start, end), event, reason);
  }
}
