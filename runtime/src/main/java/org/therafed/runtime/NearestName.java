package org.therafed.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The known name that somebody who mistyped a name most likely meant. Only the known one is told,
 * because what was typed may be anything.
 */
public final class NearestName {

  /** One slip of the key is allowed, and another for each so many letters. Our choice. */
  private static final int LETTERS_PER_SLIP = 8;

  private NearestName() {}

  /** The name among the known ones that resembles another; empty where none does. */
  public static Optional<String> of(String typed, Collection<String> known) {
    String letters = letters(typed);
    return known.stream()
        .filter(name -> slips(letters, letters(name)) <= 1 + name.length() / LETTERS_PER_SLIP)
        .min(Comparator.comparingInt(name -> slips(letters, letters(name))));
  }

  private static String letters(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** How many letters were left out, added or replaced (Levenshtein's distance). */
  private static int slips(String typed, String meant) {
    int[] above = new int[meant.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = above[j - 1] + (typed.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[meant.length()];
  }
}
