package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.intake.fhir.pull.FhirPullSources;
import org.therafed.gateway.intake.fhir.pull.FhirServer;
import org.therafed.gateway.intake.fhir.pull.PulledResources;

/** Searches of one run: decisions of everybody, then the records of one person after the other. */
final class FhirSearchRun {

  private final FhirServer server;
  private final PulledBodies bodies;
  private final FhirPullTally tally;
  private final String issuer;
  private final String pageSize;

  /**
   * @param issuer of identifiers without a system
   */
  FhirSearchRun(
      FhirServer server, PulledBodies bodies, FhirPullTally tally, String issuer, int pageSize) {
    this.server = server;
    this.bodies = bodies;
    this.tally = tally;
    this.issuer = issuer;
    this.pageSize = Integer.toString(pageSize);
  }

  /** Consents that were changed, each with its Patient: whoever has decided is known by it. */
  void consents(Optional<Instant> since) {
    Map<String, List<JsonNode>> byPatient = new LinkedHashMap<>();
    Map<String, JsonNode> patients = new LinkedHashMap<>();
    search(
        "Consent",
        List.of("_include", "Consent:patient"),
        since,
        found -> {
          JsonNode resource = found.resource();
          String name = PulledResources.name(resource);
          if (name.startsWith("Patient/")) {
            patients.put(name, resource);
          } else if (name.startsWith("Consent/")) {
            String of = PulledResources.patient(resource).orElse("");
            byPatient.computeIfAbsent(of, key -> new ArrayList<>()).add(resource);
          }
        });
    byPatient.forEach(
        (patient, consents) -> {
          List<JsonNode> together = new ArrayList<>();
          if (!patient.isEmpty() && !patients.containsKey(patient)) {
            byId(patient, patients);
          }
          Optional.ofNullable(patients.get(patient)).ifPresent(together::add);
          together.addAll(consents);
          if (patient.isEmpty()) {
            // Nobody can be told by their reference; each is judged, and counted, by itself.
            consents.forEach(consent -> bodies.take(List.of(consent)));
          } else {
            bodies.take(together);
          }
        });
  }

  /** Of a server that does not include it. */
  private void byId(String patient, Map<String, JsonNode> patients) {
    search(
        "Patient",
        List.of("_id", patient.substring("Patient/".length())),
        Optional.empty(),
        found -> patients.put(PulledResources.name(found.resource()), found.resource()));
  }

  /**
   * Records of one person that were changed.
   *
   * @param allowed asked before each question; false ends it
   * @return false: it was not allowed to ask everything
   */
  boolean person(
      PatientKey person, Set<String> types, Optional<Instant> since, BooleanSupplier allowed) {
    if (!allowed.getAsBoolean()) {
      return false;
    }
    JsonNode patient = patient(person);
    String name = PulledResources.name(patient);
    Map<String, JsonNode> resources = new LinkedHashMap<>();
    boolean changed =
        since.isEmpty() || isAfter(patient.path("meta").path("lastUpdated").asText(), since.get());
    if (changed) {
      resources.put(name, patient);
    }
    for (String type : types) {
      if (FhirPullSources.isProduct(type)) {
        continue;
      }
      if (!allowed.getAsBoolean()) {
        return false;
      }
      type(type, name, since, resources);
    }
    if (!allowed.getAsBoolean()) {
      return false;
    }
    bodies.take(List.copyOf(resources.values()));
    return true;
  }

  private void type(
      String type, String patient, Optional<Instant> since, Map<String, JsonNode> resources) {
    List<String> parameters = new ArrayList<>();
    parameters.add(type.equals("AdverseEvent") ? "subject" : "patient");
    parameters.add(patient);
    if (type.equals("MedicationAdministration")) {
      parameters.addAll(List.of("_include", "MedicationAdministration:medication"));
    }
    search(
        type,
        parameters,
        since,
        found -> {
          JsonNode resource = found.resource();
          boolean product =
              found.included() && FhirPullSources.isProduct(resource.path("resourceType").asText());
          boolean asked = PulledResources.patient(resource).filter(patient::equals).isPresent();
          if (product || asked) {
            resources.put(PulledResources.name(resource), resource);
          } else {
            tally.ofOther();
          }
        });
  }

  /** The one Patient that the server has for the person. */
  private JsonNode patient(PatientKey person) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    identifier(person, escaped(person.issuer()) + "|" + escaped(person.id()), found);
    if (found.isEmpty() && person.issuer().equals(issuer)) {
      identifier(person, escaped(person.id()), found);
    }
    if (found.size() != 1) {
      throw FhirPullCode.PATIENT.with();
    }
    return found.values().iterator().next();
  }

  private void identifier(PatientKey person, String token, Map<String, JsonNode> found) {
    search(
        "Patient",
        List.of("identifier", token),
        Optional.empty(),
        each -> {
          JsonNode resource = each.resource();
          if (PulledResources.key(resource, issuer).filter(person::equals).isPresent()) {
            found.put(PulledResources.name(resource), resource);
          } else {
            tally.ofOther();
          }
        });
  }

  /** FHIR R4 search section 3.1.1.4.0.1: a comma would ask for others, too. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\,|$])", "\\\\$1");
  }

  private void search(
      String type,
      List<String> parameters,
      Optional<Instant> since,
      java.util.function.Consumer<FhirServer.Found> found) {
    List<String> all = new ArrayList<>(parameters);
    since.ifPresent(time -> all.addAll(List.of("_lastUpdated", "ge" + FhirServer.instant(time))));
    all.addAll(List.of("_count", pageSize));
    tally.searched(server.search(type, all, found));
  }

  /** A Patient without a time counts as changed. */
  private static boolean isAfter(String time, Instant since) {
    try {
      return !java.time.OffsetDateTime.parse(time).toInstant().isBefore(since);
    } catch (java.time.format.DateTimeParseException e) {
      return true;
    }
  }
}
