package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of an ElementDefinition: their order, and how a row of ours is laid over R4's. */
final class ElementFields {
  private static final List<String> FIRST =
      List.of("id", "path", "sliceName", "slicing", "short", "definition", "min", "max", "base");
  private static final List<String> LAST =
      List.of(
          "constraint", "mustSupport", "isModifier", "isModifierReason", "isSummary", "binding");

  private ElementFields() {}

  /** The fields in the order of FHIR, each followed by what extends it. */
  static ObjectNode ordered(ObjectNode element) {
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    Set<String> names = new LinkedHashSet<>(FIRST);
    element
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().startsWith("_") && !LAST.contains(field.getKey())) {
                names.add(field.getKey());
              }
            });
    names.addAll(LAST);
    for (String name : names) {
      for (String field : List.of(name, "_" + name)) {
        if (element.has(field)) {
          ordered.set(field, element.get(field));
        }
      }
    }
    return ordered;
  }

  /** The row of the snapshot: R4's, with ours over it and the constraints of both. */
  static ObjectNode merged(BaseElement base, ObjectNode own) {
    ObjectNode whole = base.row().deepCopy();
    ObjectNode from = whole.putObject("base");
    from.put("path", base.definedAt());
    from.put("min", base.min());
    from.put("max", base.row().path("base").path("max").asText(base.max()));
    if (own.has("slicing")) {
      whole.remove("slicing");
    }
    if (!own.path("sliceName").isMissingNode()) {
      whole.remove("slicing");
    }
    for (Map.Entry<String, JsonNode> field : own.properties()) {
      if (field.getKey().equals("constraint")) {
        field.getValue().forEach(whole.withArray("/constraint")::add);
      } else {
        whole.set(field.getKey(), field.getValue());
      }
    }
    return whole;
  }
}
