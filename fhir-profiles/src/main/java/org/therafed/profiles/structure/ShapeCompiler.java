package org.therafed.profiles.structure;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.profiles.outcome.Fault;

/** Turns a snapshot into a tree of shapes. */
final class ShapeCompiler {
  private ShapeCompiler() {}

  static Structure compile(JsonNode definition) {
    String url = definition.path("url").asText();
    Map<String, Shape> byId = new LinkedHashMap<>();
    JsonNode elements = definition.path("snapshot").path("element");
    String type = definition.path("type").asText();
    boolean resource = isResource(elements, type);
    for (JsonNode element : elements) {
      boolean id = resource && ElementDefinition.id(element).equals(type + ".id");
      ElementDefinition row = ElementDefinition.read(element, id);
      Shape shape = new Shape(row, url);
      if (!byId.isEmpty()) {
        attach(shape, byId, url);
      }
      byId.put(row.id(), shape);
    }
    if (byId.isEmpty()) {
      throw fault(url, "it has no snapshot");
    }
    boolean modifier = elements.path(0).path("isModifier").asBoolean();
    return new Structure(
        url,
        type,
        byId.values().iterator().next(),
        byId,
        modifier,
        definition.path("baseDefinition").asText(""),
        ExtensionContext.read(definition));
  }

  /** Of all types, resources alone have a meta. */
  private static boolean isResource(JsonNode elements, String type) {
    for (JsonNode element : elements) {
      if (ElementDefinition.id(element).equals(type + ".meta")) {
        return true;
      }
    }
    return false;
  }

  private static void attach(Shape shape, Map<String, Shape> byId, String url) {
    ElementDefinition row = shape.definition();
    int dot = row.id().lastIndexOf('.');
    String parentId = dot < 0 ? "" : row.id().substring(0, dot);
    if (row.slice().isEmpty()) {
      parent(byId, parentId, url).addChild(shape);
      return;
    }
    String sliced = parentId + "." + row.name();
    Shape whole = byId.get(sliced);
    if (whole == null) {
      // A snapshot may list a slice of a choice without the choice itself.
      parent(byId, parentId, url).addChild(shape);
    } else {
      int slash = row.slice().lastIndexOf('/');
      Shape resliced = slash < 0 ? null : byId.get(sliced + ":" + row.slice().substring(0, slash));
      (resliced == null ? whole : resliced).addSlice(shape);
    }
  }

  private static Shape parent(Map<String, Shape> byId, String id, String url) {
    Shape parent = byId.get(id);
    if (parent == null) {
      throw fault(url, "the element " + id + " is missing");
    }
    return parent;
  }

  private static Fault fault(String url, String reason) {
    return StructureCode.DEFINITION.with(safe("url", url), safe("reason", reason));
  }
}
