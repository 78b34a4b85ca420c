package org.therafed.evidence.comparison;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.rounds.RoundsDriver;

/**
 * Treated against others by weighting with the propensity score: the score by logistic regression
 * of the treatment, then weighted means Σwy/Σw by arm and their difference.
 *
 * <p>Assumes that the declared covariates hold every common cause of treatment and outcome, that
 * both treatments were possible for everybody in question, and a right score model. The variance is
 * that of stacked estimating equations and accounts for estimating the score; the one that takes
 * the score for known is given beside it. Truncation limits count as known. Across sites a
 * truncation by quantiles is made at the middle of a certain bracket, about ±0.5 % of the weight.
 * Not estimable: whatever the score model cannot tell (separation, collinear terms), arms without a
 * common score, an outcome that does not vary.
 *
 * @param score the model of the treatment, its event
 * @param weights what is estimated
 * @param truncation of the weights
 * @see <a href="https://doi.org/10.1002/sim.1903">Lunceford &amp; Davidian 2004, Stat Med
 *     23:2937</a>
 */
public record ComparisonModel(
    LogisticModel score, WeightType weights, Optional<Truncation> truncation) {
  public ComparisonModel {
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(truncation, "truncation");
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        "Propensity-weighted difference, "
            + weights.estimand()
            + (truncation.isPresent() ? ", truncated weights" : ""),
        weights.source() + "; Lunceford & Davidian 2004, Stat Med 23:2937");
  }

  /** A new collector of rows for this model. */
  public ComparisonRows rows() {
    return new ComparisonRows(this);
  }

  /** The fit, to be run by a driver. */
  public ComparisonFit fit() {
    return new ComparisonFit(this);
  }

  /** The finding over the rows of these sources together, in memory. */
  public Finding<ComparisonResult> over(List<ComparisonRows> sources) {
    return RoundsDriver.run(fit(), sources);
  }
}
