package org.therafed.profiles.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.GZIPInputStream;

/**
 * The StructureDefinitions, value sets and code systems that are known. Each of a pack is read, and
 * each structure compiled, when it is first needed: records touch few of FHIR's three thousand.
 * Filled before use; thread-safe afterwards.
 */
public final class Definitions {
  private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Resources structures = new Resources();
  private final ConcurrentMap<String, Structure> compiled = new ConcurrentHashMap<>();
  private final ValueSets valueSets = new ValueSets();

  /** The definitions of FHIR R4 (4.0.1): types, resources, extensions, value sets, code systems. */
  public static Definitions r4() {
    try (InputStream in = Definitions.class.getResourceAsStream("r4.ndjson.gz")) {
      return new Definitions().addPack(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The definitions of FHIR R4 are not on the class path", e);
    }
  }

  /**
   * Adds a pack: gzipped lines of JSON, a conformance resource each, which begins with its type and
   * URL.
   */
  public Definitions addPack(InputStream pack) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(pack), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      addLine(line);
    }
    return this;
  }

  /** Adds a line of the pack, which begins with type and URL and is not read further. */
  private void addLine(String line) throws IOException {
    try (JsonParser parser = MAPPER.createParser(line)) {
      String type = "";
      String url = "";
      parser.nextToken();
      while (url.isEmpty() && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        String value = parser.nextTextValue();
        type = name.equals("resourceType") ? value : type;
        url = name.equals("url") ? value : url;
      }
      switch (type) {
        case "StructureDefinition" -> structures.put(url, line);
        case "ValueSet" -> valueSets.addValueSet(url, line);
        case "CodeSystem" -> valueSets.addCodeSystem(url, line);
        default -> {}
      }
    }
  }

  /** Adds a conformance resource; one that says nothing about records is left out. */
  public Definitions add(JsonNode resource) {
    switch (resource.path("resourceType").asText()) {
      case "StructureDefinition" -> {
        if (resource.has("snapshot")) {
          structures.put(resource.path("url").asText(), resource);
        }
      }
      case "ValueSet" -> valueSets.addValueSet(resource);
      case "CodeSystem" -> valueSets.addCodeSystem(resource);
      default -> {}
    }
    return this;
  }

  /** Whether a StructureDefinition with a snapshot is known under a URL. */
  public boolean knows(String url) {
    return structures.has(bare(url));
  }

  /** The StructureDefinition of a URL as it was added; empty if it is not known. */
  public Optional<JsonNode> definition(String url) {
    return Optional.ofNullable(structures.get(bare(url)));
  }

  /** The codes of a value set by system; empty where they cannot be told from what is at hand. */
  public Optional<Map<String, Set<String>>> codesOf(String valueSet) {
    return valueSets
        .find(bare(valueSet))
        .filter(list -> list.grammar().isEmpty())
        .map(CodeList::codes);
  }

  /** The compiled structure of a URL, with or without a version; empty if it is not known. */
  Optional<Structure> structure(String url) {
    String bare = bare(url);
    Structure known = compiled.get(bare);
    if (known == null) {
      JsonNode definition = structures.get(bare);
      if (definition == null) {
        return Optional.empty();
      }
      known = ShapeCompiler.compile(definition);
      compiled.put(bare, known);
    }
    return Optional.of(known);
  }

  /** The base definition of a resource or data type. */
  Optional<Structure> type(String name) {
    return structure(BASE + name);
  }

  ValueSets valueSets() {
    return valueSets;
  }

  /** The resource type that a profile constrains; empty if it is not known. */
  Optional<String> typeOf(String profile) {
    String bare = bare(profile);
    return Optional.ofNullable(structures.get(bare))
        .map(definition -> definition.path("type").asText());
  }

  private static String bare(String url) {
    int bar = url.indexOf('|');
    return bar < 0 ? url : url.substring(0, bar);
  }
}
