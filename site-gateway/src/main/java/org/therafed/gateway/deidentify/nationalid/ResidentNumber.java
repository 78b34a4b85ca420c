package org.therafed.gateway.deidentify.nationalid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * The Chinese resident identity number: six digits of an administrative division, the birth date,
 * three digits whose last is odd for men, and a check character by ISO 7064 MOD 11-2 (GB
 * 11643-1999, divisions of GB/T 2260). The check character finds every single wrong digit and every
 * swap of two neighbours.
 */
final class ResidentNumber {

  /** Provinces, and the residence permits of Hong Kong, Macao and Taiwan residents (81 to 83). */
  private static final Set<String> PROVINCES =
      Set.of(
          "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
          "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
          "65", "71", "81", "82", "83");

  /** No province begins with 9; numbers of synthetic persons begin so. */
  private static final String SYNTHETIC_DIVISIONS = "9901";

  private static final String CHECK_CHARACTERS = "10X98765432";
  private static final int LENGTH = 18;
  private static final int OLDEST_YEARS = 120;

  private final String number;

  private ResidentNumber(String number) {
    this.number = number;
  }

  /** Whether a normalised text has the form: 17 digits and a digit or X. */
  static boolean hasForm(String text) {
    return text.matches("[0-9]{17}[0-9X]");
  }

  /**
   * Whether a normalised text has the form that was issued until 1999: 15 digits without check
   * character. It is not upgraded: one wrong digit in it is another person's number, unnoticed.
   */
  static boolean hasOldForm(String text) {
    return text.matches("[0-9]{15}");
  }

  /** The person's number, or why it links nobody. */
  static Judgement judge(String text, PatientFacts patient) {
    if (Placeholders.monotonous(text) || (!hasForm(text) && Placeholders.includes(text))) {
      return Judgement.refused(LinkCode.PLACEHOLDER);
    }
    if (!hasForm(text)) {
      return Judgement.refused(hasOldForm(text) ? LinkCode.OLD_FORM : LinkCode.FORM);
    }
    ResidentNumber number = new ResidentNumber(text);
    return number
        .fault(patient)
        .map(Judgement::refused)
        .orElseGet(() -> Judgement.usable(new NationalId(number.country(), text)));
  }

  private Optional<LinkCode> fault(PatientFacts patient) {
    if (number.charAt(LENGTH - 1) != checkCharacter()) {
      return Optional.of(LinkCode.CHECK);
    }
    Optional<LocalDate> born = born(patient.today());
    if (!knownDivision() || born.isEmpty() || number.startsWith("000", 14)) {
      return Optional.of(LinkCode.IMPOSSIBLE);
    }
    boolean man = (number.charAt(16) - '0') % 2 == 1;
    return patient.contradicts(born.get(), man)
        ? Optional.of(LinkCode.CONTRADICTION)
        : Optional.empty();
  }

  private String country() {
    return number.startsWith(SYNTHETIC_DIVISIONS) ? Countries.INVENTED : Countries.CHINA;
  }

  /** Below the province only 81, 82 and 83 stand without prefecture and county. */
  private boolean knownDivision() {
    if (number.startsWith(SYNTHETIC_DIVISIONS)) {
      return true;
    }
    return PROVINCES.contains(number.substring(0, 2))
        && (number.charAt(0) == '8' || !number.startsWith("0000", 2));
  }

  private Optional<LocalDate> born(LocalDate today) {
    try {
      LocalDate born = LocalDate.parse(number.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
      return born.isAfter(today) || born.isBefore(today.minusYears(OLDEST_YEARS))
          ? Optional.empty()
          : Optional.of(born);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private char checkCharacter() {
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum = (sum + number.charAt(i) - '0') * 2 % 11;
    }
    return CHECK_CHARACTERS.charAt(sum);
  }
}
