package org.therafed.dicom.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * Activity in becquerel (UCUM Bq): Radionuclide Total Dose (0018,1074) of PET images.
 *
 * @param value decays per second, finite, not negative
 */
public record Becquerel(double value) {
  public Becquerel {
    Decay.checkActivity(value, "Bq");
  }

  /** The same activity in megabecquerel. */
  public Megabecquerel toMegabecquerel() {
    return new Megabecquerel(value / Megabecquerel.BECQUEREL);
  }

  /**
   * The activity at another time, earlier or later.
   *
   * @param halfLife physical half-life, more than zero
   */
  public Becquerel decayedTo(Instant from, Instant to, Duration halfLife) {
    return new Becquerel(value * Decay.factor(from, to, halfLife));
  }
}
