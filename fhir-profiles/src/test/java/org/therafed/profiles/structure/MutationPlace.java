package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A place in a resource's tree: a field of an object, or an item of an array. */
record MutationPlace(ObjectNode parent, String field, ArrayNode array, int index, String path) {

  /** Every place but the type, the narrative and the meta, in the order of the document. */
  static List<MutationPlace> of(JsonNode resource) {
    List<MutationPlace> all = new ArrayList<>();
    collect(resource, resource.path("resourceType").asText(), all);
    return all;
  }

  private static void collect(JsonNode node, String path, List<MutationPlace> into) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String name = field.getKey();
        if (!name.equals("resourceType") && !name.equals("text") && !name.equals("meta")) {
          into.add(new MutationPlace(object, name, null, 0, path + "." + name));
          collect(field.getValue(), path + "." + name, into);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        into.add(new MutationPlace(null, null, array, i, path + "[" + i + "]"));
        collect(array.get(i), path + "[" + i + "]", into);
      }
    }
  }

  JsonNode value() {
    return array != null ? array.get(index) : parent.get(field);
  }

  void set(JsonNode value) {
    if (array != null) {
      array.set(index, value);
    } else {
      parent.set(field, value);
    }
  }

  void set(String text) {
    set(TextNode.valueOf(text));
  }

  void remove() {
    if (array != null) {
      array.remove(index);
    } else {
      parent.remove(field);
    }
  }

  boolean isField(String name) {
    return name.equals(field);
  }
}
