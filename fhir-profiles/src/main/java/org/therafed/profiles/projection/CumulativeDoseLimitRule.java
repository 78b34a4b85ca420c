package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * How much of an organ's dose limit the absorbed doses known of a person use, over the whole life:
 * doses before the anchor count, since the organ does not forget them. Of several doses of an organ
 * on one day (left and right, mean and maximum, two methods) the largest counts, and so of several
 * within {@value #DAYS_OF_ONE_TREATMENT} days after one treatment: each is the dose of the whole
 * cycle. Later ones count by themselves, as of a treatment that was not recorded: a watch may warn
 * early, never late.
 *
 * @param organ SNOMED CT code, e.g. {@code 64033007} kidney
 * @param gray the limit, Gy
 */
public record CumulativeDoseLimitRule(String organ, BigDecimal gray) implements EndpointRule {
  /** Our choice: images for dosimetry end within two weeks, the next cycle comes after four. */
  static final int DAYS_OF_ONE_TREATMENT = 21;

  /** Of doses as large the earlier. */
  private static final Comparator<DoseFact> LARGEST =
      Comparator.comparing(DoseFact::gray).thenComparing(DoseFact::on, Comparator.reverseOrder());

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
    NavigableSet<LocalDate> treatments =
        facts
            .all(AdministrationFact.class)
            .filter(f -> f.cycleId() != null && f.activityMbq() != null)
            .map(f -> f.at().toLocalDate())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<LocalDate, DoseFact> days =
        facts
            .all(DoseFact.class)
            .filter(f -> f.organ().equals(organ))
            .collect(
                Collectors.toMap(
                    f -> treatment(f.on(), treatments),
                    Function.identity(),
                    BinaryOperator.maxBy(LARGEST),
                    TreeMap::new));
    if (days.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_DOSE);
    }
    BigDecimal sum = BigDecimal.ZERO;
    Integer reachedOn = null;
    for (DoseFact dose : days.values()) {
      sum = sum.add(dose.gray());
      if (reachedOn == null && sum.compareTo(gray) >= 0) {
        reachedOn = facts.day(dose.on());
      }
    }
    OutcomeReason known =
        days.size() < treatments.size() ? OutcomeReason.DOSE_INCOMPLETE : OutcomeReason.NOT_MET;
    return new EndpointOutcome.Limit(
        reachedOn != null,
        sum.divide(gray, new MathContext(10)).stripTrailingZeros(),
        reachedOn,
        reachedOn == null ? known : OutcomeReason.MET);
  }

  /** The day of the treatment that a dose is of, or its own day. */
  private static LocalDate treatment(LocalDate on, NavigableSet<LocalDate> treatments) {
    LocalDate last = treatments.floor(on);
    return last == null || on.isAfter(last.plusDays(DAYS_OF_ONE_TREATMENT)) ? on : last;
  }
}
