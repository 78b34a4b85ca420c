package org.therafed.profiles.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.outcome.ShownNumber;

/**
 * Whether anything may calculate with the numbers of a resource ({@link ShownNumber#isTooLong}). A
 * record that was stored before its numbers were bounded is read again without a validator.
 */
public final class BoundedNumbers {
  private BoundedNumbers() {}

  /** Whether all numbers are within bounds. */
  public static boolean within(JsonNode node) {
    if (node.isNumber()) {
      return isWithin(node);
    }
    for (JsonNode child : node) {
      if (!within(child)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWithin(JsonNode number) {
    return number.isInt() || !ShownNumber.isTooLong(number.decimalValue());
  }

  /** Where the numbers out of bounds stand, e.g. {@code item[0].net.value}; most often nowhere. */
  public static List<String> beyond(JsonNode resource) {
    if (within(resource)) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    collect("", resource, paths);
    return paths;
  }

  private static void collect(String path, JsonNode node, List<String> paths) {
    if (node.isNumber() && !isWithin(node)) {
      paths.add(path);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(path + "[" + i + "]", node.get(i), paths);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      collect(
          path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), paths);
    }
  }

  /**
   * The resource itself where all its numbers are within bounds; else a copy without the others.
   */
  public static JsonNode without(JsonNode resource) {
    if (within(resource)) {
      return resource;
    }
    JsonNode copy = resource.deepCopy();
    remove(copy);
    return copy;
  }

  private static void remove(JsonNode node) {
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      for (Iterator<JsonNode> children = node.iterator(); children.hasNext(); ) {
        JsonNode child = children.next();
        if (child.isNumber() && !isWithin(child)) {
          children.remove();
        } else {
          remove(child);
        }
      }
    }
  }
}
