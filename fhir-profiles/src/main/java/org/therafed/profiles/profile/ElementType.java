package org.therafed.profiles.profile;

import java.util.Locale;

/** FHIR R4 data types as far as the profiles use them. */
public enum ElementType {
  BOOLEAN(true),
  INTEGER(true),
  UNSIGNED_INT(true),
  POSITIVE_INT(true),
  DECIMAL(true),
  STRING(true),
  CODE(true),
  URI(true),
  CANONICAL(true),
  ID(true),
  BASE64_BINARY(true),
  DATE(true),
  DATE_TIME(true),
  INSTANT(true),
  RESOURCE(false),
  META(false),
  BACKBONE_ELEMENT(false),
  EXTENSION(false),
  CODEABLE_CONCEPT(false),
  CODING(false),
  QUANTITY(false),
  DURATION(false),
  PERIOD(false),
  REFERENCE(false),
  IDENTIFIER(false),
  MONEY(false);

  private final boolean primitive;
  private final String fhirName;

  ElementType(boolean primitive) {
    this.primitive = primitive;
    StringBuilder text = new StringBuilder();
    for (String word : name().split("_", -1)) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    this.fhirName =
        primitive ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text.toString();
  }

  /** Whether the JSON value is a string, number or boolean. */
  public boolean primitive() {
    return primitive;
  }

  /** The FHIR name, e.g. {@code dateTime} or {@code CodeableConcept}. */
  public String fhirName() {
    return fhirName;
  }

  /** Whether the value is a point in time. */
  public boolean temporal() {
    return this == DATE || this == DATE_TIME || this == INSTANT;
  }

  /** The type of a FHIR name; null if the profiles do not use it. */
  static ElementType named(String fhirName) {
    for (ElementType type : values()) {
      if (type.fhirName.equals(fhirName)) {
        return type;
      }
    }
    return null;
  }
}
