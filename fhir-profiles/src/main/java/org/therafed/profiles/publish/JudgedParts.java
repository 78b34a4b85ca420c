package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Of a published resource what a record is judged by: neither texts for people nor the
 * differential. An application reads it at each start, and reading takes most of that time.
 */
final class JudgedParts {
  private static final Set<String> HEAD =
      Set.of(
          "resourceType", "id", "url", "version", "type", "context", "baseDefinition", "content");

  /** What of an ElementDefinition is for people, or repeats another field. */
  private static final Set<String> FOR_PEOPLE =
      Set.of(
          "short", "definition", "comment", "path", "mustSupport", "isSummary", "isModifierReason");

  private JudgedParts() {}

  /** The parts of a resource; empty where it says nothing about records. */
  static Optional<ObjectNode> of(JsonNode resource) {
    return switch (resource.path("resourceType").asText()) {
      case "StructureDefinition" -> Optional.of(structure(resource));
      case "ValueSet" -> Optional.of(valueSet(resource));
      case "CodeSystem" -> Optional.of(codeSystem(resource));
      default -> Optional.empty();
    };
  }

  private static ObjectNode structure(JsonNode resource) {
    ObjectNode kept = fields(resource, HEAD);
    ArrayNode elements = kept.putObject("snapshot").putArray("element");
    List<String> forbidden = new ArrayList<>();
    for (JsonNode element : resource.path("snapshot").path("element")) {
      String id = element.path("id").asText();
      // What may not occur is not looked into.
      if (forbidden.stream().anyMatch(id::startsWith)) {
        continue;
      }
      if (element.path("max").asText().equals("0")) {
        forbidden.add(id + ".");
      }
      elements.add(element(element));
    }
    return kept;
  }

  private static ObjectNode element(JsonNode element) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : element.properties()) {
      String name = field.getKey();
      if (!FOR_PEOPLE.contains(name.startsWith("_") ? name.substring(1) : name)) {
        kept.set(name, field.getValue());
      }
    }
    if (kept.has("base")) {
      kept.set("base", fields(kept.get("base"), Set.of("max")));
    }
    return kept;
  }

  private static ObjectNode valueSet(JsonNode resource) {
    ObjectNode kept = fields(resource, HEAD);
    ObjectNode compose = kept.putObject("compose");
    for (String part : List.of("include", "exclude")) {
      for (JsonNode some : resource.path("compose").path(part)) {
        ObjectNode codes = fields(some, Set.of("system", "version", "filter", "valueSet"));
        for (JsonNode concept : some.path("concept")) {
          codes.withArray("/concept").add(fields(concept, Set.of("code")));
        }
        compose.withArray("/" + part).add(codes);
      }
    }
    return kept;
  }

  private static ObjectNode codeSystem(JsonNode resource) {
    ObjectNode kept = fields(resource, HEAD);
    concepts(resource, kept);
    return kept;
  }

  private static void concepts(JsonNode from, ObjectNode to) {
    for (JsonNode concept : from.path("concept")) {
      ObjectNode kept = fields(concept, Set.of("code", "property"));
      concepts(concept, kept);
      to.withArray("/concept").add(kept);
    }
  }

  private static ObjectNode fields(JsonNode from, Set<String> names) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      if (names.contains(field.getKey())) {
        kept.set(field.getKey(), field.getValue());
      }
    }
    return kept;
  }
}
