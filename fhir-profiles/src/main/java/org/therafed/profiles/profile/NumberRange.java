package org.therafed.profiles.profile;

import java.math.BigDecimal;

/**
 * The numbers that are possible at all.
 *
 * @param min smallest, null for none
 * @param minExclusive whether {@code min} itself is outside
 * @param max largest, inclusive, null for none
 * @param unit UCUM unit of the bounds; null for bare numbers
 */
public record NumberRange(BigDecimal min, boolean minExclusive, BigDecimal max, String unit) {
  /** Whether a value, in {@link #unit()}, is inside. */
  public boolean contains(BigDecimal value) {
    if (min != null) {
      int order = value.compareTo(min);
      if (order < 0 || (order == 0 && minExclusive)) {
        return false;
      }
    }
    return max == null || value.compareTo(max) <= 0;
  }
}
