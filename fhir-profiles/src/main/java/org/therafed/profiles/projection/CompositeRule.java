package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * An endpoint made of others of the same module: all of them, any of them, or the first event.
 *
 * <p>{@code all} and {@code any} are logic of three values: what is not evaluable decides nothing,
 * but does not hide an answer that the other parts give. A time counts as yes if its event came; if
 * it was censored, its part is not evaluable. {@code first-event} takes a yes as an event on its
 * day, and without an event ends where the first of its parts was last looked at: a time where it
 * was censored, a rule over values or assessments with the last of them. Who is not evaluable for
 * what was before the anchor (no baseline, at goal, under way) is so with an event of another part
 * too, so that events alone bring nobody in.
 *
 * @param parts the rules of the other endpoints
 * @param operator how they are joined
 */
public record CompositeRule(List<EndpointRule> parts, Operator operator) implements EndpointRule {

  /** How parts are joined. */
  public enum Operator {
    ALL,
    ANY,
    FIRST_EVENT
  }

  /** What keeps a person out by the state before the anchor, whatever came after. */
  private static final Set<OutcomeReason> BEFORE =
      EnumSet.of(
          OutcomeReason.NO_BASELINE,
          OutcomeReason.BASELINE_LIMIT,
          OutcomeReason.AT_GOAL,
          OutcomeReason.UNDER_WAY);

  public CompositeRule {
    parts = List.copyOf(parts);
  }

  /**
   * The rule of a module's endpoint.
   *
   * @param module where the parts are looked up
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind,
   *     FP-PROJ-004 if a part is not in the module, gives a number, or leads back to the endpoint
   */
  public static CompositeRule of(TherapyModule module, TherapyModule.Endpoint endpoint) {
    return of(module, endpoint, Set.of());
  }

  private static CompositeRule of(
      TherapyModule module, TherapyModule.Endpoint endpoint, Set<String> above) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.COMPOSITE);
    Set<String> way = new HashSet<>(above);
    way.add(endpoint.id());
    List<EndpointRule> parts = new ArrayList<>();
    for (String id : endpoint.texts("of")) {
      TherapyModule.Endpoint part = module.endpoint(id).orElseThrow(() -> given.fault("of"));
      if (way.contains(id) || Set.of(RuleKind.SLOPE, RuleKind.COST_SUM).contains(part.kind())) {
        throw given.fault("of");
      }
      parts.add(
          part.kind() == RuleKind.COMPOSITE
              ? of(module, part, way)
              : EndpointRule.overKnownDays(module, part));
    }
    if (parts.isEmpty()) {
      throw given.fault("of");
    }
    Operator operator =
        switch (given.text("operator")) {
          case "all" -> Operator.ALL;
          case "any" -> Operator.ANY;
          case "first-event" -> Operator.FIRST_EVENT;
          default -> throw given.fault("operator");
        };
    return new CompositeRule(parts, operator);
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    List<EndpointOutcome> outcomes = parts.stream().map(part -> part.evaluate(facts)).toList();
    return operator == Operator.FIRST_EVENT ? firstEvent(facts, outcomes) : joined(outcomes);
  }

  private EndpointOutcome joined(List<EndpointOutcome> outcomes) {
    boolean any = operator == Operator.ANY;
    List<EndpointOutcome.Responder> known = new ArrayList<>();
    OutcomeReason unknown = null;
    for (EndpointOutcome outcome : outcomes) {
      Optional<EndpointOutcome.Responder> answer = answer(outcome);
      answer.ifPresent(known::add);
      if (answer.isEmpty() && unknown == null) {
        unknown =
            outcome instanceof EndpointOutcome.Time
                ? OutcomeReason.CENSORED_PART
                : OutcomeReason.PART_NOT_EVALUABLE;
      }
    }
    boolean decided = known.stream().anyMatch(answer -> answer.met() == any);
    if (!decided && unknown != null) {
      return new EndpointOutcome.NotEvaluable(unknown);
    }
    if (decided != any) {
      return EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
    }
    // Any is met with the first of its parts, all with the last.
    BinaryOperator<Integer> which = any ? Math::min : Math::max;
    return EndpointOutcome.Responder.yes(
        known.stream()
            .filter(EndpointOutcome.Responder::met)
            .map(EndpointOutcome.Responder::day)
            .reduce(which)
            .orElseThrow());
  }

  private static Optional<EndpointOutcome.Responder> answer(EndpointOutcome outcome) {
    if (outcome instanceof EndpointOutcome.Responder responder) {
      return Optional.of(responder);
    }
    if (outcome instanceof EndpointOutcome.Limit limit) {
      return Optional.of(
          limit.reached()
              ? EndpointOutcome.Responder.yes(limit.day())
              : EndpointOutcome.Responder.no(limit.reason()));
    }
    return outcome instanceof EndpointOutcome.Time time && time.event()
        ? Optional.of(EndpointOutcome.Responder.yes(Math.toIntExact(time.days())))
        : Optional.empty();
  }

  private EndpointOutcome firstEvent(PersonFacts facts, List<EndpointOutcome> outcomes) {
    EndpointOutcome.Time event = null;
    EndpointOutcome.Time censored = null;
    boolean unknown = false;
    for (int i = 0; i < parts.size(); i++) {
      EndpointOutcome outcome = outcomes.get(i);
      if (outcome instanceof EndpointOutcome.NotEvaluable && BEFORE.contains(outcome.reason())) {
        return outcome;
      }
      Optional<EndpointOutcome.Responder> answer = answer(outcome);
      if (answer.isPresent() && answer.get().met()) {
        event = earlier(event, asEvent(outcome, answer.get().day()));
      } else if (outcome instanceof EndpointOutcome.Time time) {
        censored = earlier(censored, time);
      } else if (outcome instanceof EndpointOutcome.NotEvaluable) {
        unknown = true;
      } else {
        Optional<LocalDate> seen = lastLook(parts.get(i), facts);
        if (seen.isPresent()) {
          censored = earlier(censored, lookedAt(facts.day(seen.get())));
        }
      }
    }
    if (event != null) {
      return event;
    }
    if (unknown) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.PART_NOT_EVALUABLE);
    }
    return censored == null
        ? new EndpointOutcome.NotEvaluable(OutcomeReason.NO_FOLLOW_UP)
        : censored;
  }

  /** The last day on which a rule's no was looked at; empty for a rule over no series. */
  private static Optional<LocalDate> lastLook(EndpointRule rule, PersonFacts facts) {
    if (rule instanceof CompositeRule composite) {
      return composite.parts.stream()
          .flatMap(part -> lastLook(part, facts).stream())
          .min(Comparator.naturalOrder());
    }
    Optional<LocalDate> ended = next(rule).startedOn(facts);
    return looks(rule, facts)
        .filter(on -> !on.isBefore(facts.index()))
        .filter(on -> ended.filter(end -> end.isBefore(on)).isEmpty())
        .max(Comparator.naturalOrder());
  }

  /** What the next therapy means for a rule that looks at a series. */
  private static NextTherapy next(EndpointRule rule) {
    if (rule instanceof BestOfRule r) {
      return r.next();
    }
    if (rule instanceof SumOfDiametersRule r) {
      return r.next();
    }
    return rule instanceof PercentChangeRule r ? r.next() : NextTherapy.IGNORED;
  }

  private static Stream<LocalDate> looks(EndpointRule rule, PersonFacts facts) {
    if (rule instanceof PercentChangeRule r) {
      return facts.series(r.biomarker()).stream().map(BiomarkerFact::on);
    }
    if (rule instanceof ThresholdConfirmedRule r) {
      return facts.series(r.biomarker()).stream().map(BiomarkerFact::on);
    }
    if (rule instanceof SustainedThresholdRule r) {
      return facts.series(r.biomarker()).stream().map(BiomarkerFact::on);
    }
    if (rule instanceof BestOfRule r) {
      return facts
          .all(ResponseFact.class)
          .filter(f -> f.criterion().equals(r.criterion()) && !f.category().equals("NE"))
          .map(ResponseFact::assessedOn);
    }
    return rule instanceof SumOfDiametersRule
        ? facts.all(MeasurementFact.class).map(MeasurementFact::on)
        : Stream.empty();
  }

  private static EndpointOutcome.Time lookedAt(int day) {
    return new EndpointOutcome.Time(day, false, OutcomeReason.LAST_ASSESSMENT);
  }

  private static EndpointOutcome.Time asEvent(EndpointOutcome outcome, int day) {
    return outcome instanceof EndpointOutcome.Time time
        ? time
        : new EndpointOutcome.Time(Math.max(0, day), true, outcome.reason());
  }

  /** The earlier of two; of one day that whose reason comes first, whatever the parts' order. */
  private static EndpointOutcome.Time earlier(EndpointOutcome.Time a, EndpointOutcome.Time b) {
    if (a == null || b.days() < a.days()) {
      return b;
    }
    return b.days() == a.days() && b.reason().compareTo(a.reason()) < 0 ? b : a;
  }
}
