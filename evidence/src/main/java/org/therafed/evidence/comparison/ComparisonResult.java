package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.logistic.LogisticResult;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * A weighted comparison of two arms, in the outcome's unit.
 *
 * @param basis what it stands on; events are the treated
 * @param estimand whose effect it is, in words
 * @param treated weighted mean, or risk, of the treated
 * @param control the same of the others
 * @param difference treated − control
 * @param pValue two-sided, of no difference
 * @param ratio treated/control where both means are above 0, with limits on the log scale
 * @param treatedWeights weights of the treated
 * @param controlWeights weights of the others
 * @param treatedShare share of the treated
 * @param overlap common support of the scores, to within a bin
 * @param truncation what was done to extreme weights
 * @param score the model of the treatment
 */
public record ComparisonResult(
    Basis basis,
    String estimand,
    Weighted treated,
    Weighted control,
    Weighted difference,
    double pValue,
    Optional<Weighted> ratio,
    BalanceResult.Weights treatedWeights,
    BalanceResult.Weights controlWeights,
    double treatedShare,
    Overlap overlap,
    Optional<Truncated> truncation,
    LogisticResult score)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(estimate("weighted mean", treated).at("arm", "treated"));
    all.add(estimate("weighted mean", control).at("arm", "control"));
    all.add(estimate("difference", difference));
    ratio.ifPresent(r -> all.add(estimate("ratio", r)));
    double effective = treatedWeights.effectiveSampleSize();
    all.add(Estimate.of("effective sample size", effective, "1").at("arm", "treated"));
    double others = controlWeights.effectiveSampleSize();
    all.add(Estimate.of("effective sample size", others, "1").at("arm", "control"));
    all.add(Estimate.of("outside common support", 100 * overlap.outsideShare(), "%"));
    return all;
  }

  private static Estimate estimate(String quantity, Weighted weighted) {
    return Estimate.of(quantity, weighted.value(), weighted.interval(), "1");
  }

  /**
   * A number with its errors.
   *
   * @param value the estimate
   * @param stdErr standard error that accounts for estimating the score; of the logarithm for a
   *     ratio
   * @param stdErrScoreKnown the same with the score taken for known
   * @param interval limits by {@code stdErr}
   */
  public record Weighted(double value, double stdErr, double stdErrScoreKnown, Interval interval) {}

  /**
   * How weights were truncated.
   *
   * @param limits the limits applied
   * @param persons persons whose weight was changed
   * @param error largest relative error of the limits against exact quantiles; 0 for limits that
   *     were declared
   */
  public record Truncated(Truncation limits, long persons, double error) {}
}
