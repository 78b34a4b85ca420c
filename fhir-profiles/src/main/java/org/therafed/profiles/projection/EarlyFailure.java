package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.profiles.module.TherapyModule;

/**
 * Who failed before the first assessment was due and so was never assessed: died, progressed by
 * another criterion, or began another therapy ({@link OtherTherapy}). RECIST 1.1 (Eisenhauer et al.
 * 2009, doi 10.1016/j.ejca.2008.10.026, section 4.9.1) keeps them in the denominator of a response
 * rate, as does the intention-to-treat principle of ICH E9; a rate of those who came to their first
 * scan would be of the fitter ones.
 *
 * <p>Who merely was not assessed is nobody's failure: in a registry it is a record that is missing.
 *
 * @param dueDays the last day, from the anchor, on which the first assessment is due
 * @param counted whether such a failure is a no; else it is not evaluable, with its own reason
 */
public record EarlyFailure(int dueDays, boolean counted) {

  /** Of an endpoint; empty where it names none. */
  static Optional<EarlyFailure> of(TherapyModule.Endpoint endpoint) {
    return endpoint
        .text("earlyFailure")
        .map(
            kind ->
                new EarlyFailure(
                    endpoint.integer("dueDays").orElseThrow(), kind.equals("non-responder")));
  }

  /** What failed first. */
  private record Failure(LocalDate on, OutcomeReason reason) {}

  /** How a person without an assessment came out; empty if nothing says that they failed. */
  Optional<EndpointOutcome> outcome(PersonFacts facts) {
    LocalDate due = facts.index().plusDays(dueDays);
    return Stream.of(
            facts.deathOn().map(on -> new Failure(on, OutcomeReason.DEATH)),
            progression(facts).map(on -> new Failure(on, OutcomeReason.PROGRESSION)),
            OtherTherapy.startedOn(facts).map(on -> new Failure(on, OutcomeReason.NEXT_TREATMENT)))
        .flatMap(Optional::stream)
        .filter(failure -> !failure.on().isAfter(due))
        .min(Comparator.comparing(Failure::on))
        .map(failure -> judge(facts, failure.reason()));
  }

  /** Trials of cells count those who were infused; who was not is no failure of the cells. */
  private EndpointOutcome judge(PersonFacts facts, OutcomeReason reason) {
    if (facts.missesInfusion()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_INFUSION);
    }
    return counted
        ? EndpointOutcome.Responder.no(reason)
        : new EndpointOutcome.NotEvaluable(reason);
  }

  private static Optional<LocalDate> progression(PersonFacts facts) {
    return facts
        .all(ResponseFact.class)
        .filter(f -> f.category().equals("PD"))
        .map(ResponseFact::assessedOn)
        .filter(on -> on.isAfter(facts.index()))
        .min(Comparator.naturalOrder());
  }
}
