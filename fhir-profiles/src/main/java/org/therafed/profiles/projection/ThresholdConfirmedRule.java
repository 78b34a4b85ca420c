package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Whether a biomarker crossed a bound after the anchor, confirmed by the first value at least so
 * many days later: kidney failure as a sustained eGFR below 15 mL/min/1.73 m² (Levin et al. 2020,
 * doi 10.1016/j.kint.2020.07.013), MRD negativity, HbA1c at goal.
 *
 * @param biomarker its id in the module
 * @param threshold the bound
 * @param confirmation how the crossing is confirmed
 * @param window the days of the visit whose last value answers; null for any time
 * @param nadirBelow the value must first have been below this, from the day of the anchor on:
 *     engraftment is a recovery; null where none is asked for
 * @param baselineDaysBefore the last value of so many days before the anchor, its day included,
 *     must not keep the bound: a response is asked for, not a state; null where it may
 */
public record ThresholdConfirmedRule(
    String biomarker,
    Threshold threshold,
    Confirmation confirmation,
    DayWindow window,
    BigDecimal nadirBelow,
    Integer baselineDaysBefore)
    implements EndpointRule {

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static ThresholdConfirmedRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.THRESHOLD_CONFIRMED);
    return new ThresholdConfirmedRule(
        given.text("biomarker"),
        Threshold.of(given),
        Confirmation.of(given),
        DayWindow.of(endpoint),
        endpoint.decimal("nadirBelow").orElse(null),
        endpoint.integer("baselineDaysBefore").orElse(null));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    LocalDate index = facts.index();
    DailyValues days = threshold.days(facts.series(biomarker));
    Optional<OutcomeReason> unfit = baseline(index, days);
    if (unfit.isPresent()) {
      return new EndpointOutcome.NotEvaluable(unfit.get());
    }
    List<BiomarkerFact> later = days.after(index);
    if (later.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_LATER_VALUE);
    }
    if (nadirBelow != null) {
      Optional<LocalDate> nadir = nadir(index, facts.series(biomarker));
      if (nadir.isEmpty()) {
        return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_NADIR);
      }
      later = days.after(nadir.get());
    }
    return window == null
        ? DailyValues.firstConfirmed(index, later, threshold::keptBy, confirmation)
        : atVisit(index, later);
  }

  private Optional<OutcomeReason> baseline(LocalDate index, DailyValues days) {
    if (baselineDaysBefore == null) {
      return Optional.empty();
    }
    Optional<BiomarkerFact> last =
        days.between(index.minusDays(baselineDaysBefore), index).reduce((earlier, next) -> next);
    if (last.isEmpty()) {
      return Optional.of(OutcomeReason.NO_BASELINE);
    }
    return threshold.keptBy(last.get()) ? Optional.of(OutcomeReason.AT_GOAL) : Optional.empty();
  }

  /** The first day with a value that is certainly below. */
  private Optional<LocalDate> nadir(LocalDate index, List<BiomarkerFact> series) {
    Threshold low = new Threshold(true, true, nadirBelow);
    return series.stream()
        .filter(f -> !f.on().isBefore(index) && low.keptBy(f))
        .map(BiomarkerFact::on)
        .min(Comparator.naturalOrder());
  }

  private EndpointOutcome atVisit(LocalDate index, List<BiomarkerFact> later) {
    List<BiomarkerFact> latest = window.latest(index, later, BiomarkerFact::on);
    if (latest.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_VALUE_IN_WINDOW);
    }
    // One value stands for a day.
    BiomarkerFact last = latest.get(0);
    if (!threshold.keptBy(last)) {
      return EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
    }
    return DailyValues.confirmed(last, later, threshold::keptBy, confirmation)
        ? EndpointOutcome.Responder.yes(
            Math.toIntExact(last.on().toEpochDay() - index.toEpochDay()))
        : EndpointOutcome.Responder.no(OutcomeReason.NOT_CONFIRMED);
  }
}
