package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Whether the best assessment by a criterion is a response, e.g. CR or PR by RECIST 1.1 for the
 * objective response rate. The best is taken until progression (RECIST 1.1, Eisenhauer et al. 2009,
 * doi 10.1016/j.ejca.2008.10.026, section 4.4.3): what an assessor saw after the first progression
 * does not count, unless recorded as the best overall response.
 *
 * @param criterion e.g. {@code RECIST1.1}
 * @param responders the categories that count as response
 */
public record BestOfRule(String criterion, Set<String> responders) implements EndpointRule {
  public BestOfRule {
    responders = Set.copyOf(responders);
  }

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static BestOfRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.BEST_OF);
    return new BestOfRule(given.text("criterion"), given.texts("responders"));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    return judge(facts.index(), facts.all(ResponseFact.class).toList());
  }

  /**
   * Evaluates one patient's assessments.
   *
   * @param index the index date; earlier assessments do not count
   * @param assessments in any order
   * @return whether one of them is a response; empty if none is evaluable
   */
  public Optional<Boolean> evaluate(LocalDate index, List<ResponseFact> assessments) {
    return judge(index, assessments).yesOrNo();
  }

  private EndpointOutcome judge(LocalDate index, List<ResponseFact> assessments) {
    List<ResponseFact> later =
        assessments.stream()
            .filter(f -> f.criterion().equals(criterion) && !f.assessedOn().isBefore(index))
            .filter(f -> !f.category().equals("NE"))
            .toList();
    if (later.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_ASSESSMENT);
    }
    Optional<LocalDate> progressed =
        later.stream()
            // The scan of the day of the start may show the progression that is to be treated.
            .filter(f -> f.category().equals("PD") && f.assessedOn().isAfter(index))
            .map(ResponseFact::assessedOn)
            .min(Comparator.naturalOrder());
    return later.stream()
        .filter(f -> responders.contains(f.category()))
        .filter(f -> f.best() || progressed.filter(on -> !f.assessedOn().isBefore(on)).isEmpty())
        .map(ResponseFact::assessedOn)
        .min(Comparator.naturalOrder())
        .<EndpointOutcome>map(
            on ->
                EndpointOutcome.Responder.yes(
                    Math.toIntExact(on.toEpochDay() - index.toEpochDay())))
        .orElse(EndpointOutcome.Responder.no(OutcomeReason.NOT_MET));
  }
}
