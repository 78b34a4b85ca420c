package org.therafed.gateway.intake;

import java.util.Locale;

/** The way in. */
public enum Source {
  DIMSE,
  /** Objects over HTTP: sent to the gateway by STOW-RS, or fetched by it with WADO-RS. */
  DICOMWEB,
  FHIR,
  HL7,
  TABLE,
  /** A form that the hospital's staff filled in on the console. */
  FORM;

  /** As the database and the span attributes carry it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its arrivals are DICOM objects in files, converted by study. */
  public boolean bringsObjects() {
    return this == DIMSE || this == DICOMWEB;
  }

  /** The source of a code. */
  public static Source of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
