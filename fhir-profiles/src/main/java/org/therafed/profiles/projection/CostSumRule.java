package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * What a person's charges of one component add up to from the first of some procedures on, e.g. the
 * cost of kidney replacement therapy from the first dialysis or transplantation; in total, or per
 * year of the time that the person was followed since: sum · 365.25 / days.
 *
 * <p>Amounts are added as recorded, of one currency and one price year: nothing is converted. No
 * charge is no zero, as bills come late or not at all. A year of a few days would be a guess, so
 * that the follow-up since the procedure has to reach {@code minDays}.
 *
 * @param component of {@link org.therafed.profiles.terminology.CostComponent}
 * @param from the procedures whose first day begins the sum
 * @param perYear whether the sum is given per year
 * @param minDays shortest follow-up since the procedure, whole days
 */
public record CostSumRule(String component, ProcedureEvent from, boolean perYear, int minDays)
    implements EndpointRule {
  /** Days of a UCUM year, {@code a}. */
  private static final BigDecimal YEAR = new BigDecimal("365.25");

  private static final MathContext ROUNDED = new MathContext(10);

  /** What amounts must have in common to be added. */
  private record Price(String currency, Integer year) {}

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static CostSumRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.COST_SUM);
    return new CostSumRule(
        given.text("component"),
        new ProcedureEvent(given.texts("procedures"), endpoint.integer("dialysisDays").orElse(0)),
        given.text("per").equals("year"),
        endpoint.integer("minDays").orElse(0));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    if (from.underWay(facts, facts.index())) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.UNDER_WAY);
    }
    Optional<LocalDate> began = from.first(facts, facts.index());
    if (began.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_PROCEDURE);
    }
    List<CostFact> charges =
        facts
            .all(CostFact.class)
            .filter(f -> f.component().equals(component) && !f.on().isBefore(began.get()))
            .toList();
    if (charges.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_CHARGE);
    }
    List<Price> prices =
        charges.stream().map(f -> new Price(f.currency(), f.priceYear())).distinct().toList();
    if (prices.size() > 1 || prices.get(0).year() == null) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.SEVERAL_PRICES);
    }
    long days =
        facts.lastSeenOn().or(facts::deathOn).map(on -> days(began.get(), on, facts)).orElse(0L);
    if (days < minDays || (perYear && days < 1)) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.FOLLOW_UP_TOO_SHORT);
    }
    BigDecimal sum =
        charges.stream().map(CostFact::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal amount =
        perYear ? sum.multiply(YEAR).divide(BigDecimal.valueOf(days), ROUNDED) : sum;
    return new EndpointOutcome.Amount(
        amount.stripTrailingZeros(), prices.get(0).currency(), prices.get(0).year(), perYear);
  }

  /** Up to the death, where there is one: it ends the time in which costs arise. */
  private static long days(LocalDate began, LocalDate seen, PersonFacts facts) {
    return ChronoUnit.DAYS.between(began, facts.deathOn().orElse(seen));
  }
}
