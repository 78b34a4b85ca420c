package org.therafed.dicom.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * Activity in megabecquerel (UCUM MBq): Radionuclide Total Dose (0018,1074) of NM images, and
 * administered activity of dose reports.
 *
 * @param value 10^6 decays per second, finite, not negative
 */
public record Megabecquerel(double value) {
  static final double BECQUEREL = 1e6;

  public Megabecquerel {
    Decay.checkActivity(value, "MBq");
  }

  /** The same activity in becquerel. */
  public Becquerel toBecquerel() {
    return new Becquerel(value * BECQUEREL);
  }

  /** The same activity in gigabecquerel (UCUM GBq), a bare number. */
  public double gigabecquerel() {
    return value / 1000;
  }

  /**
   * The activity at another time, earlier or later.
   *
   * @param halfLife physical half-life, more than zero
   */
  public Megabecquerel decayedTo(Instant from, Instant to, Duration halfLife) {
    return new Megabecquerel(value * Decay.factor(from, to, halfLife));
  }
}
