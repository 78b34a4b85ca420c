package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
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

  private final Resources structures = new Resources();
  private final ConcurrentMap<String, Structure> compiled = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Set<String>> kinds = new ConcurrentHashMap<>();
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
   * URL: {@code {"resourceType":"ValueSet","url":"http://…",…}}.
   */
  public Definitions addPack(InputStream pack) throws IOException {
    byte[] text = new GZIPInputStream(pack).readAllBytes();
    int from = 0;
    for (int at = 0; at < text.length; at++) {
      if (text[at] == '\n') {
        addLine(new PackLine(text, from, at - from));
        from = at + 1;
      }
    }
    if (from < text.length) {
      throw new IOException("The last line of a pack of definitions has no end");
    }
    return this;
  }

  private void addLine(PackLine line) throws IOException {
    switch (line.type()) {
      case "StructureDefinition" -> structures.put(line);
      case "ValueSet" -> valueSets.addValueSet(line);
      case "CodeSystem" -> valueSets.addCodeSystem(line);
      default -> {}
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

  /** A type and those that it is made of: Patient, DomainResource, Resource. */
  Set<String> kinds(String type) {
    Set<String> known = kinds.get(type);
    if (known != null) {
      return known;
    }
    Set<String> all = new LinkedHashSet<>();
    Optional<Structure> at = type(type);
    while (at.isPresent() && all.add(at.get().type())) {
      at = structure(at.get().base());
    }
    if (!all.isEmpty()) {
      kinds.put(type, all);
    }
    return all;
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
