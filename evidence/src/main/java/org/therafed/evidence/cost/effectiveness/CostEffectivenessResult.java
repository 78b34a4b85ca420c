package org.therafed.evidence.cost.effectiveness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * Increments with their uncertainty.
 *
 * @param basis n: persons of both arms; events: deaths before the horizon
 * @param frame what the numbers mean
 * @param increment the point estimates
 * @param value of the bootstrap replicates
 * @param level of all intervals
 * @param lambdas willingness to pay per quality-adjusted year, at which benefit is given
 */
public record CostEffectivenessResult(
    Basis basis,
    CostFrame frame,
    Increment increment,
    ValueForMoney value,
    double level,
    List<Double> lambdas)
    implements Result {
  public CostEffectivenessResult {
    lambdas = List.copyOf(lambdas);
  }

  /** Cost per quality-adjusted year gained; none without a difference in effect. */
  public OptionalDouble icer() {
    return ValueForMoney.ratio(increment.cost(), increment.qualityYears());
  }

  /** Cost per life-year gained; none without a difference in effect. */
  public OptionalDouble icerOfLifeYears() {
    return ValueForMoney.ratio(increment.cost(), increment.lifeYears());
  }

  @Override
  public List<Estimate> estimates() {
    String currency = frame.currency();
    List<Estimate> all = new ArrayList<>();
    all.add(
        Estimate.of(
            "incremental cost",
            increment.cost(),
            value.interval(Increment::cost, level),
            currency));
    all.add(
        Estimate.of(
            "incremental effect",
            increment.qualityYears(),
            value.interval(Increment::qualityYears, level),
            "a"));
    all.add(
        Estimate.of(
            "incremental life-years",
            increment.lifeYears(),
            value.interval(Increment::lifeYears, level),
            "a"));
    Estimate ratio = Estimate.of("cost per quality-adjusted year", icer(), currency);
    Optional<Interval> limits = value.ratioInterval(level);
    all.add(
        limits
            .map(
                i ->
                    ratio.within(
                        OptionalDouble.of(i.lower()), OptionalDouble.of(i.upper()), i.level()))
            .orElse(ratio));
    FiellerSet set = value.fieller(increment, level);
    all.add(ratio.within(set.lower(), set.upper(), level).at("interval", "Fieller"));
    for (double lambda : lambdas) {
      all.add(
          Estimate.of(
                  "net monetary benefit",
                  increment.netBenefit(lambda),
                  value.interval(i -> i.netBenefit(lambda), level),
                  currency)
              .at("lambda", lambda));
      all.add(
          Estimate.of("probability of being worth it", value.acceptability(lambda), "1")
              .at("lambda", lambda));
    }
    return all;
  }
}
