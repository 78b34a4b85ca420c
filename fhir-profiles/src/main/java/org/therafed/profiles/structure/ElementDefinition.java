package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One row of a snapshot, as far as it constrains.
 *
 * @param id unique in the snapshot, e.g. {@code Observation.category:lab.coding}
 * @param min fewest occurrences
 * @param max most occurrences; {@link Integer#MAX_VALUE} for {@code *}
 * @param list whether JSON has an array, which the base decides
 * @param types the types allowed; empty for a content reference and for the root
 * @param fixed the exact value; null for any
 * @param pattern what the value must contain; null for any
 * @param contentReference id of the element whose content this one shares; null for its own
 * @param least smallest value; null for no bound
 * @param most largest value; null for no bound
 * @param longest most characters; 0 for no bound
 */
record ElementDefinition(
    String id,
    int min,
    int max,
    boolean list,
    List<TypeReference> types,
    JsonNode fixed,
    JsonNode pattern,
    Binding binding,
    List<Constraint> constraints,
    Slicing slicing,
    String contentReference,
    JsonNode least,
    JsonNode most,
    int longest) {

  /**
   * Reads a row.
   *
   * @param resourceId whether it is the id of a resource
   */
  static ElementDefinition read(JsonNode element, boolean resourceId) {
    List<TypeReference> types = new ArrayList<>();
    if (resourceId) {
      // R4's snapshots call it a string; resource.html and every later release, an id.
      types.add(new TypeReference("id", List.of(), List.of()));
    } else {
      element.path("type").forEach(type -> types.add(TypeReference.read(type)));
    }
    int max = most(element.path("max").asText("*"));
    String reference = element.path("contentReference").asText(null);
    return new ElementDefinition(
        id(element),
        element.path("min").asInt(0),
        max,
        element.has("base") ? most(element.path("base").path("max").asText()) > 1 : max > 1,
        List.copyOf(types),
        choice(element, "fixed"),
        choice(element, "pattern"),
        Binding.read(element),
        Constraint.read(element),
        Slicing.read(element),
        reference == null ? null : reference.substring(reference.indexOf('#') + 1),
        choice(element, "minValue"),
        choice(element, "maxValue"),
        element.path("maxLength").asInt(0));
  }

  /** The id of a row; its path where it has none. */
  static String id(JsonNode element) {
    return element.path("id").asText(element.path("path").asText());
  }

  private static int most(String max) {
    return max.equals("*") ? Integer.MAX_VALUE : new BigDecimal(max).intValue();
  }

  /** The value of a choice such as fixedCode; null where there is none. */
  private static JsonNode choice(JsonNode element, String prefix) {
    for (Map.Entry<String, JsonNode> field : element.properties()) {
      if (field.getKey().startsWith(prefix) && field.getKey().length() > prefix.length()) {
        return field.getValue();
      }
    }
    return null;
  }

  /** The last part of the id, without the name of a slice: {@code value[x]}. */
  String name() {
    String last = id.substring(id.lastIndexOf('.') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? last : last.substring(0, colon);
  }

  /** The name of the slice this row begins; empty for none. */
  String slice() {
    String last = id.substring(id.lastIndexOf('.') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? "" : last.substring(colon + 1);
  }
}
