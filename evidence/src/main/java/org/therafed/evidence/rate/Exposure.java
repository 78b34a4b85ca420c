package org.therafed.evidence.rate;

/**
 * Rows, their events and their time at risk.
 *
 * @param rows rows
 * @param events events
 * @param days time at risk
 */
public record Exposure(long rows, long events, double days) {

  /** Of no rows. */
  public static final Exposure NONE = new Exposure(0, 0, 0);

  public Exposure {
    ExposureRow.check(days, events);
    ExposureRow.check(1, rows);
  }

  /** Both together. */
  public Exposure plus(Exposure other) {
    return new Exposure(rows + other.rows, events + other.events, days + other.days);
  }
}
