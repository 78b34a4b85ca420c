package org.therafed.profiles.terminology;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/**
 * A nuclide the registry knows.
 *
 * @param name element and mass number, e.g. {@code Lu-177}
 * @param coding SNOMED CT substance, or a local code where none is known
 * @param halfLife physical half-life
 * @param therapeutic true if it is given to treat, false if only to image
 */
public record Radionuclide(String name, Coding coding, Duration halfLife, boolean therapeutic) {

  /**
   * The factor by which an activity changes over a time: 2<sup>−t/T½</sup>; above 1 for a time that
   * runs backwards.
   *
   * @param elapsed from the reference time to the wanted time
   */
  public double decayFactor(Duration elapsed) {
    double seconds = elapsed.toMillis() / 1000.0;
    return Math.pow(2, -seconds / (halfLife.toMillis() / 1000.0));
  }

  /**
   * An activity at another time.
   *
   * @param activity at the reference time, any unit
   * @param elapsed from the reference time to the wanted time
   * @return in the same unit, to 16 significant digits; of a time so far back that the activity
   *     would be beyond any number, the largest factor instead
   */
  public BigDecimal decay(BigDecimal activity, Duration elapsed) {
    // Two dates that do not belong together may lie thousands of half-lives apart.
    double factor = Math.min(decayFactor(elapsed), Double.MAX_VALUE);
    return activity.multiply(BigDecimal.valueOf(factor), MathContext.DECIMAL64);
  }
}
