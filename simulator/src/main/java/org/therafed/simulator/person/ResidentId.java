package org.therafed.simulator.person;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Resident identity numbers of GB 11643-1999: six digits of a division, the birth date, a serial
 * number whose last digit is odd for men, and a check character by ISO 7064 MOD 11-2.
 *
 * <p>No division begins with 99, so that no number made here belongs to anybody.
 */
public final class ResidentId {
  private static final int FIRST_DIVISION = 990_101;
  private static final int SERIALS = 500;
  private static final int DIVISIONS = 99;
  private static final String CHECK_CHARACTERS = "10X98765432";

  private ResidentId() {}

  /**
   * The number of a man; different for each person, whatever the birth dates.
   *
   * @param person 0 to 49,499
   */
  public static String ofMan(LocalDate birthDate, int person) {
    if (person < 0 || person >= SERIALS * DIVISIONS) {
      throw new IllegalArgumentException("person " + person + "; 0 to 49499 needed");
    }
    String body =
        (FIRST_DIVISION + person / SERIALS)
            + birthDate.format(DateTimeFormatter.BASIC_ISO_DATE)
            + String.format(Locale.ROOT, "%03d", 2 * (person % SERIALS) + 1);
    return body + checkCharacter(body);
  }

  /** Whether the number has 18 characters and the right check character. */
  public static boolean isValid(String number) {
    return number.matches("[0-9]{17}[0-9X]")
        && number.charAt(17) == checkCharacter(number.substring(0, 17));
  }

  private static char checkCharacter(String body) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (body.charAt(i) - '0') * (1 << (17 - i)) % 11;
    }
    return CHECK_CHARACTERS.charAt(sum % 11);
  }
}
