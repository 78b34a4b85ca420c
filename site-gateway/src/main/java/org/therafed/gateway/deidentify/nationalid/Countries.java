package org.therafed.gateway.deidentify.nationalid;

import java.util.Locale;
import java.util.Set;

/** Countries that issue national ids: ISO 3166-1 alpha-2, and one that does not exist. */
public final class Countries {

  /** China, whose ids are checked by the rules of GB 11643. */
  public static final String CHINA = "CN";

  /** User-assigned in ISO 3166 and no country: the declared kind of synthetic persons' ids. */
  public static final String INVENTED = "XX";

  private static final Set<String> ISO = Set.of(Locale.getISOCountries());

  private Countries() {}

  /** Whether this is a code of ISO 3166-1 alpha-2 in capitals, or {@link #INVENTED}. */
  public static boolean known(String code) {
    return code.equals(INVENTED) || ISO.contains(code);
  }
}
