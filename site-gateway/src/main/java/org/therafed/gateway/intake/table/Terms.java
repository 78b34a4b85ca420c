package org.therafed.gateway.intake.table;

import java.util.Currency;
import java.util.regex.Pattern;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Systems;

/** Words that the registry's terminology knows. */
final class Terms {

  private static final int LONGEST_UID = 64;

  private static final Pattern TARIFF =
      ProfileTable.standard()
          .of(Profile.COST)
          .element("definitionUri")
          .orElseThrow()
          .constraints()
          .form();

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

  /** Whether a code of the national medical insurance has the form of its system. */
  static boolean isNational(String system, String code) {
    return set("settlement-item").contains(Canonical.sid(system), code);
  }

  /** Whether a text cites a tariff as a charge may: {@code city/package/version}. */
  static boolean isTariff(String text) {
    return TARIFF.matcher(Canonical.tariff(text)).matches();
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
