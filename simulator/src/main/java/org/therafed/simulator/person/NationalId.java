package org.therafed.simulator.person;

import java.util.Locale;

/**
 * National ids of an invented country XX: the letters, eight digits, and two check digits by ISO
 * 7064 MOD 97-10. XX is user-assigned in ISO 3166 and names no country.
 */
public final class NationalId {
  private NationalId() {}

  /**
   * The id of a number.
   *
   * @param number 0 to 99,999,999
   */
  public static String of(int number) {
    int check = 98 - (int) (number * 100L % 97);
    return String.format(Locale.ROOT, "XX%08d%02d", number, check);
  }

  /** Whether the form and the check digits are right. */
  public static boolean isValid(String id) {
    return id.matches("XX[0-9]{10}") && Long.parseLong(id.substring(2)) % 97 == 1;
  }
}
