package org.therafed.gateway.intake.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.fault.FhirCode;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.profiles.outcome.Phrase;

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
        check(new Phrase("id of a resource", "资源的 id "), id, LONGEST_ID);
      }
    }
  }

  /** The key, if a person can be recorded under it; else GW-FHIR-011. */
  static PatientKey checked(PatientKey key) {
    check(
        new Phrase("system of a patient's identifier", "患者标识符的 system "),
        key.issuer(),
        IndexedText.MOST_BYTES);
    check(
        new Phrase("value of a patient's identifier", "患者标识符的 value "),
        key.id(),
        IndexedText.MOST_BYTES);
    return key;
  }

  /** The reference {@code Patient/id}, if its id is no longer than ids are; else GW-FHIR-011. */
  static String checked(String reference) {
    check(
        new Phrase("reference to a Patient", "对 Patient 的引用"),
        reference,
        "Patient/".length() + LONGEST_ID);
    return reference;
  }

  private static void check(Phrase what, String text, int limit) {
    int length = IndexedText.bytes(text);
    if (length > limit) {
      throw FhirCode.TOO_LONG.with(
          safe("what", what), safe("length", length), safe("limit", limit));
    }
  }
}
