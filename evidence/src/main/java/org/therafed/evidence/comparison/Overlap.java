package org.therafed.evidence.comparison;

/**
 * Common support: where scores of both arms are found.
 *
 * @param lower the higher of the arms' lowest scores
 * @param upper the lower of the arms' highest scores; below {@code lower} if the arms do not meet
 * @param outside persons whose score lies outside
 * @param n persons
 */
public record Overlap(double lower, double upper, long outside, long n) {

  /** Share of persons outside, 0 to 1. */
  public double outsideShare() {
    return n == 0 ? 0 : (double) outside / n;
  }

  /** Whether the arms share any score. */
  public boolean any() {
    return lower <= upper;
  }
}
