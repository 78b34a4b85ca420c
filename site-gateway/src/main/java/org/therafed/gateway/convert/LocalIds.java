package org.therafed.gateway.convert;

import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.intake.Digests;

/**
 * Ids of identified resources inside the gateway: business keys in the form of a FHIR id. The same
 * record always gets the same id, so that a correction updates it. They never leave;
 * de-identification keys them.
 */
public final class LocalIds {

  private static final int DIGITS = 40;

  private LocalIds() {}

  /** The id of a record by its business key; fields cannot run into each other. */
  public static String of(String kind, String... fields) {
    StringBuilder key = new StringBuilder(kind);
    for (String field : fields) {
      key.append('|').append(field.length()).append(':').append(field);
    }
    return Digests.hex(key.toString()).substring(0, DIGITS);
  }

  /** {@code Patient/id} of a person. */
  public static String patient(PatientKey person) {
    return "Patient/" + of("patient", person.issuer(), person.id());
  }
}
