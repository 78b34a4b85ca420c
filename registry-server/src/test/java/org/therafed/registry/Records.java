package org.therafed.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/** Small valid records, as a gateway sends them. */
final class Records {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "https://therafed.org/fhir/";

  private Records() {}

  /** A resource id of the form gateways use, derived from readable words. */
  static String id(String... words) {
    String name = String.join("/", words);
    String hex =
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return (hex + hex).substring(0, 40);
  }

  static ObjectNode patient(String id) {
    return patient(id, null);
  }

  static ObjectNode patient(String id, String linkageToken) {
    ObjectNode patient = resource("Patient", id, "atr-patient");
    patient
        .putArray("identifier")
        .addObject()
        .put("system", BASE + "sid/pseudonym")
        .put("value", id);
    if (linkageToken != null) {
      patient
          .withArray("identifier")
          .addObject()
          .put("system", BASE + "sid/linkage-token")
          .put("value", linkageToken);
    }
    return patient.put("gender", "male").put("birthDate", "1950");
  }

  static ObjectNode course(String id, String patient, LocalDate start) {
    ObjectNode course = resource("Procedure", id, "atr-treatment-course");
    course
        .putArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/module")
        .put("valueCanonical", BASE + "PlanDefinition/rlt-psma|1.0.0");
    course.put("status", "in-progress");
    coded(course.putObject("code"), "http://snomed.info/sct", "440252007");
    subject(course, patient);
    course.putObject("performedPeriod").put("start", start.toString());
    course
        .putArray("reasonReference")
        .addObject()
        .put("reference", "Condition/" + id("condition", patient));
    return course;
  }

  static ObjectNode psa(String id, String patient, LocalDate on, String value) {
    ObjectNode lab = resource("Observation", id, "atr-lab").put("status", "final");
    coded(
        lab.putArray("category").addObject(),
        "http://terminology.hl7.org/CodeSystem/observation-category",
        "laboratory");
    coded(lab.putObject("code"), "http://loinc.org", "2857-1");
    subject(lab, patient);
    lab.put("effectiveDateTime", on.toString());
    lab.putObject("valueQuantity")
        .put("value", new java.math.BigDecimal(value))
        .put("unit", "ng/mL")
        .put("system", "http://unitsofmeasure.org")
        .put("code", "ng/mL");
    return lab;
  }

  static ObjectNode vitalStatus(String id, String patient, LocalDate on, boolean dead) {
    ObjectNode status = resource("Observation", id, "atr-vital-status").put("status", "final");
    coded(status.putObject("code"), "http://loinc.org", "67162-8");
    subject(status, patient);
    status.put("effectiveDateTime", on.toString());
    coded(
        status.putObject("valueCodeableConcept"),
        "http://snomed.info/sct",
        dead ? "419099009" : "438949009");
    return status;
  }

  private static ObjectNode resource(String type, String id, String profile) {
    ObjectNode resource = JSON.createObjectNode().put("resourceType", type).put("id", id);
    resource.putObject("meta").putArray("profile").add(BASE + "StructureDefinition/" + profile);
    return resource;
  }

  private static void coded(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }

  private static void subject(ObjectNode resource, String patient) {
    resource.putObject("subject").put("reference", "Patient/" + patient);
  }
}
