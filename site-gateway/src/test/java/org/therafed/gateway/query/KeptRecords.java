package org.therafed.gateway.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/** De-identified records as they would leave, of persons whose figures are known. */
final class KeptRecords {

  private static final String BASE = "https://therafed.org/fhir/";

  private KeptRecords() {}

  private static ObjectNode resource(String type, String id, String profile) {
    ObjectNode resource = JsonNodeFactory.instance.objectNode();
    resource.put("resourceType", type).put("id", id);
    resource.putObject("meta").putArray("profile").add(BASE + "StructureDefinition/" + profile);
    return resource;
  }

  private static void coded(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }

  static ObjectNode patient(String patient, String sex, String token) {
    ObjectNode resource = resource("Patient", patient, "atr-patient").put("gender", sex);
    if (!token.isEmpty()) {
      resource
          .putArray("identifier")
          .addObject()
          .put("system", BASE + "sid/linkage-token")
          .put("value", token);
    }
    return resource.put("birthDate", "1950");
  }

  static ObjectNode course(String patient, LocalDate start) {
    ObjectNode course = resource("Procedure", "c-" + patient, "atr-treatment-course");
    course
        .putArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/module")
        .put("valueCanonical", BASE + "PlanDefinition/rlt-psma|1.0.0");
    course.put("status", "in-progress");
    coded(course.putObject("code"), "http://snomed.info/sct", "440252007");
    course.putObject("subject").put("reference", "Patient/" + patient);
    course.putObject("performedPeriod").put("start", start.toString());
    return course;
  }

  static ObjectNode vitalStatus(String patient, LocalDate on, boolean dead) {
    ObjectNode status = resource("Observation", "v-" + patient, "atr-vital-status");
    status.put("status", "final");
    coded(status.putObject("code"), "http://loinc.org", "67162-8");
    status.putObject("subject").put("reference", "Patient/" + patient);
    status.put("effectiveDateTime", on.toString());
    coded(
        status.putObject("valueCodeableConcept"),
        "http://snomed.info/sct",
        dead ? "419099009" : "438949009");
    return status;
  }

  static ObjectNode response(String patient, LocalDate on, String category) {
    ObjectNode response = resource("Observation", "r-" + patient, "atr-response");
    response.put("status", "final");
    coded(response.putObject("code"), "http://dicom.nema.org/resources/ontology/DCM", "126081");
    response.putObject("subject").put("reference", "Patient/" + patient);
    response.put("effectiveDateTime", on.toString());
    coded(response.putObject("valueCodeableConcept"), BASE + "CodeSystem/response", category);
    coded(response.putObject("method"), "http://dicom.nema.org/resources/ontology/DCM", "126081");
    return response;
  }
}
