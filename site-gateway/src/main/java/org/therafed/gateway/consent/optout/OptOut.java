package org.therafed.gateway.consent.optout;

import java.text.Normalizer;
import java.util.Locale;

/**
 * One entry of an opt-out list.
 *
 * @param issuer of a record number: its issuer; of a national id: its country, empty where the list
 *     does not say
 * @param value as the list writes it, without blanks around it
 */
record OptOut(Kind kind, String issuer, String value) {

  /** What an id is. */
  enum Kind {
    /** The hospital's record number. */
    MRN("mrn"),
    NATIONAL_ID("national-id"),
    /** The row does not say it, or not so that it can be understood: everybody with the number. */
    ANY("any");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** The id as national ids are kept: capitals and digits only. */
  String folded() {
    return Normalizer.normalize(value, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^0-9A-Z]", "");
  }

  /** Without the id, for logs. */
  @Override
  public String toString() {
    return "OptOut[" + kind + "]";
  }
}
