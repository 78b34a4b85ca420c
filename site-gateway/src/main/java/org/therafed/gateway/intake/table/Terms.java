package org.therafed.gateway.intake.table;

import java.util.Currency;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Systems;

/** Words that the registry's terminology knows. */
final class Terms {

  private static final int LONGEST_UID = 64;

  private Terms() {}

  /** The codes of one system in a code set, in alphabetical order. */
  static String[] codes(String set, String system) {
    return set(set).listed().get(system).keySet().stream().sorted().toArray(String[]::new);
  }

  private static CodeSet set(String name) {
    return CodeSets.standard().find(name).orElseThrow();
  }

  static boolean isOrgan(String code) {
    return set("body-site").display(Systems.SNOMED, code).isPresent();
  }

  /** Whether a code of the named system, SNOMED or ICD-O-3, can be a body site. */
  static boolean isSite(String system, String code) {
    return set("body-site")
        .contains(system.equals("SNOMED") ? Systems.SNOMED : Systems.ICDO3, code);
  }

  static boolean isUid(String text) {
    return text.length() <= LONGEST_UID && text.matches("[0-2](\\.(0|[1-9][0-9]*))+");
  }

  static boolean isCurrency(String code) {
    try {
      return Currency.getInstance(code) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
