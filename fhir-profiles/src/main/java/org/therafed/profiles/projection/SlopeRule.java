package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * The slope of a biomarker per year by ordinary least squares over one person's values, e.g. the
 * total or chronic slope of eGFR. The sums are exact, so that no order of values can change a
 * digit.
 *
 * <p>Values of one day count as their mean. A value of which only a limit is known ({@code >90})
 * makes the slope not evaluable: with it and without it the line would be another.
 *
 * @param biomarker its id in the module
 * @param fromDay first day of the window, from the anchor
 * @param toDay last day of the window
 * @param minPoints fewest days with a value, at least 2
 * @param until procedures from whose first day on values do not count, such as dialysis and
 *     transplantation of the kidney: what is measured then is not the organ that was asked about
 */
public record SlopeRule(
    String biomarker, int fromDay, int toDay, int minPoints, ProcedureEvent until)
    implements EndpointRule {

  /** Days of a UCUM year, {@code a}. */
  private static final BigDecimal YEAR = new BigDecimal("365.25");

  private static final MathContext ROUNDED = new MathContext(10);

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static SlopeRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.SLOPE);
    int minPoints = given.whole("minPoints");
    if (minPoints < 2) {
      throw given.fault("minPoints");
    }
    return new SlopeRule(
        given.text("biomarker"),
        given.whole("fromDay"),
        given.whole("toDay"),
        minPoints,
        new ProcedureEvent(given.texts("until"), endpoint.integer("dialysisDays").orElse(0)));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    if (until.underWay(facts, facts.index())) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.UNDER_WAY);
    }
    Optional<LocalDate> ended = until.first(facts, facts.index());
    LocalDate from = facts.index().plusDays(fromDay);
    LocalDate to = facts.index().plusDays(toDay);
    List<BiomarkerFact> values =
        facts.series(biomarker).stream()
            .filter(f -> !f.on().isBefore(from) && !f.on().isAfter(to))
            .filter(f -> ended.filter(on -> !f.on().isBefore(on)).isEmpty())
            .toList();
    if (values.stream().anyMatch(f -> f.comparator() != null)) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.VALUE_BEYOND_LIMIT);
    }
    Map<LocalDate, List<BiomarkerFact>> days =
        values.stream()
            .collect(Collectors.groupingBy(BiomarkerFact::on, TreeMap::new, Collectors.toList()));
    if (days.size() < minPoints) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.TOO_FEW_VALUES);
    }
    Sums sums = new Sums();
    days.forEach((on, ofDay) -> sums.add(facts.day(on), mean(ofDay)));
    return new EndpointOutcome.Measured(
        sums.slope().multiply(YEAR).round(ROUNDED).stripTrailingZeros(),
        facts.watched(biomarker).unit() + "/a");
  }

  private static BigDecimal mean(List<BiomarkerFact> values) {
    BigDecimal sum =
        values.stream().map(BiomarkerFact::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
  }

  private static final class Sums {
    private BigDecimal n = BigDecimal.ZERO;
    private BigDecimal x = BigDecimal.ZERO;
    private BigDecimal y = BigDecimal.ZERO;
    private BigDecimal xx = BigDecimal.ZERO;
    private BigDecimal xy = BigDecimal.ZERO;

    void add(int day, BigDecimal value) {
      BigDecimal at = BigDecimal.valueOf(day);
      n = n.add(BigDecimal.ONE);
      x = x.add(at);
      y = y.add(value);
      xx = xx.add(at.multiply(at));
      xy = xy.add(at.multiply(value));
    }

    BigDecimal slope() {
      return n.multiply(xy)
          .subtract(x.multiply(y))
          .divide(n.multiply(xx).subtract(x.multiply(x)), MathContext.DECIMAL128);
    }
  }
}
