package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Whether an adverse event of a grade or more began within so many days of the anchor, e.g. CRS of
 * grade 3 or more within 28 days of an infusion. Where an event brings every component of an ASTCT
 * grade, the computed grade counts; where it brings only some, the higher of the computed and the
 * reported grade, since what was not recorded may be the worst of it. A reported death stays one.
 *
 * <p>Whether a person can be evaluated does not depend on the event: yes and no need the same
 * follow-up, to the end of the window or to a death. Else those with an event would be counted
 * early and those without one late, and the proportion would be too high.
 *
 * @param scale {@code CTCAE-5.0}, {@code ASTCT-CRS}, {@code ASTCT-ICANS}, or {@code of-term} for
 *     events that have a scale of their own
 * @param terms CTCAE terms, or codes of events; empty for every event graded by the scale
 * @param minGrade 1 to 5
 * @param withinDays last day of onset, counted from the anchor
 */
public record GradeLookupRule(String scale, Set<String> terms, int minGrade, int withinDays)
    implements EndpointRule {
  /** The CTCAE term of the syndrome that ASTCT grades, with its NCIt code. */
  private static final Set<String> CRS = Set.of("Cytokine release syndrome", "C143394");

  public GradeLookupRule {
    terms = Set.copyOf(terms);
  }

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static GradeLookupRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.GRADE_LOOKUP);
    return new GradeLookupRule(
        given.text("scale"),
        given.texts("terms"),
        given.whole("minGrade"),
        given.whole("withinDays"));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    if (facts.missesInfusion()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_INFUSION);
    }
    LocalDate last = facts.index().plusDays(withinDays);
    Map<String, List<AstctFact>> components =
        facts.all(AstctFact.class).collect(Collectors.groupingBy(AstctFact::eventId));
    List<ToxicityFact> events =
        facts
            .all(ToxicityFact.class)
            .filter(f -> !f.onsetOn().isBefore(facts.index()) && !f.onsetOn().isAfter(last))
            .filter(this::meant)
            .toList();
    // A fatal event is a death, also where nothing says its day.
    boolean followed =
        facts.deathOn().isPresent()
            || facts.lastSeenOn().filter(on -> !on.isBefore(last)).isPresent()
            || events.stream().anyMatch(ToxicityFact::fatal);
    if (!followed) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.FOLLOW_UP_TOO_SHORT);
    }
    Optional<LocalDate> onset =
        events.stream()
            .filter(f -> grade(f, components.getOrDefault(f.eventId(), List.of())) >= minGrade)
            .map(ToxicityFact::onsetOn)
            .min(Comparator.naturalOrder());
    if (onset.isPresent()) {
      return EndpointOutcome.Responder.yes(facts.day(onset.get()));
    }
    return events.stream().anyMatch(f -> unsure(f, components))
        ? new EndpointOutcome.NotEvaluable(OutcomeReason.OTHER_SCALE)
        : EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
  }

  /** An event by the scale, or one of the terms by another scale. */
  private boolean meant(ToxicityFact fact) {
    return fact.scale().equals(scale)
        ? terms.isEmpty() || named(fact, terms)
        : named(fact, terms) || (scale.equals(AstctGrade.CRS) && named(fact, CRS));
  }

  private static boolean named(ToxicityFact fact, Set<String> names) {
    return names.contains(fact.term()) || names.contains(fact.termCode());
  }

  /** Whether an event by another scale may be of the grade or not. */
  private boolean unsure(ToxicityFact fact, Map<String, List<AstctFact>> components) {
    return !fact.scale().equals(scale)
        && components.getOrDefault(fact.eventId(), List.of()).stream()
            .noneMatch(known -> AstctGrade.isComplete(scale, known));
  }

  private int grade(ToxicityFact fact, List<AstctFact> components) {
    OptionalInt computed =
        components.stream().flatMapToInt(known -> AstctGrade.of(scale, known).stream()).max();
    int reported = reported(fact);
    if (reported == 5 || computed.isEmpty()) {
      return reported;
    }
    boolean complete = components.stream().anyMatch(known -> AstctGrade.isComplete(scale, known));
    return complete ? computed.getAsInt() : Math.max(computed.getAsInt(), reported);
  }

  /** By another scale an event is one of grade 1 at least, and a death is a death. */
  private int reported(ToxicityFact fact) {
    return fact.scale().equals(scale) || fact.grade() == 5
        ? fact.grade()
        : Math.min(fact.grade(), 1);
  }
}
