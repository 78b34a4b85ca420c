package org.therafed.gateway.consent;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a patient's records may leave today. Without a decision: no. The latest day decides; on
 * one day a refusal beats a permission. A permission dated ahead does not count before its day.
 */
public final class ConsentRule {

  private ConsentRule() {}

  /**
   * The answer.
   *
   * @param inForce whether records may leave today
   * @param refused whether they may not because of a refusal, and not for want of a permission
   * @param deciding the decision that the answer follows from; empty: there is none
   * @param recheckOn the next day on which a permission may begin; empty: none is known
   */
  public record Answer(
      boolean inForce,
      boolean refused,
      Optional<ConsentDecision> deciding,
      Optional<LocalDate> recheckOn) {}

  /** The answer for a day in the hospital's zone. */
  public static Answer on(LocalDate today, List<ConsentDecision> decisions) {
    Optional<LocalDate> latest =
        decisions.stream()
            .filter(decision -> !decision.permit() || !decision.decidedOn().isAfter(today))
            .map(ConsentDecision::decidedOn)
            .max(Comparator.naturalOrder());
    List<ConsentDecision> deciding =
        decisions.stream().filter(d -> latest.filter(d.decidedOn()::equals).isPresent()).toList();
    Optional<ConsentDecision> refusal =
        deciding.stream().filter(decision -> !decision.permit()).findFirst();
    if (refusal.isPresent()) {
      return new Answer(false, true, refusal, next(today, decisions));
    }
    Optional<ConsentDecision> permission =
        deciding.stream().filter(decision -> decision.covers(today)).findFirst();
    return permission.isPresent()
        ? new Answer(true, false, permission, Optional.empty())
        : new Answer(false, false, deciding.stream().findFirst(), next(today, decisions));
  }

  /**
   * The answer for a person who was known under several ids and found to be one. Until somebody has
   * decided since, the strictest of the ids counts: which of their decisions the person meant for
   * all of them, nobody has said. An id without any decision says nothing.
   *
   * @param decisions of each id
   * @param mergedOn the day of the latest merge
   */
  public static Answer ofSeveralIds(
      LocalDate today, List<List<ConsentDecision>> decisions, LocalDate mergedOn) {
    List<ConsentDecision> all = decisions.stream().flatMap(List::stream).toList();
    boolean decidedSince =
        all.stream()
            .filter(decision -> !decision.permit() || !decision.decidedOn().isAfter(today))
            .anyMatch(decision -> !decision.decidedOn().isBefore(mergedOn));
    if (decidedSince) {
      return on(today, all);
    }
    List<Answer> ofEach =
        decisions.stream()
            .filter(ofOne -> !ofOne.isEmpty())
            .map(ofOne -> on(today, ofOne))
            .toList();
    if (!ofEach.isEmpty() && ofEach.stream().allMatch(Answer::inForce)) {
      return ofEach.get(0);
    }
    Optional<Answer> strictest =
        ofEach.stream()
            .filter(answer -> !answer.inForce())
            .max(Comparator.comparing(Answer::refused));
    return new Answer(
        false,
        strictest.map(Answer::refused).orElse(false),
        strictest.flatMap(Answer::deciding),
        next(today, all));
  }

  private static Optional<LocalDate> next(LocalDate today, List<ConsentDecision> decisions) {
    return decisions.stream()
        .filter(ConsentDecision::permit)
        .map(d -> d.validFrom().filter(d.decidedOn()::isBefore).orElse(d.decidedOn()))
        .filter(today::isBefore)
        .min(Comparator.naturalOrder());
  }
}
