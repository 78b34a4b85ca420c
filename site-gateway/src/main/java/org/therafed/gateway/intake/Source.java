package org.therafed.gateway.intake;

import java.util.Locale;

/** The way in. */
public enum Source {
  DIMSE,
  FHIR,
  HL7,
  TABLE;

  /** As the database and the span attributes carry it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The source of a code. */
  public static Source of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
