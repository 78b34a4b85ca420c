package org.therafed.evidence.comparison;

import java.util.List;

/**
 * How one column is drawn.
 *
 * @param column its index
 * @param predictors indices of the complete columns, in the order of the coefficients
 * @param coefficients the intercept first
 * @param covariance of the coefficients; to be multiplied by the variance drawn if not logistic
 * @param residualVariance of a value about its prediction; not used if logistic
 * @param df its degrees of freedom; not used if logistic
 * @param logistic whether the column is 0 or 1, by logistic regression
 */
public record ImputedColumn(
    int column,
    List<Integer> predictors,
    List<Double> coefficients,
    List<List<Double>> covariance,
    double residualVariance,
    long df,
    boolean logistic) {
  public ImputedColumn {
    predictors = List.copyOf(predictors);
    coefficients = List.copyOf(coefficients);
    covariance = covariance.stream().map(List::copyOf).toList();
  }
}
