package org.therafed.evidence.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * Two proportions compared, on unrounded data.
 *
 * @param basis n, events, sites, method, warnings
 * @param cells the table
 * @param first proportion of the first arm
 * @param second proportion of the second arm
 * @param difference first − second
 * @param riskRatio first / second with Katz's interval
 * @param oddsRatio sample odds ratio with Woolf's interval
 * @param exactOdds conditional odds ratio and Fisher's test; empty for tables too large to sum
 * @param pearson chi-square test; empty if everybody or nobody had the event
 * @param yates the same with continuity correction
 */
public record TwoProportionsResult(
    Basis basis,
    Cells cells,
    double first,
    double second,
    Difference difference,
    RatioEstimate riskRatio,
    RatioEstimate oddsRatio,
    Optional<ExactOdds> exactOdds,
    Optional<TestResult> pearson,
    Optional<TestResult> yates)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(
        Estimate.of("risk difference", difference.value(), difference.newcombe(), "1")
            .at("interval", "Newcombe"));
    all.add(
        Estimate.of("risk difference", difference.value(), difference.miettinenNurminen(), "1")
            .at("interval", "Miettinen–Nurminen"));
    all.add(riskRatio.estimate("risk ratio").at("interval", "Katz"));
    all.add(oddsRatio.estimate("odds ratio").at("interval", "Woolf"));
    exactOdds.ifPresent(
        odds -> {
          all.add(
              Estimate.of("odds ratio", odds.value(), "1")
                  .within(
                      OptionalDouble.of(odds.limits().lower()),
                      odds.limits().upper(),
                      odds.limits().level())
                  .at("interval", "exact conditional"));
          all.add(Estimate.of("p-value", odds.pValue(), "1").at("test", "Fisher"));
        });
    pearson.ifPresent(t -> all.add(Estimate.of("p-value", t.pValue(), "1").at("test", "Pearson")));
    yates.ifPresent(t -> all.add(Estimate.of("p-value", t.pValue(), "1").at("test", "Yates")));
    return all;
  }

  /**
   * A difference of proportions.
   *
   * @param value first − second
   * @param newcombe hybrid score interval, the product's default
   * @param miettinenNurminen score interval
   * @param wald simple interval
   */
  public record Difference(
      double value, Interval newcombe, Interval miettinenNurminen, Interval wald) {}
}
