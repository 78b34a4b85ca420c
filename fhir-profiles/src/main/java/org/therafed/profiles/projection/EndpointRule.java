package org.therafed.profiles.projection;

import org.therafed.profiles.module.TherapyModule;

/**
 * The rule of one endpoint: a pure function of what is known of one person, so that a gateway over
 * its own records and the registry over everybody's find the same. Facts may come in any order;
 * late and withdrawn ones change the outcome as if they had always, or never, been there.
 */
public sealed interface EndpointRule
    permits PercentChangeRule,
        ThresholdConfirmedRule,
        TimeToEventRule,
        EventFreeRule,
        BestOfRule,
        SumOfDiametersRule,
        SlopeRule,
        CumulativeDoseLimitRule,
        GradeLookupRule,
        SustainedThresholdRule,
        CompositeRule,
        CostSumRule,
        KnownDayRule {

  /** Evaluates one person. */
  EndpointOutcome evaluate(PersonFacts facts);

  /**
   * The rule of a module's endpoint, of whatever kind. It answers only what follows from the days
   * that are known: dates may be given as a month or a year, and a death without its day.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-004 if a parameter is missing or unknown
   */
  static EndpointRule of(TherapyModule module, TherapyModule.Endpoint endpoint) {
    return new KnownDayRule(overKnownDays(module, endpoint));
  }

  /** The same rule, for facts that are all known to the day. */
  static EndpointRule overKnownDays(TherapyModule module, TherapyModule.Endpoint endpoint) {
    return switch (endpoint.kind()) {
      case PERCENT_CHANGE -> PercentChangeRule.of(endpoint);
      case THRESHOLD_CONFIRMED -> ThresholdConfirmedRule.of(endpoint);
      case TIME_TO_EVENT ->
          endpoint.text("event").filter(TherapyModule.Endpoint.EVENT_FREE::equals).isPresent()
              ? EventFreeRule.of(endpoint)
              : TimeToEventRule.of(endpoint);
      case BEST_OF -> BestOfRule.of(module, endpoint);
      case SUM_OF_DIAMETERS -> SumOfDiametersRule.of(endpoint);
      case SLOPE -> SlopeRule.of(endpoint);
      case CUMULATIVE_DOSE_LIMIT -> CumulativeDoseLimitRule.of(endpoint);
      case GRADE_LOOKUP -> GradeLookupRule.of(endpoint);
      case SUSTAINED_THRESHOLD -> SustainedThresholdRule.of(endpoint);
      case COMPOSITE -> CompositeRule.of(module, endpoint);
      case COST_SUM -> CostSumRule.of(endpoint);
    };
  }
}
