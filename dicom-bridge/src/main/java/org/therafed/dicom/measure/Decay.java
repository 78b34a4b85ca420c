package org.therafed.dicom.measure;

import java.time.Duration;
import java.time.Instant;

/** The law of radioactive decay, A(t) = A(0) 2^(-t/T). */
final class Decay {
  private Decay() {}

  static void checkActivity(double value, String unit) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(
          "Activity of " + value + " " + unit + "; a finite number of zero or more needed");
    }
  }

  static double factor(Instant from, Instant to, Duration halfLife) {
    if (halfLife.isZero() || halfLife.isNegative()) {
      throw new IllegalArgumentException("Half-life of " + halfLife + "; more than zero needed");
    }
    return Math.pow(2, -seconds(Duration.between(from, to)) / seconds(halfLife));
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }
}
