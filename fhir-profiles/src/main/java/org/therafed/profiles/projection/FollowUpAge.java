package org.therafed.profiles.projection;

/**
 * How old a person's follow-up is, in bands.
 *
 * <p>In days it would be the difference of a true date and the day of sending: whoever also knows
 * that day, as the registry does of everything that arrives, would have the true date, and beside
 * the shifted date of the same record the shift of all of that person's dates.
 */
public final class FollowUpAge {

  /** Width of a band, days. */
  public static final int BAND_DAYS = 30;

  private FollowUpAge() {}

  /**
   * The lower end of the band that an age lies in, days; 0 for a date after the day of sending.
   *
   * @param days whole days from the follow-up to the day of sending
   */
  public static int band(long days) {
    return (int) (Math.max(0, days) / BAND_DAYS * BAND_DAYS);
  }
}
