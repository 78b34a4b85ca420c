package org.therafed.dicom.dose;

/**
 * Number of decays in a source region, as the integral of its activity over time: A-tilde of MIRD
 * pamphlet 21. What S-values in Gy/(MBq.h) are multiplied by.
 *
 * @param megabecquerelHours the integral with its interval, MBq.h: 3.6 10^9 decays each
 */
public record TimeIntegratedActivity(Estimate megabecquerelHours) {
  public TimeIntegratedActivity {
    double value = megabecquerelHours.value();
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("A time-integrated activity above zero needed, in MBq.h");
    }
  }

  /** The dose it gives by an S-value taken as exact, Gy. */
  Estimate gray(double gyPerMbqHour) {
    return megabecquerelHours.times(gyPerMbqHour);
  }
}
