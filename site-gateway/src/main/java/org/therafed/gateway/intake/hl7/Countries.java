package org.therafed.gateway.intake.hl7;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Countries as HL7 writes them, three letters of ISO 3166-1. */
public final class Countries {

  private Countries() {}

  /** The two letters of a country of three. */
  public static Optional<String> alpha2(String alpha3) {
    return Arrays.stream(Locale.getISOCountries())
        .filter(
            code -> new Locale.Builder().setRegion(code).build().getISO3Country().equals(alpha3))
        .findFirst();
  }
}
