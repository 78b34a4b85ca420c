package org.therafed.gateway.deidentify.nationalid;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * What people type where an id is required and there is none: words, one digit over and over, a
 * block repeated, digits counted up or down, the examples of the standard. A real id that looks so
 * is lost for linkage; that is rare and the lesser harm.
 */
final class Placeholders {

  /** GB 11643-1999 prints these two as examples, and both pass its check. */
  private static final Set<String> PRINTED_EXAMPLES =
      Set.of("11010519491231002X", "440524188001010014");

  /** Words have fewer digits, most of them none: N/A, unknown, 不详, test1. */
  private static final int FEWEST_DIGITS = 4;

  private static final int LONGEST_RUN = 5;

  private Placeholders() {}

  /** Whether a normalised id of a country without rules of its own is a placeholder. */
  static boolean includes(String id) {
    String digits = id.replaceAll("[^0-9]", "");
    return digits.length() < FEWEST_DIGITS
        || monotonous(id)
        || monotonous(digits)
        || longestRun(id) > LONGEST_RUN
        || counted(digits, 1)
        || counted(digits, 9);
  }

  /** Whether an id is a printed example, or is made of one block or of no more than two signs. */
  static boolean monotonous(String id) {
    return PRINTED_EXAMPLES.contains(id) || id.chars().distinct().count() <= 2 || repeated(id);
  }

  private static boolean repeated(String id) {
    return IntStream.rangeClosed(1, id.length() / 2)
        .filter(block -> id.length() % block == 0)
        .anyMatch(block -> id.substring(block).equals(id.substring(0, id.length() - block)));
  }

  private static int longestRun(String id) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < id.length(); i++) {
      run = i > 0 && id.charAt(i) == id.charAt(i - 1) ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Whether each digit is the one before plus the step, 0 following 9. */
  private static boolean counted(String digits, int step) {
    return IntStream.range(1, digits.length())
        .allMatch(i -> (digits.charAt(i) - digits.charAt(i - 1) + 10) % 10 == step);
  }
}
