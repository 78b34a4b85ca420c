package org.therafed.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/** Small valid records, as a gateway sends them. */
public final class Records {

  private static final ObjectMapper JSON = new ObjectMapper();
  static final String BASE = "https://therafed.org/fhir/";
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";

  private Records() {}

  /** A resource id of the form gateways use, derived from readable words. */
  public static String id(String... words) {
    String name = String.join("/", words);
    String hex =
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return (hex + hex).substring(0, 40);
  }

  public static ObjectNode patient(String id) {
    return patient(id, null);
  }

  public static ObjectNode patient(String id, String linkageToken) {
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

  /** A Consent of the day: a permission in force, or one that was withdrawn. */
  public static ObjectNode consent(String id, String patient, LocalDate on, boolean inForce) {
    ObjectNode consent = resource("Consent", id, "atr-consent");
    consent.put("status", inForce ? "active" : "inactive");
    coded(
        consent.putObject("scope"),
        "http://terminology.hl7.org/CodeSystem/consentscope",
        "research");
    coded(consent.putArray("category").addObject(), "http://loinc.org", "59284-0");
    consent.putObject("patient").put("reference", "Patient/" + patient);
    consent.put("dateTime", on.toString());
    coded(
        consent.putObject("policyRule"),
        "http://terminology.hl7.org/CodeSystem/v3-ActCode",
        "OPTIN");
    consent.putObject("provision").put("type", "permit");
    return consent;
  }

  public static ObjectNode course(String id, String patient, LocalDate start) {
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

  public static ObjectNode psa(String id, String patient, LocalDate on, String value) {
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

  static ObjectNode standardCare(String id, String patient, LocalDate start) {
    ObjectNode course = course(id, patient, start);
    course.remove("code");
    coded(course.putObject("code"), BASE + "CodeSystem/modality", "standard-care");
    return course;
  }

  static ObjectNode decision(String id, String patient, LocalDate on, String pathway) {
    ObjectNode decision = resource("ServiceRequest", id, "atr-decision");
    decision
        .putArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/module")
        .put("valueCanonical", BASE + "PlanDefinition/rlt-psma|1.0.0");
    decision
        .withArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/pathway")
        .put("valueCode", pathway);
    decision.put("status", "active").put("intent", "plan");
    subject(decision, patient);
    return decision.put("authoredOn", on.toString());
  }

  /** An assessment by RECIST 1.1. */
  static ObjectNode response(String id, String patient, LocalDate on, String category) {
    ObjectNode response = resource("Observation", id, "atr-response").put("status", "final");
    coded(response.putObject("code"), DCM, "126081");
    subject(response, patient);
    response.put("effectiveDateTime", on.toString());
    coded(response.putObject("valueCodeableConcept"), BASE + "CodeSystem/response", category);
    coded(response.putObject("method"), DCM, "126081");
    return response;
  }

  /** An adverse event by its NCIt code, CTCAE v5.0. */
  static ObjectNode adverseEvent(String id, String patient, LocalDate on, String term, int grade) {
    ObjectNode event = resource("AdverseEvent", id, "atr-adverse-event");
    ObjectNode extension = event.putArray("extension").addObject();
    extension.put("url", "http://hl7.org/fhir/uv/ae-research-ig/StructureDefinition/ae-grade");
    coded(
        extension.putObject("valueCodeableConcept"),
        BASE + "CodeSystem/ctcae-grade",
        Integer.toString(grade));
    event
        .withArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/grading-scale")
        .put("valueCode", "CTCAE-5.0");
    event.put("actuality", "actual");
    coded(event.putObject("event"), "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl", term);
    subject(event, patient);
    return event.put("date", on.toString());
  }

  /** A charge of a course, prices of 2025. */
  static ObjectNode charge(
      String id, String patient, String course, String component, int amount, String currency) {
    ObjectNode charge = resource("ChargeItem", id, "atr-cost");
    charge
        .putArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/price-year")
        .put("valueInteger", 2025);
    charge.put("status", "billed");
    coded(charge.putObject("code"), BASE + "CodeSystem/cost-component", component);
    subject(charge, patient);
    charge.put("occurrenceDateTime", "2025-01-15");
    charge.putObject("priceOverride").put("value", amount).put("currency", currency);
    charge.putArray("service").addObject().put("reference", "Procedure/" + course);
    return charge;
  }

  /** An infusion of CAR-T cells, outside any cycle. */
  static ObjectNode infusion(String id, String patient, String cells) {
    ObjectNode given = resource("MedicationAdministration", id, "atr-administration");
    ObjectNode product = given.putArray("extension").addObject();
    product.put("url", BASE + "StructureDefinition/product");
    coded(
        product.putObject("valueCodeableConcept"),
        BASE + "CodeSystem/product",
        "axicabtagene-ciloleucel");
    given
        .withArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/cell-product")
        .putObject("valueReference")
        .put("reference", "BiologicallyDerivedProduct/" + cells);
    given.put("status", "completed");
    given.putObject("medicationReference").put("reference", "Medication/" + id);
    subject(given, patient);
    given.put("effectiveDateTime", "2025-02-17T10:00:00+08:00");
    given
        .putObject("dosage")
        .putObject("dose")
        .put("value", 2)
        .put("unit", "10*6/kg")
        .put("system", "http://unitsofmeasure.org")
        .put("code", "10*6/kg");
    return given;
  }

  /** Donor CAR-T cells for a recipient. */
  static ObjectNode cells(String id, String recipient) {
    ObjectNode cells = resource("BiologicallyDerivedProduct", id, "atr-cell-product");
    cells
        .putArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/recipient")
        .putObject("valueReference")
        .put("reference", "Patient/" + recipient);
    cells
        .withArray("extension")
        .addObject()
        .put("url", BASE + "StructureDefinition/cell-source")
        .put("valueCode", "allogeneic");
    cells
        .putArray("identifier")
        .addObject()
        .put("system", BASE + "sid/chain-of-identity")
        .put("value", id);
    cells.put("productCategory", "cells");
    coded(cells.putObject("productCode"), BASE + "CodeSystem/cell-material", "car-t-cells");
    return cells;
  }

  /** A settlement of 100 CNY for one item, by a payment group. */
  static ObjectNode settlement(
      String id, String patient, LocalDate on, String system, String group) {
    ObjectNode settlement = resource("ExplanationOfBenefit", id, "atr-settlement");
    settlement.put("status", "active").put("use", "claim").put("outcome", "complete");
    coded(
        settlement.putObject("type"),
        "http://terminology.hl7.org/CodeSystem/claim-type",
        "institutional");
    settlement.putObject("patient").put("reference", "Patient/" + patient);
    settlement.putObject("billablePeriod").put("start", on.toString());
    settlement.put("created", on.toString());
    settlement.putObject("insurer").put("reference", "Organization/" + id("insurer"));
    settlement.putObject("provider").put("reference", "Organization/" + id("provider"));
    ObjectNode diagnosis = settlement.putArray("diagnosis").addObject().put("sequence", 1);
    coded(diagnosis.putObject("diagnosisCodeableConcept"), "http://hl7.org/fhir/sid/icd-10", "C61");
    coded(diagnosis.putObject("packageCode"), system, group);
    ObjectNode insurance = settlement.putArray("insurance").addObject().put("focal", true);
    insurance.putObject("coverage").put("reference", "Coverage/" + id("coverage"));
    ObjectNode item = settlement.putArray("item").addObject().put("sequence", 1);
    coded(item.putObject("productOrService"), BASE + "CodeSystem/cost-component", "drug");
    item.putObject("net").put("value", 100).put("currency", "CNY");
    ObjectNode total = settlement.putArray("total").addObject();
    coded(
        total.putObject("category"),
        "http://terminology.hl7.org/CodeSystem/adjudication",
        "submitted");
    total.putObject("amount").put("value", 100).put("currency", "CNY");
    return settlement;
  }

  /** A companion datum without its value. */
  static ObjectNode companion(String id, String patient, String stratum) {
    ObjectNode seen = resource("Observation", id, "atr-companion");
    seen.put("status", "final");
    coded(seen.putObject("code"), BASE + "CodeSystem/companion", stratum);
    subject(seen, patient);
    return seen.put("effectiveDateTime", "2025-01-20");
  }

  /** A stay that was settled by a group of a city. */
  static ObjectNode settlement(String id, String patient) {
    ObjectNode settled = resource("ExplanationOfBenefit", id, "atr-settlement");
    settled.put("status", "active");
    coded(
        settled.putObject("type"),
        "http://terminology.hl7.org/CodeSystem/claim-type",
        "institutional");
    settled.put("use", "claim").putObject("patient").put("reference", "Patient/" + patient);
    settled.putObject("billablePeriod").put("start", "2025-02-16").put("end", "2025-02-20");
    settled.put("created", "2025-02-21");
    settled.putObject("insurer").put("reference", "Organization/" + id);
    settled.putObject("provider").put("reference", "Organization/" + id);
    settled.put("outcome", "complete");
    ObjectNode diagnosis = settled.putArray("diagnosis").addObject().put("sequence", 1);
    coded(diagnosis.putObject("diagnosisCodeableConcept"), "http://hl7.org/fhir/sid/icd-10", "C61");
    coded(diagnosis.putObject("packageCode"), BASE + "sid/drg/310000", "MR13");
    settled
        .putArray("insurance")
        .addObject()
        .put("focal", true)
        .putObject("coverage")
        .put("reference", "Coverage/" + id);
    ObjectNode total = settled.putArray("total").addObject();
    coded(
        total.putObject("category"),
        "http://terminology.hl7.org/CodeSystem/adjudication",
        "submitted");
    total.putObject("amount").put("value", new BigDecimal("104400.5")).put("currency", "CNY");
    return settled;
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
