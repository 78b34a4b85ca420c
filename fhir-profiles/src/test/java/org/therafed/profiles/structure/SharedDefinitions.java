package org.therafed.profiles.structure;

import ca.uhn.fhir.context.FhirContext;
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
    bare.forEach(definition -> onWhatIsThere(definition, there));
    definitions.forEach(given::addStructureDefinition);
    HapiSnapshots snapshots = new HapiSnapshots(given);
    for (StructureDefinition definition : bare) {
      snapshot(context, snapshots, definition, all);
    }
    return all;
  }

  private static void snapshot(
      FhirContext context,
      HapiSnapshots snapshots,
      StructureDefinition definition,
      List<JsonNode> into)
      throws IOException {
    try {
      StructureDefinition complete = snapshots.of(definition);
      if (complete != null) {
        into.add(MAPPER.readTree(context.newJsonParser().encodeResourceToString(complete)));
      }
    } catch (RuntimeException e) {
      System.out.println("No snapshot for " + definition.getUrl() + ": " + e.getMessage());
    }
  }

  /**
   * A profile whose base is not in the folder (US Core) is held against its own rules over the
   * resource of R4: what it states itself is judged, what it inherits cannot be.
   */
  private static void onWhatIsThere(StructureDefinition definition, Set<String> there) {
    String base = definition.getBaseDefinition();
    if (base != null && !base.startsWith(R4) && !there.contains(base)) {
      System.out.println("Without the rules of " + base + ": " + definition.getUrl());
      definition.setBaseDefinition(R4 + definition.getType());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
