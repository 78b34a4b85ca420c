package org.therafed.profiles.structure;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * The definitions of implementation guides in the shared folder. Those published without a snapshot
 * get one from HAPI's generator; one whose base is not there gets one over the resource of R4.
 */
final class SharedDefinitions {
  /** Reads as the gateway and the registry do: no name twice in an object, nothing after it. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final String R4 = "http://hl7.org/fhir/StructureDefinition/";

  private SharedDefinitions() {}

  /** Read once for all tests: making the snapshots takes seconds. */
  private static final Map<Path, List<JsonNode>> READ = new ConcurrentHashMap<>();

  /** Every conformance resource of a folder, complete where that is possible. */
  static List<JsonNode> of(Path folder) {
    return READ.computeIfAbsent(
        folder,
        path -> {
          try {
            return read(path);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static List<JsonNode> read(Path folder) throws IOException {
    FhirContext context = FhirContext.forR4Cached();
    PrePopulatedValidationSupport given = new PrePopulatedValidationSupport(context);
    List<JsonNode> all = new ArrayList<>();
    List<StructureDefinition> definitions = new ArrayList<>();
    for (Path file : files(folder)) {
      JsonNode resource = MAPPER.readTree(file.toFile());
      if (!resource.has("resourceType")) {
        continue;
      }
      all.add(resource);
      if (resource.path("resourceType").asText().equals("StructureDefinition")) {
        IBaseResource parsed = context.newJsonParser().parseResource(resource.toString());
        definitions.add((StructureDefinition) parsed);
      }
    }
    Set<String> there =
        definitions.stream().map(StructureDefinition::getUrl).collect(Collectors.toSet());
    List<StructureDefinition> bare =
        definitions.stream().filter(definition -> !definition.hasSnapshot()).toList();
    Map<String, StructureDefinition> standIns = standIns(bare, there);
    definitions.forEach(given::addStructureDefinition);
    standIns.values().forEach(given::addStructureDefinition);
    HapiSnapshots snapshots = new HapiSnapshots(given);
    for (StructureDefinition definition : bare) {
      StructureDefinition standIn = standIns.get(definition.getBaseDefinition());
      snapshot(context, snapshots, definition, standIn, all);
    }
    return all;
  }

  private static void snapshot(
      FhirContext context,
      HapiSnapshots snapshots,
      StructureDefinition definition,
      StructureDefinition standIn,
      List<JsonNode> into)
      throws IOException {
    try {
      StructureDefinition complete = snapshots.of(definition);
      if (complete != null) {
        if (standIn != null) {
          complete.setBaseDefinition(standIn.getBaseDefinition());
        }
        into.add(MAPPER.readTree(context.newJsonParser().encodeResourceToString(complete)));
      }
    } catch (RuntimeException e) {
      System.out.println("No snapshot for " + definition.getUrl() + ": " + e.getMessage());
    }
  }

  /**
   * The bases that are not in the folder (those of US Core), by URL: each in the place of what it
   * is the resource of R4, so that what a profile on it states itself is judged, and what narrows a
   * reference from the base to that profile is known to be narrower.
   */
  private static Map<String, StructureDefinition> standIns(
      List<StructureDefinition> definitions, Set<String> there) {
    FhirContext context = FhirContext.forR4Cached();
    DefaultProfileValidationSupport r4 = new DefaultProfileValidationSupport(context);
    Map<String, StructureDefinition> all = new TreeMap<>();
    for (StructureDefinition definition : definitions) {
      String base = definition.getBaseDefinition();
      if (base != null && !base.startsWith(R4) && !there.contains(base)) {
        System.out.println("Without the rules of " + base + ": " + definition.getUrl());
        StructureDefinition resource =
            (StructureDefinition) r4.fetchStructureDefinition(R4 + definition.getType());
        StructureDefinition standIn = resource.copy();
        standIn
            .setUrl(base)
            .setDerivation(StructureDefinition.TypeDerivationRule.CONSTRAINT)
            .setBaseDefinition(resource.getUrl());
        all.put(base, standIn);
      }
    }
    return all;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
