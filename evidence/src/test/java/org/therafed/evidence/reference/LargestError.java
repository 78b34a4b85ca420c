package org.therafed.evidence.reference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The largest relative difference of a table of numbers to their references. Its bound in a test is
 * what was seen, rounded up; {@code docs/validation.md} gives it.
 */
public final class LargestError {
  private String at = "nothing";
  private double largest;
  private int compared;

  /**
   * Compares one number.
   *
   * @param what what it is, for the message
   * @param scale of which the difference is a part, above 0
   */
  public LargestError add(String what, double value, double expected, double scale) {
    double error = Math.abs(value - expected) / scale;
    compared++;
    // Also where the error is no number at all.
    if (!(error <= largest)) {
      largest = error;
      at = what + " is " + value + ", expected " + expected;
    }
    return this;
  }

  /** Compares one number relative to its reference. */
  public LargestError add(String what, double value, double expected) {
    return add(what, value, expected, Math.abs(expected));
  }

  /** Fails if nothing was compared or something is farther off than was seen. */
  public void isAtMost(double seen) {
    assertThat(compared).isPositive();
    assertThat(largest).as("%s: relative error %s", at, largest).isLessThanOrEqualTo(seen);
  }
}
