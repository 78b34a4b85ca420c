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
 * @param scale {@code CTCAE-5.0}, {@code ASTCT-CRS} or {@code ASTCT-ICANS}
 * @param terms CTCAE terms or their NCIt codes; empty for every event graded by the scale
 * @param minGrade 1 to 5
 * @param withinDays last day of onset, counted from the anchor
 */
public record GradeLookupRule(String scale, Set<String> terms, int minGrade, int withinDays)
    implements EndpointRule {

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
    LocalDate last = facts.index().plusDays(withinDays);
    Map<String, List<AstctFact>> components =
        facts.all(AstctFact.class).collect(Collectors.groupingBy(AstctFact::eventId));
    Optional<LocalDate> onset =
        facts
            .all(ToxicityFact.class)
            .filter(f -> f.scale().equals(scale) && named(f))
            .filter(f -> !f.onsetOn().isBefore(facts.index()) && !f.onsetOn().isAfter(last))
            .filter(f -> grade(f, components.getOrDefault(f.eventId(), List.of())) >= minGrade)
            .map(ToxicityFact::onsetOn)
            .min(Comparator.naturalOrder());
    if (onset.isPresent()) {
      return EndpointOutcome.Responder.yes(facts.day(onset.get()));
    }
    // No report is a no only of those who were followed to the end of the window, or died in it.
    boolean followed =
        facts.deathOn().isPresent()
            || facts.lastSeenOn().filter(on -> !on.isBefore(last)).isPresent();
    return followed
        ? EndpointOutcome.Responder.no(OutcomeReason.NOT_MET)
        : new EndpointOutcome.NotEvaluable(OutcomeReason.FOLLOW_UP_TOO_SHORT);
  }

  private boolean named(ToxicityFact fact) {
    return terms.isEmpty() || terms.contains(fact.term()) || terms.contains(fact.termCode());
  }

  private int grade(ToxicityFact fact, List<AstctFact> components) {
    OptionalInt computed =
        components.stream().flatMapToInt(known -> AstctGrade.of(scale, known).stream()).max();
    if (fact.grade() == 5 || computed.isEmpty()) {
      return fact.grade();
    }
    boolean complete = components.stream().anyMatch(known -> AstctGrade.isComplete(scale, known));
    return complete ? computed.getAsInt() : Math.max(computed.getAsInt(), fact.grade());
  }
}
