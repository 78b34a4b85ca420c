package org.therafed.simulator.report;

import java.util.OptionalDouble;
import org.therafed.simulator.model.Truth;

/**
 * What the registry publishes about a quantity.
 *
 * @param estimate empty where nothing is released
 * @param lower lower limit; negative infinity where it is open
 * @param upper upper limit; positive infinity where it is open
 */
public record Observed(Truth truth, OptionalDouble estimate, double lower, double upper) {

  static Observed notReleased(Truth truth) {
    return new Observed(
        truth, OptionalDouble.empty(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Whether there is an estimate. */
  public boolean released() {
    return estimate.isPresent();
  }

  /** Whether the truth lies within the limits, these included. */
  public boolean holdsTruth() {
    return lower <= truth.value() && truth.value() <= upper;
  }
}
