package org.therafed.evidence.partial;

/**
 * The bounds of a time in one person's life. A longer one is a date or a number read as days; it
 * would stretch every table by month beyond memory, so it is refused where rows are taken.
 */
public final class PersonTime {
  /** Longest time told of one person, days: some 123 years, longer than any life documented. */
  public static final double LONGEST_DAYS = 45_000;

  /** Times closer than this, relative, are one time. */
  private static final double SAME_TIME = 1e-10;

  private PersonTime() {}

  /**
   * A time from a person's index date on.
   *
   * @throws EvidenceFault {@code EV-TIME-001} if not finite, {@code EV-TIME-002} if below 0, {@code
   *     EV-TIME-013} if longer than a life
   */
  public static double check(double days) {
    checkSigned(days);
    if (days < 0) {
      throw EvidenceCode.TIME_NEGATIVE.with(days);
    }
    return days;
  }

  /**
   * A time before or after a person's index date.
   *
   * @throws EvidenceFault {@code EV-TIME-001} if not finite, {@code EV-TIME-013} if farther than a
   *     life
   */
  public static double checkSigned(double days) {
    if (!Double.isFinite(days)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(days);
    }
    if (Math.abs(days) > LONGEST_DAYS) {
      // The number itself is not repeated: it may be an identifier in the wrong column.
      throw EvidenceCode.TIME_BEYOND_LIFE.with(LONGEST_DAYS);
    }
    return days;
  }

  /**
   * A stretch (entry, time] of a person's time at risk.
   *
   * @throws EvidenceFault as {@link #check}, and {@code EV-TIME-003} if the stretch is empty
   */
  public static void checkStretch(double entryDays, double timeDays) {
    check(entryDays);
    check(timeDays);
    // Times within rounding of each other are one time, so such an interval would be empty.
    if (entryDays > 0 && timeDays <= entryDays * (1 + SAME_TIME)) {
      throw EvidenceCode.ENTRY_NOT_BEFORE_TIME.with(entryDays + " to " + timeDays);
    }
  }
}
