package org.therafed.profiles.outcome;

import java.math.BigDecimal;

/**
 * A number that somebody sent, as a message may show it. In a wrong column it may be a national id,
 * a phone number or a record number; those have five digits and more. Up to four are shown: a sign,
 * a year, and the usual slip of a unit (7400 for 7.4) can still be seen.
 */
public final class ShownNumber {

  private static final int MOST_DIGITS = 4;

  /** Beyond, writing a number without exponent could take all memory. */
  public static final int MOST_PLACES = 30;

  private ShownNumber() {}

  /**
   * The number with its unit, or how many digits it has.
   *
   * @param number as written, leading zeros included
   * @param unit empty: none
   */
  public static String of(String number, String unit) {
    long digits = number.chars().filter(Character::isDigit).count();
    if (digits > MOST_DIGITS) {
      return "a number of " + digits + " digits" + (unit.isEmpty() ? "" : " (" + unit + ")");
    }
    return unit.isEmpty() ? number : number + " " + unit;
  }

  /** As {@link #of(BigDecimal, String)}, in both languages. */
  public static Phrase phrase(BigDecimal number, String unit) {
    return isTooLong(number)
        ? new Phrase(of(number, unit), "超过 " + MOST_PLACES + " 位的数")
        : phrase(number.toPlainString(), unit);
  }

  /** As {@link #of(String, String)}, in both languages. */
  public static Phrase phrase(String number, String unit) {
    String shown = of(number, unit);
    long digits = number.chars().filter(Character::isDigit).count();
    return digits > MOST_DIGITS
        ? new Phrase(shown, "一个 " + digits + " 位数" + (unit.isEmpty() ? "" : "（" + unit + "）"))
        : Phrase.same(shown);
  }

  /**
   * Whether a number has more digits, before or after the point, than any measured value. With a
   * large exponent a few characters ask for gigabytes as soon as something calculates with them,
   * and a database column overflows.
   */
  public static boolean isTooLong(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_PLACES || number.precision() > MOST_PLACES;
  }

  /** As {@link #of(String, String)}, written without an exponent. */
  public static String of(BigDecimal number, String unit) {
    return isTooLong(number)
        ? "a number of more than " + MOST_PLACES + " digits"
        : of(number.toPlainString(), unit);
  }
}
