package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * How much of an organ's dose limit the absorbed doses known of a person use, over the whole life:
 * doses before the anchor count, since the organ does not forget them. Of several doses of an organ
 * on one day (left and right, mean and maximum, two methods) the largest counts: a watch may warn
 * early, never late.
 *
 * @param organ SNOMED CT code, e.g. {@code 64033007} kidney
 * @param gray the limit, Gy
 */
public record CumulativeDoseLimitRule(String organ, BigDecimal gray) implements EndpointRule {

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static CumulativeDoseLimitRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.CUMULATIVE_DOSE_LIMIT);
    BigDecimal gray = given.number("gray");
    if (gray.signum() <= 0) {
      throw given.fault("gray");
    }
    return new CumulativeDoseLimitRule(given.text("organ"), gray);
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    Map<LocalDate, BigDecimal> days =
        facts
            .all(DoseFact.class)
            .filter(f -> f.organ().equals(organ))
            .collect(Collectors.toMap(DoseFact::on, DoseFact::gray, BigDecimal::max, TreeMap::new));
    if (days.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_DOSE);
    }
    BigDecimal sum = BigDecimal.ZERO;
    Integer reachedOn = null;
    for (Map.Entry<LocalDate, BigDecimal> day : days.entrySet()) {
      sum = sum.add(day.getValue());
      if (reachedOn == null && sum.compareTo(gray) >= 0) {
        reachedOn = facts.day(day.getKey());
      }
    }
    long therapies =
        facts
            .all(AdministrationFact.class)
            .filter(f -> f.cycleId() != null && f.activityMbq() != null)
            .map(f -> f.at().toLocalDate())
            .distinct()
            .count();
    OutcomeReason known =
        days.size() < therapies ? OutcomeReason.DOSE_INCOMPLETE : OutcomeReason.NOT_MET;
    return new EndpointOutcome.Limit(
        reachedOn != null,
        sum.divide(gray, new MathContext(10)).stripTrailingZeros(),
        reachedOn,
        reachedOn == null ? known : OutcomeReason.MET);
  }
}
