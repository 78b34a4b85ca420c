package org.therafed.evidence.logistic;

import java.util.Optional;
import org.therafed.evidence.partial.Interval;

/**
 * One term of a logistic regression. Error, z, p value and limits use the robust variance where it
 * was asked for.
 *
 * @param term its name
 * @param coefficient log odds ratio per unit
 * @param modelStdErr standard error from the information
 * @param stdErr the standard error that z and the limits use
 * @param z coefficient/stdErr
 * @param pValue two-sided, of no association
 * @param interval limits of the coefficient
 */
public record LogisticTerm(
    String term,
    double coefficient,
    double modelStdErr,
    double stdErr,
    double z,
    double pValue,
    Interval interval) {

  /** Limits of the odds ratio; empty where they are too large for a number. */
  public Optional<Interval> oddsRatioInterval() {
    double upper = Math.exp(interval.upper());
    return Double.isFinite(upper)
        ? Optional.of(new Interval(Math.exp(interval.lower()), upper, interval.level()))
        : Optional.empty();
  }
}
