package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.therafed.profiles.module.OwnCriterion;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.ResponseCriteria;

/**
 * Whether the best assessment by a criterion is a response, e.g. CR or PR by RECIST 1.1 for the
 * objective response rate. The best is taken until progression (RECIST 1.1, Eisenhauer et al. 2009,
 * doi 10.1016/j.ejca.2008.10.026, section 4.4.3): what an assessor saw after the first progression
 * does not count, unless recorded as the best overall response, which stands as its assessor judged
 * it. {@link BestResponse} says what a response must stand before it is one.
 *
 * <p>What is seen after the start of the next therapy is not this one's ({@link NextTherapy}).
 *
 * <p>With a window of days the question is how the person was at that visit: complete response at
 * day 28, cure at the test of cure. The last assessment of the window answers; of one day all must
 * be responses. A progression before it, or, without an assessment in the window, a failure, a
 * death or the next therapy before it is over, is a no: who failed under therapy often does not
 * come to the visit.
 *
 * @param criterion e.g. {@code RECIST1.1}
 * @param responders the categories that count as response
 * @param failures the categories after which a visit that was missed is a no; empty for none but
 *     progression
 * @param window the days of the visit; null for any time
 * @param best what a best response must stand; {@link BestResponse#ANY} with a window
 * @param next what the next therapy means
 */
public record BestOfRule(
    String criterion,
    Set<String> responders,
    Set<String> failures,
    DayWindow window,
    BestResponse best,
    NextTherapy next)
    implements EndpointRule {
  public BestOfRule {
    responders = Set.copyOf(responders);
    failures = Set.copyOf(failures);
  }

  /**
   * The rule of an endpoint by a criterion of the library.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static BestOfRule of(TherapyModule.Endpoint endpoint) {
    return of(ResponseCriteria.standard(), endpoint);
  }

  /**
   * The rule of a module's endpoint, by a criterion of the library or of the module.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  static BestOfRule of(TherapyModule module, TherapyModule.Endpoint endpoint) {
    return of(
        ResponseCriteria.standard()
            .and(module.ownCriteria().stream().map(OwnCriterion::criterion).toList()),
        endpoint);
  }

  private static BestOfRule of(ResponseCriteria criteria, TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.BEST_OF);
    String criterion = given.text("criterion");
    return new BestOfRule(
        criterion,
        given.texts("responders"),
        given.texts("failures"),
        DayWindow.of(endpoint),
        BestResponse.of(endpoint, criteria.named(criterion)),
        NextTherapy.of(endpoint, NextTherapy.ENDS));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    return judge(
        facts.index(),
        facts.all(ResponseFact.class),
        facts.deathOn(),
        next.startedOn(facts),
        () -> best.early().flatMap(early -> early.outcome(facts)));
  }

  /**
   * Evaluates one patient's assessments.
   *
   * @param index the index date; assessments on it or earlier do not count
   * @param assessments in any order
   * @return whether one of them is a response; empty if none is evaluable
   */
  public Optional<Boolean> evaluate(LocalDate index, List<ResponseFact> assessments) {
    return judge(index, assessments.stream(), Optional.empty(), Optional.empty(), Optional::empty)
        .yesOrNo();
  }

  private EndpointOutcome judge(
      LocalDate index,
      Stream<ResponseFact> known,
      Optional<LocalDate> death,
      Optional<LocalDate> ended,
      Supplier<Optional<EndpointOutcome>> early) {
    Assessments assessments = Assessments.of(index, known, Set.of(criterion), death, ended);
    return window == null
        ? best.judge(assessments, responders, early)
        : atVisit(assessments, death, ended);
  }

  private EndpointOutcome atVisit(
      Assessments assessments, Optional<LocalDate> death, Optional<LocalDate> ended) {
    LocalDate index = assessments.index();
    // A best overall response is a summary of all visits, and of none.
    List<ResponseFact> visits = assessments.evaluable().stream().filter(f -> !f.best()).toList();
    List<ResponseFact> latest = window.latest(index, visits, ResponseFact::assessedOn);
    Optional<LocalDate> progressed =
        assessments.progressedOn().filter(on -> !on.isAfter(window.last(index)));
    if (latest.isEmpty()) {
      boolean failed =
          visits.stream()
              .filter(f -> !f.assessedOn().isAfter(window.last(index)))
              .anyMatch(f -> failures.contains(f.category()));
      boolean over =
          failed
              || progressed
                  .or(() -> death)
                  .filter(on -> !on.isAfter(window.last(index)))
                  .isPresent();
      if (over) {
        return EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
      }
      return ended.filter(on -> !on.isAfter(window.last(index))).isPresent()
          ? EndpointOutcome.Responder.no(OutcomeReason.NEXT_TREATMENT)
          : new EndpointOutcome.NotEvaluable(OutcomeReason.NO_ASSESSMENT);
    }
    boolean met =
        progressed.isEmpty() && latest.stream().allMatch(f -> responders.contains(f.category()));
    return met
        ? assessments.yes(latest.get(0).assessedOn())
        : EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
  }
}
