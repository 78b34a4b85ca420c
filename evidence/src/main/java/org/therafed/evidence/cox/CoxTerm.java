package org.therafed.evidence.cox;

import java.util.OptionalDouble;
import org.therafed.evidence.partial.Interval;

/**
 * One term of a Cox fit.
 *
 * @param name of the covariate
 * @param coefficient log hazard ratio per unit
 * @param standardError from the information
 * @param robustError from the sandwich, where the model asked for it
 * @param z coefficient over its standard error, the robust one where there is one
 * @param pValue two-sided, of z
 * @param interval of the coefficient, normal, from the same standard error
 */
public record CoxTerm(
    String name,
    double coefficient,
    double standardError,
    OptionalDouble robustError,
    double z,
    double pValue,
    Interval interval) {

  /** exp(coefficient); empty if that is beyond a double. */
  public OptionalDouble hazardRatio() {
    return finite(Math.exp(coefficient));
  }

  /** Lower limit of the hazard ratio; empty if beyond a double. */
  public OptionalDouble lower() {
    return finite(Math.exp(interval.lower()));
  }

  /** Upper limit of the hazard ratio; empty if beyond a double. */
  public OptionalDouble upper() {
    return finite(Math.exp(interval.upper()));
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
