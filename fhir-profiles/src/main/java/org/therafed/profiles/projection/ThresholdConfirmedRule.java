package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.List;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Whether a biomarker crossed a bound after the anchor, confirmed by the first value at least so
 * many days later: kidney failure as a sustained eGFR below 15 mL/min/1.73 m² (Levin et al. 2020,
 * doi 10.1016/j.kint.2020.07.013), MRD negativity, HbA1c at goal.
 *
 * @param biomarker its id in the module
 * @param threshold the bound
 * @param confirmDays days to the confirming value; 0 for none needed
 */
public record ThresholdConfirmedRule(String biomarker, Threshold threshold, int confirmDays)
    implements EndpointRule {

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static ThresholdConfirmedRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.THRESHOLD_CONFIRMED);
    return new ThresholdConfirmedRule(
        given.text("biomarker"), Threshold.of(given), given.whole("confirmDays"));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    LocalDate index = facts.index();
    List<BiomarkerFact> later = threshold.days(facts.series(biomarker)).after(index);
    return later.isEmpty()
        ? new EndpointOutcome.NotEvaluable(OutcomeReason.NO_LATER_VALUE)
        : DailyValues.firstConfirmed(index, later, threshold::keptBy, confirmDays);
  }
}
