package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.special.Erf;
import org.therafed.evidence.logistic.LogisticResult;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.NotEstimable;

/** From the sums of the last round to the result. */
final class ComparisonSummary {
  private final ComparisonModel model;
  private final LogisticResult score;
  private final double[] arms;
  private final Overlap overlap;
  private final Optional<ComparisonResult.Truncated> truncated;
  private final double share;

  ComparisonSummary(
      ComparisonModel model,
      LogisticResult score,
      double[] arms,
      Overlap overlap,
      Optional<ComparisonResult.Truncated> truncated,
      double share) {
    this.model = model;
    this.score = score;
    this.arms = arms;
    this.overlap = overlap;
    this.truncated = truncated;
    this.share = share;
  }

  Finding<ComparisonResult> result(ComparisonSums sums) {
    List<List<Double>> inverse = score.covariance();
    double v1 = Math.max(0, sums.covariance(0, 0, inverse));
    double v0 = Math.max(0, sums.covariance(1, 1, inverse));
    double cov = sums.covariance(0, 1, inverse);
    double one = arms[3] / arms[1];
    double zero = arms[7] / arms[5];
    double stdErr = Math.sqrt(Math.max(0, v1 + v0 - 2 * cov));
    if (!(stdErr > 1e-14 * (Math.abs(one) + Math.abs(zero)))) {
      return new NotEstimable<>(model.method(), "the outcome does not vary");
    }
    double known = Math.sqrt(sums.known(0) + sums.known(1));
    Optional<ComparisonResult.Weighted> ratio = Optional.empty();
    if (one > 0 && zero > 0) {
      double log =
          Math.sqrt(Math.max(0, v1 / (one * one) + v0 / (zero * zero) - 2 * cov / (one * zero)));
      double logKnown = Math.sqrt(sums.known(0) / (one * one) + sums.known(1) / (zero * zero));
      double factor = Math.exp(Levels.z(level()) * log);
      double value = one / zero;
      if (Double.isFinite(value * factor)) {
        ratio =
            Optional.of(
                new ComparisonResult.Weighted(
                    value, log, logKnown, new Interval(value / factor, value * factor, level())));
      }
    }
    return new Estimated<>(
        new ComparisonResult(
            basis(),
            model.weights().estimand(),
            estimate(one, Math.sqrt(v1), Math.sqrt(sums.known(0))),
            estimate(zero, Math.sqrt(v0), Math.sqrt(sums.known(1))),
            estimate(one - zero, stdErr, known),
            Erf.erfc(Math.abs(one - zero) / stdErr / Math.sqrt(2)),
            ratio,
            weights(0),
            weights(4),
            share,
            overlap,
            truncated,
            score));
  }

  private double level() {
    return model.score().level();
  }

  private ComparisonResult.Weighted estimate(double value, double stdErr, double known) {
    double half = Levels.z(level()) * stdErr;
    return new ComparisonResult.Weighted(
        value, stdErr, known, new Interval(value - half, value + half, level()));
  }

  private BalanceResult.Weights weights(int arm) {
    return new BalanceResult.Weights(
        Math.round(arms[arm]), arms[arm + 1], arms[arm + 1] * (arms[arm + 1] / arms[arm + 2]));
  }

  private Basis basis() {
    List<String> warnings = new ArrayList<>(score.warnings());
    if (overlap.outsideShare() > 0.01) {
      warnings.add(
          String.format(
              java.util.Locale.ROOT,
              "%.1f %% of the persons have a score that the other arm does not reach.",
              100 * overlap.outsideShare()));
    }
    truncated.ifPresent(
        t -> warnings.add("Weights are truncated: less variance, some bias to no adjustment."));
    for (int arm = 0; arm <= 4; arm += 4) {
      if (weights(arm).effectiveSampleSize() < weights(arm).n() / 2.0) {
        warnings.add(
            "The weights leave less than half the information of the "
                + (arm == 0 ? "treated." : "others."));
      }
    }
    return new Basis(
        score.n(),
        score.events(),
        score.sites(),
        "persons; the outcome's unit",
        model.method(),
        List.of(
            "the variance accounts for estimating the score",
            "no separation of the arms by the covariates",
            "the arms share a range of scores"),
        warnings);
  }
}
