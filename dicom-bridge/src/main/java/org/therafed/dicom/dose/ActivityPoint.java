package org.therafed.dicom.dose;

import java.time.Duration;
import org.therafed.dicom.measure.Becquerel;
import org.therafed.dicom.measure.Megabecquerel;

/**
 * Activity in an organ or lesion at one time after administration, as it was then: not decay
 * corrected to another time.
 *
 * @param hours after administration, more than zero
 * @param activity more than zero
 */
public record ActivityPoint(double hours, Megabecquerel activity) {
  private static final double SECONDS_PER_HOUR = 3600;

  public ActivityPoint {
    if (!(hours > 0) || !Double.isFinite(hours) || !(activity.value() > 0)) {
      throw new IllegalArgumentException(
          "A time after administration and an activity above zero needed, not "
              + hours
              + " h and "
              + activity.value()
              + " MBq");
    }
  }

  /** A point of quantitative SPECT or planar imaging, in MBq. */
  public static ActivityPoint of(Duration after, Megabecquerel activity) {
    return new ActivityPoint(after.toMillis() / 1000.0 / SECONDS_PER_HOUR, activity);
  }

  /** A point of PET, in Bq. */
  public static ActivityPoint of(Duration after, Becquerel activity) {
    return of(after, activity.toMegabecquerel());
  }
}
