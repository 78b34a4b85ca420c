package org.therafed.simulator.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.Systems;
import org.therafed.simulator.cohort.Patient;
import org.therafed.simulator.cohort.Stay;
import org.therafed.simulator.person.ResidentId;

/** Writes a stay as the FHIR R4 resources of a hospital's own server: logical ids, no profiles. */
final class FhirWriter {
  private static final String GRADE =
      "http://hl7.org/fhir/uv/ae-research-ig/StructureDefinition/ae-grade";
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Patient patient;
  private final Stay stay;
  private final Expected expected;

  FhirWriter(Patient patient, Stay stay, Expected expected) {
    this.patient = patient;
    this.stay = stay;
    this.expected = expected;
  }

  private String id() {
    return stay.mrn().toLowerCase(Locale.ROOT);
  }

  private ObjectNode resource(String type, String id) {
    return JsonNodeFactory.instance.objectNode().put("resourceType", type).put("id", id);
  }

  private void reference(ObjectNode resource, String element) {
    resource.putObject(element).put("reference", "Patient/" + id());
  }

  /** The Patient. */
  Delivery.Resource patient() {
    ObjectNode resource = resource("Patient", id());
    var identifiers = resource.putArray("identifier");
    identifiers.addObject().put("system", stay.hospital().issuer()).put("value", stay.mrn());
    boolean resident = ResidentId.isValid(patient.nationalId());
    identifiers
        .addObject()
        .put("system", resident ? Canonical.CN_RESIDENT_ID : Canonical.NATIONAL_ID)
        .put("value", patient.nationalId());
    String[] parts = patient.name().written().split("\\^", 2);
    ObjectNode name = resource.putArray("name").addObject();
    name.put("text", String.join(" ", parts));
    if (parts.length == 2) {
      name.put("family", parts[0]).putArray("given").add(parts[1]);
    }
    resource.put("gender", "male").put("birthDate", patient.birthDate().toString());
    resource.putArray("address").addObject().put("state", patient.region());
    return single(resource);
  }

  /**
   * The Consent.
   *
   * @param decision permit or deny
   */
  Delivery.Resource consent(String decision) {
    LocalDate signed = patient.date(patient.decisionDay());
    ObjectNode resource = resource("Consent", id() + "-consent");
    resource.put("status", "active");
    codings(resource, "scope", new Coding(Systems.CONSENT_SCOPE, "research", "Research"));
    ObjectNode category = resource.putArray("category").addObject();
    coding(
        category.putArray("coding").addObject(),
        new Coding(Systems.LOINC, "59284-0", "Consent Document"));
    reference(resource, "patient");
    resource.put("dateTime", signed.toString());
    codings(resource, "policyRule", new Coding(ACT_CODE, "OPTIN", "opt-in"));
    ObjectNode provision = resource.putObject("provision");
    provision.put("type", decision).putObject("period").put("start", signed.toString());
    coding(
        provision.putArray("purpose").addObject(),
        new Coding(Systems.ACT_REASON, "HRESCH", "healthcare research"));
    return single(resource);
  }

  /** All laboratory values, as a Bundle. */
  Optional<Delivery.Resource> labs() {
    List<ObjectNode> resources = new ArrayList<>();
    for (Patient.Lab lab : patient.labs()) {
      resources.add(lab(lab));
    }
    return bundle(resources);
  }

  private ObjectNode lab(Patient.Lab lab) {
    String time = lab.at().format(DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT));
    ObjectNode resource = resource("Observation", id() + "-" + lab.loinc() + "-" + time);
    resource.put("status", "final");
    coding(
        resource.putArray("category").addObject().putArray("coding").addObject(),
        new Coding(Systems.OBSERVATION_CATEGORY, "laboratory", "Laboratory"));
    codings(resource, "code", LabCatalog.standard().coded(lab.loinc()).orElseThrow().coding());
    reference(resource, "subject");
    resource.put(
        "effectiveDateTime",
        lab.at()
            .atZone(stay.hospital().zone())
            .toOffsetDateTime()
            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    ObjectNode quantity = resource.putObject("valueQuantity");
    boolean below = lab.value().startsWith("<");
    quantity.put("value", new BigDecimal(below ? lab.value().substring(1) : lab.value()));
    if (below) {
      quantity.put("comparator", "<");
    }
    quantity.put("unit", lab.unit()).put("system", Systems.UCUM).put("code", lab.unit());
    return resource;
  }

  /** All adverse events, as a Bundle; empty where there are none. */
  Optional<Delivery.Resource> adverseEvents() {
    List<ObjectNode> resources = new ArrayList<>();
    for (int i = 0; i < patient.events().size(); i++) {
      resources.add(event(patient.events().get(i), id() + "-e" + (i + 1)));
    }
    return bundle(resources);
  }

  private ObjectNode event(Patient.Event event, String id) {
    ObjectNode resource = resource("AdverseEvent", id);
    var extensions = resource.putArray("extension");
    ObjectNode grade = extensions.addObject().put("url", GRADE);
    var grades = grade.putObject("valueCodeableConcept").putArray("coding");
    String code = Integer.toString(event.grade());
    coding(grades.addObject(), new Coding(Systems.CTCAE_GRADE, code, ""));
    coding(grades.addObject(), CtcaeTerms.grade(event.grade()).orElseThrow());
    extensions
        .addObject()
        .put("url", Canonical.extension("grading-scale"))
        .put("valueCode", CtcaeTerms.SCALE);
    if (event.resolvedDay() >= 0) {
      extensions
          .addObject()
          .put("url", Canonical.extension("ae-end"))
          .put("valueDateTime", patient.date(event.resolvedDay()).toString());
    }
    resource.put("actuality", "actual");
    var term = CtcaeTerms.standard().named(event.term()).orElseThrow();
    codings(resource, "event", new Coding(Systems.NCIT, term.code(), term.term()));
    reference(resource, "subject");
    resource.put("date", patient.date(event.onsetDay()).toString());
    String serious = event.serious() ? "Serious" : "Non-serious";
    codings(resource, "seriousness", new Coding(Systems.AE_SERIOUSNESS, serious, serious));
    return resource;
  }

  private Optional<Delivery.Resource> bundle(List<ObjectNode> resources) {
    if (resources.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("type", "collection");
    var entries = bundle.putArray("entry");
    resources.forEach(resource -> entries.addObject().set("resource", resource));
    return delivery("", bundle, expected);
  }

  private Delivery.Resource single(ObjectNode resource) {
    return delivery(resource.path("resourceType").asText(), resource, expected).orElseThrow();
  }

  private Optional<Delivery.Resource> delivery(
      String address, ObjectNode resource, Expected outcome) {
    byte[] body = bytes(resource);
    return Optional.of(of(address, resource.path("resourceType").asText(), body, outcome));
  }

  /** A request with any body. */
  static Delivery.Resource of(String address, String kind, byte[] body, Expected outcome) {
    String digest = Digest.sha256(body);
    SourceRecord record =
        new SourceRecord(SourceRecord.Channel.FHIR, kind, digest, digest, outcome);
    return new Delivery.Resource(address, Bytes.of(body), record);
  }

  private static byte[] bytes(ObjectNode resource) {
    try {
      return JSON.writeValueAsBytes(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written as JSON", e);
    }
  }

  private static void codings(ObjectNode parent, String element, Coding coding) {
    coding(parent.putObject(element).putArray("coding").addObject(), coding);
  }

  private static void coding(ObjectNode node, Coding coding) {
    node.put("system", coding.system()).put("code", coding.code());
    if (!coding.display().isEmpty()) {
      node.put("display", coding.display());
    }
  }
}
