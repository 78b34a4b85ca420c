package org.therafed.evidence.table;

/**
 * A test's statistic with its p-value.
 *
 * @param chiSquare statistic
 * @param degreesOfFreedom of its chi-square distribution
 * @param pValue two-sided, 0 to 1
 */
public record TestResult(double chiSquare, int degreesOfFreedom, double pValue) {

  static TestResult of(double chiSquare, int degreesOfFreedom) {
    // The upper tail itself: 1 minus the distribution function would lose small p-values.
    double p =
        chiSquare <= 0
            ? 1
            : org.hipparchus.special.Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, chiSquare / 2);
    return new TestResult(chiSquare, degreesOfFreedom, Math.min(1, p));
  }
}
