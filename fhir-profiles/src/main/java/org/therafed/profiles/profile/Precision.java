package org.therafed.profiles.profile;

/** How much of a point in time must be given. */
public enum Precision {
  /** Year, month, day or time of day, as known. */
  ANY,
  /** A year alone. */
  YEAR,
  /** At least a full date. */
  DAY,
  /** Date, time of day and offset from UTC. */
  TIME
}
