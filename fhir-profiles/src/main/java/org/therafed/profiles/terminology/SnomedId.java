package org.therafed.profiles.terminology;

import java.util.regex.Pattern;

/**
 * SNOMED CT identifiers of concepts, told by their form: 6 to 18 digits, the partition of concepts,
 * and a check digit after Verhoeff (SNOMED CT Release File Specification, section 3.2). A number of
 * another kind, such as a telephone or record number, seldom has both.
 */
final class SnomedId {
  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{5,17}");

  /** The dihedral group of order 10. */
  private static final String[] PRODUCT = {
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"
  };

  /** The permutation, by position from the right. */
  private static final String[] PERMUTATION = {
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258"
  };

  private SnomedId() {}

  /** Whether a code may name a concept: partition 00 (international) or 10 (of an extension). */
  static boolean isConcept(String code) {
    if (!DIGITS.matcher(code).matches()) {
      return false;
    }
    String partition = code.substring(code.length() - 3, code.length() - 1);
    return (partition.equals("00") || partition.equals("10")) && checksOut(code);
  }

  private static boolean checksOut(String code) {
    int check = 0;
    for (int i = 0; i < code.length(); i++) {
      int digit = code.charAt(code.length() - 1 - i) - '0';
      int moved = PERMUTATION[i % PERMUTATION.length].charAt(digit) - '0';
      check = PRODUCT[check].charAt(moved) - '0';
    }
    return check == 0;
  }
}
