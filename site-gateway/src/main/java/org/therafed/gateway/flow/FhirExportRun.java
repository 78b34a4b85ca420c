package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.intake.fhir.pull.ExportManifest;
import org.therafed.gateway.intake.fhir.pull.FhirPullSources;
import org.therafed.gateway.intake.fhir.pull.FhirServer;
import org.therafed.gateway.intake.fhir.pull.PulledResources;

/**
 * Reads an export that is ready: decisions of everybody, and the records of those whose consent is
 * in force. What is about others is dropped as it is read, and nothing of it is kept.
 */
final class FhirExportRun {

  /** Resources that wait for the rest of their person's. */
  private static final int MOST_PENDING = 5_000;

  private final FhirServer server;
  private final ExportManifest manifest;
  private final PulledBodies bodies;
  private final FhirPullTally tally;
  private final String issuer;
  private final Predicate<PatientKey> wanted;
  private final Function<String, Optional<PatientKey>> known;
  private final Map<String, PatientKey> keys = new HashMap<>();
  private final Map<String, JsonNode> products = new HashMap<>();
  private final Map<PatientKey, Map<String, JsonNode>> pending = new LinkedHashMap<>();
  private int waiting;

  /**
   * @param issuer of identifiers without a system
   * @param wanted whether a person's records may be taken now
   * @param known whom a {@code Patient/id} of earlier exports means
   */
  FhirExportRun(
      FhirServer server,
      ExportManifest manifest,
      PulledBodies bodies,
      FhirPullTally tally,
      String issuer,
      Predicate<PatientKey> wanted,
      Function<String, Optional<PatientKey>> known) {
    this.server = server;
    this.manifest = manifest;
    this.bodies = bodies;
    this.tally = tally;
    this.issuer = issuer;
    this.wanted = wanted;
    this.known = known;
  }

  /** Reads all files. */
  void read() {
    manifest.errors().forEach(file -> server.lines(manifest, file, line -> tally.outcome()));
    Map<String, List<JsonNode>> consents = new LinkedHashMap<>();
    files(
        Set.of("Consent")::contains,
        (type, consent) ->
            consents
                .computeIfAbsent(
                    PulledResources.patient(consent).orElse(""), key -> new ArrayList<>())
                .add(consent));
    files(Set.of("Patient")::contains, (type, patient) -> patient(patient, consents));
    consents.forEach(
        (patient, each) -> {
          if (patient.isEmpty()) {
            each.forEach(consent -> bodies.take(List.of(consent)));
          } else {
            bodies.take(each);
          }
        });
    files(
        FhirPullSources::isProduct,
        (type, product) -> products.put(PulledResources.name(product), product));
    files(
        type ->
            !type.equals("Patient") && !type.equals("Consent") && !FhirPullSources.isProduct(type),
        (type, resource) -> resource(resource));
    flush();
  }

  private void files(Predicate<String> types, BiConsumer<String, JsonNode> each) {
    for (ExportManifest.File file : manifest.output()) {
      if (types.test(file.type())) {
        server.lines(manifest, file, line -> line(file.type(), line, each));
      }
    }
  }

  private void line(String type, byte[] line, BiConsumer<String, JsonNode> each) {
    Optional<JsonNode> resource = server.parse(line);
    String found = resource.map(r -> r.path("resourceType").asText()).orElse("");
    if (found.equals("OperationOutcome")) {
      tally.outcome();
    } else if (found.equals(type)) {
      each.accept(type, resource.orElseThrow());
    } else {
      bodies.refusedLine(line, type);
    }
  }

  /** A Patient goes with decisions, or before the person's records. */
  private void patient(JsonNode patient, Map<String, List<JsonNode>> consents) {
    String name = PulledResources.name(patient);
    Optional<PatientKey> key = PulledResources.key(patient, issuer);
    List<JsonNode> decisions = consents.remove(name);
    boolean asked = key.filter(wanted).isPresent();
    if (asked) {
      keys.put(name, key.orElseThrow());
    }
    if (decisions != null) {
      List<JsonNode> together = new ArrayList<>(List.of(patient));
      together.addAll(decisions);
      bodies.take(together);
    } else if (asked) {
      add(key.orElseThrow(), patient);
    } else {
      tally.dropped();
    }
  }

  private void resource(JsonNode resource) {
    Optional<PatientKey> person =
        PulledResources.patient(resource)
            .flatMap(name -> Optional.ofNullable(keys.get(name)).or(() -> known.apply(name)))
            .filter(wanted);
    if (person.isEmpty()) {
      tally.dropped();
      return;
    }
    PulledResources.references(resource).stream()
        .map(products::get)
        .filter(java.util.Objects::nonNull)
        .forEach(product -> add(person.get(), product));
    add(person.get(), resource);
  }

  private void add(PatientKey person, JsonNode resource) {
    Map<String, JsonNode> of = pending.computeIfAbsent(person, key -> new LinkedHashMap<>());
    if (of.put(PulledResources.name(resource), resource) == null) {
      waiting++;
    }
    if (waiting >= MOST_PENDING) {
      flush();
    }
  }

  /** Consent is asked once more: it may have been withdrawn while the export was read. */
  private void flush() {
    pending.forEach(
        (person, resources) -> {
          if (wanted.test(person)) {
            bodies.take(List.copyOf(resources.values()));
          } else {
            resources.values().forEach(resource -> tally.dropped());
          }
        });
    pending.clear();
    waiting = 0;
  }
}
