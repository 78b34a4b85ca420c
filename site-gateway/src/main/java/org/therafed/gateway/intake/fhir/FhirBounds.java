package org.therafed.gateway.intake.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.intake.IndexedText;

/**
 * How long what names a resource or a person may be.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#id">FHIR R4 id</a>
 */
final class FhirBounds {

  private static final int LONGEST_ID = 64;

  private FhirBounds() {}

  /**
   * Checks the ids of all resources.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-FHIR-011
   */
  static void checkIds(FhirBody body) {
    for (FhirBody.Entry entry : body.entries()) {
      String id = entry.resource().getIdElement().getIdPart();
      if (id != null) {
        check("id of a resource", id, LONGEST_ID);
      }
    }
  }

  /** The key, if a person can be recorded under it; else GW-FHIR-011. */
  static PatientKey checked(PatientKey key) {
    check("system of a patient's identifier", key.issuer(), IndexedText.MOST_BYTES);
    check("value of a patient's identifier", key.id(), IndexedText.MOST_BYTES);
    return key;
  }

  /** The reference {@code Patient/id}, if its id is no longer than ids are; else GW-FHIR-011. */
  static String checked(String reference) {
    check("reference to a Patient", reference, "Patient/".length() + LONGEST_ID);
    return reference;
  }

  private static void check(String what, String text, int limit) {
    int length = IndexedText.bytes(text);
    if (length > limit) {
      throw GatewayCode.FHIR_TOO_LONG.with(
          safe("what", what), safe("length", length), safe("limit", limit));
    }
  }
}
