package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.ResponseCriteria;

/**
 * What a best response must stand before it is one (RECIST 1.1, Eisenhauer et al. 2009, doi
 * 10.1016/j.ejca.2008.10.026, section 4.4.3 with table 3, and 4.6): a response may have to be seen
 * again weeks later, as in single-arm trials, and stable disease to have lasted a least time. A
 * response that is not confirmed is stable disease at the best. A recorded best overall response
 * stands as recorded: its assessor applied the protocol.
 *
 * @param stable the responders that are no response by the criterion, e.g. SD of disease control
 * @param minDays day from which on those count
 * @param confirmDays least days to the assessment that confirms a response; 0 for none
 * @param early who is never assessed because they failed before; empty: not judged
 */
public record BestResponse(
    Set<String> stable, int minDays, int confirmDays, Optional<EarlyFailure> early) {

  /** Nothing is asked of a response but that it was seen. */
  static final BestResponse ANY = new BestResponse(Set.of(), 0, 0, Optional.empty());

  public BestResponse {
    stable = Set.copyOf(stable);
  }

  /** Of an endpoint and what its criterion takes for a response. */
  static BestResponse of(
      TherapyModule.Endpoint endpoint, Optional<ResponseCriteria.Criterion> criterion) {
    Set<String> stable = new HashSet<>(endpoint.texts("responders"));
    criterion.ifPresent(known -> stable.removeAll(known.responses()));
    return new BestResponse(
        criterion.isPresent() ? stable : Set.of(),
        endpoint.integer("minDays").orElse(0),
        endpoint.integer("confirmDays").orElse(0),
        EarlyFailure.of(endpoint));
  }

  /**
   * The answer of a person's assessments.
   *
   * @param failedEarly asked only where no assessment answers
   */
  EndpointOutcome judge(
      Assessments assessments,
      Set<String> responders,
      Supplier<Optional<EndpointOutcome>> failedEarly) {
    Set<String> responses = new HashSet<>(responders);
    responses.removeAll(stable);
    Optional<LocalDate> controlled =
        stable.isEmpty() ? Optional.empty() : assessments.heldOn(responders, minDays);
    Optional<LocalDate> met =
        Stream.of(
                assessments.confirmedOn(responses, confirmDays),
                controlled,
                assessments.recordedBest(responders))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    if (met.isPresent()) {
      return assessments.yes(met.get());
    }
    if (assessments.respondedOn(responses).isPresent()) {
      return EndpointOutcome.Responder.no(OutcomeReason.NOT_CONFIRMED);
    }
    // A response that another answer of its day contradicts is stable disease at the best.
    boolean tooEarly =
        assessments.evaluable().stream().allMatch(f -> responders.contains(f.category()));
    if (!tooEarly) {
      return EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
    }
    return failedEarly
        .get()
        .orElse(
            new EndpointOutcome.NotEvaluable(
                assessments.evaluable().isEmpty()
                    ? OutcomeReason.NO_ASSESSMENT
                    : OutcomeReason.FOLLOW_UP_TOO_SHORT));
  }
}
