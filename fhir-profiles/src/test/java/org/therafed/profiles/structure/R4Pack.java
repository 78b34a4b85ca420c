package org.therafed.profiles.structure;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * Makes the library's copy of the definitions of FHIR R4 (CC0) from those HAPI publishes:
 * structures with what constrains, value sets and code systems with their codes, one resource a
 * line.
 */
final class R4Pack {
  private static final Set<String> TYPES = Set.of("StructureDefinition", "ValueSet", "CodeSystem");

  private static final Pattern VALUE = Pattern.compile("(fixed|pattern|minValue|maxValue)[A-Z].*");

  private static final Set<String> STRUCTURE =
      Set.of("resourceType", "url", "type", "baseDefinition", "context", "contextInvariant");

  private static final Set<String> ELEMENT =
      Set.of("id", "min", "max", "base", "contentReference", "maxLength", "slicing");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private R4Pack() {}

  /** The lines of the pack, sorted; the same whenever the definitions are the same. */
  static List<String> lines() throws IOException {
    FhirContext context = FhirContext.forR4Cached();
    IParser json =
        context
            .newJsonParser()
            .setSuppressNarratives(true)
            .setDontEncodeElements(
                "StructureDefinition.differential", "StructureDefinition.mapping");
    List<String> lines = new ArrayList<>();
    // HAPI reads them once for all its validators, and each kind when it is first asked for.
    IValidationSupport r4 = new DefaultProfileValidationSupport(context);
    r4.fetchAllStructureDefinitions();
    r4.fetchCodeSystem("http://hl7.org/fhir/publication-status");
    for (IBaseResource resource : r4.fetchAllConformanceResources()) {
      String url = ((MetadataResource) resource).getUrl();
      boolean ofFhir = url != null && !url.startsWith("https://hapifhir.io/");
      if (ofFhir && TYPES.contains(resource.fhirType())) {
        ObjectNode slim = slim(MAPPER.readTree(json.encodeResourceToString(resource)));
        if (slim != null) {
          lines.add(slim.toString());
        }
      }
    }
    Collections.sort(lines);
    return lines;
  }

  /** A pack of lines, gzipped. */
  static byte[] bytes(List<String> lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      for (String line : lines) {
        zip.write(line.getBytes(StandardCharsets.UTF_8));
        zip.write('\n');
      }
    }
    return out.toByteArray();
  }

  private static ObjectNode slim(JsonNode resource) {
    return switch (resource.path("resourceType").asText()) {
      case "StructureDefinition" -> structure(resource);
      case "ValueSet" -> resource.has("compose") ? valueSet(resource) : null;
      case "CodeSystem" -> codeSystem(resource);
      default -> null;
    };
  }

  private static ObjectNode structure(JsonNode resource) {
    ObjectNode slim = kept(resource, STRUCTURE);
    ArrayNode elements = slim.putObject("snapshot").putArray("element");
    for (JsonNode element : resource.path("snapshot").path("element")) {
      elements.add(element(element));
    }
    return slim;
  }

  private static ObjectNode element(JsonNode element) {
    ObjectNode slim = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : element.properties()) {
      String name = field.getKey();
      boolean value = VALUE.matcher(name).matches();
      if (value || ELEMENT.contains(name)) {
        slim.set(name, field.getValue());
      }
    }
    for (String flag : List.of("isModifier", "isSummary")) {
      if (element.path(flag).asBoolean()) {
        slim.put(flag, true);
      }
    }
    if (slim.has("isModifier") && element.has("isModifierReason")) {
      slim.set("isModifierReason", element.get("isModifierReason"));
    }
    if (slim.has("base")) {
      slim.set("base", kept(slim.get("base"), Set.of("max")));
    }
    if (slim.has("slicing")) {
      slim.set("slicing", kept(slim.get("slicing"), Set.of("discriminator", "rules")));
    }
    each(element, slim, "type", Set.of("code", "profile", "targetProfile", "extension"));
    each(element, slim, "constraint", Set.of("key", "severity", "human", "expression"));
    if (Binding.read(element).required() != null) {
      slim.set(
          "binding", kept(element.get("binding"), Set.of("strength", "valueSet", "extension")));
    }
    return slim;
  }

  private static void each(JsonNode from, ObjectNode to, String name, Set<String> fields) {
    List<JsonNode> all = new ArrayList<>();
    from.path(name).forEach(item -> all.add(kept(item, fields)));
    if (!all.isEmpty()) {
      to.putArray(name).addAll(all);
    }
  }

  private static ObjectNode valueSet(JsonNode resource) {
    ObjectNode slim = kept(resource, Set.of("resourceType", "url"));
    ObjectNode compose = slim.putObject("compose");
    for (String part : List.of("include", "exclude")) {
      for (JsonNode include : resource.path("compose").path(part)) {
        ObjectNode kept = kept(include, Set.of("system", "filter", "valueSet"));
        each(include, kept, "concept", Set.of("code"));
        compose.withArray("/" + part).add(kept);
      }
    }
    return slim;
  }

  private static ObjectNode codeSystem(JsonNode resource) {
    ObjectNode slim = kept(resource, Set.of("resourceType", "url", "content"));
    concepts(resource, slim);
    return slim;
  }

  private static void concepts(JsonNode from, ObjectNode to) {
    if (!from.path("concept").isEmpty()) {
      ArrayNode concepts = to.putArray("concept");
      for (JsonNode concept : from.path("concept")) {
        ObjectNode slim = concepts.addObject().put("code", concept.path("code").asText());
        for (JsonNode property : concept.path("property")) {
          if (property.path("code").asText().equals("subsumedBy")) {
            slim.withArray("/property").add(property);
          }
        }
        concepts(concept, slim);
      }
    }
  }

  private static ObjectNode kept(JsonNode from, Set<String> names) {
    ObjectNode slim = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      if (names.contains(field.getKey())) {
        slim.set(field.getKey(), field.getValue());
      }
    }
    return slim;
  }
}
