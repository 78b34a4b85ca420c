package org.therafed.evidence.table;

import java.util.Optional;
import org.therafed.evidence.partial.Basis;
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
