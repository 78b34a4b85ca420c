package org.therafed.gateway.flow;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.therafed.gateway.deidentify.DeidentifiedBundle;
import org.therafed.gateway.deidentify.nationalid.NationalId;
import org.therafed.gateway.intake.Digests;
import org.therafed.profiles.identifier.LinkageToken;
import org.therafed.profiles.transfer.TransferBundle;

/** The Patient that goes with a person's records. */
final class PatientRecord {

  /** Meta.source of a Patient that only images have described; it does not leave. */
  private static final String IMAGES = "urn:dicom";

  private PatientRecord() {}

  /** Notes that only images have described this Patient. */
  static ObjectNode ofImages(ObjectNode patient) {
    patient.withObject("/meta").put("source", IMAGES);
    return patient;
  }

  /** The latest Patient that came; one that only states that the person exists if none did. */
  static ObjectNode of(Person person) {
    return person
        .patient()
        .map(json -> (ObjectNode) TransferBundle.readTree(json.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(PatientRecord::bare);
  }

  /** States only that the person exists. */
  static ObjectNode bare() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("resourceType", "Patient")
        .put("gender", "unknown");
  }

  /**
   * The person as the hospital's latest Patient describes them; empty if none came. What a
   * scanner's console says of one study is no measure of another's.
   */
  static Optional<Patient> registered(Person person) {
    return person
        .patient()
        .map(json -> FhirContext.forR4Cached().newJsonParser().parseResource(Patient.class, json))
        .filter(patient -> !IMAGES.equals(patient.getMeta().getSource()));
  }

  /**
   * Tells two versions apart. The linkage token differs each time it is made and does not count.
   */
  static String fingerprint(DeidentifiedBundle patient, Person person) {
    List<ObjectNode> resources = patient.resources();
    StringBuilder text = new StringBuilder(person.shiftBasis().orElse(""));
    for (ObjectNode resource : resources) {
      text.append('|').append(resource.path("identifier").size());
      resource.remove("identifier");
      text.append('|').append(resource);
    }
    text.append('|').append(person.nationalId().map(PatientRecord::linkage).orElse(""));
    return Digests.hex(text.toString());
  }

  /** A token of another format or by another id is news. */
  private static String linkage(NationalId id) {
    return Digests.hex(LinkageToken.FORMAT + "|" + id.text());
  }
}
