package org.therafed.registry.quality;

/**
 * So many of so many.
 *
 * @param part 0 to {@code whole}
 * @param whole 0 or more
 */
record Tally(long part, long whole) {

  static final Tally NONE = new Tally(0, 0);

  Tally {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException("A part is 0 to its whole.");
    }
  }

  Tally and(Tally other) {
    return new Tally(part + other.part, whole + other.whole);
  }

  /** 0 to 1; of nothing there is none. */
  double share() {
    return (double) part / whole;
  }
}
