package org.therafed.profiles.terminology;

import java.util.regex.Pattern;

/**
 * The form of a LOINC code: up to seven digits, a hyphen, a check digit by the Luhn formula (modulo
 * 10).
 *
 * @see <a href="https://loinc.org/kb/users-guide/">LOINC Users' Guide</a>
 */
public final class LoincCode {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,7}-[0-9]");

  private LoincCode() {}

  /** Whether a text looks like a LOINC code, whatever its check digit. */
  public static boolean hasForm(String text) {
    return FORM.matcher(text).matches();
  }

  /** Whether a text is of the form and its check digit right. */
  public static boolean isValid(String text) {
    return hasForm(text)
        && checkDigit(text.substring(0, text.length() - 2)) == text.charAt(text.length() - 1) - '0';
  }

  private static int checkDigit(String digits) {
    int sum = 0;
    for (int i = digits.length() - 1, place = 0; i >= 0; i--, place++) {
      int digit = (digits.charAt(i) - '0') * (place % 2 == 0 ? 2 : 1);
      sum += digit / 10 + digit % 10;
    }
    return (10 - sum % 10) % 10;
  }
}
