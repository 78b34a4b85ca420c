package org.therafed.profiles.fhirpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One item of a FHIRPath collection: an element of a resource, or a value computed.
 *
 * @param value the JSON value; missing where a primitive has only an id or extensions
 * @param extras the {@code _name} object of a primitive; null where there is none
 * @param type the FHIR type where the JSON tells it: from {@code resourceType} or from the name of
 *     a choice such as {@code valueQuantity}; null elsewhere
 */
record Item(JsonNode value, JsonNode extras, String type) {

  static Item of(JsonNode value) {
    return new Item(value, null, resourceType(value));
  }

  static Item of(boolean value) {
    return new Item(BooleanNode.valueOf(value), null, "boolean");
  }

  static Item of(int value) {
    return new Item(IntNode.valueOf(value), null, "integer");
  }

  static Item of(BigDecimal value) {
    return new Item(DecimalNode.valueOf(value), null, "decimal");
  }

  static Item of(String value) {
    return new Item(TextNode.valueOf(value), null, "string");
  }

  private static String resourceType(JsonNode value) {
    JsonNode named = value.get("resourceType");
    return named == null || !named.isTextual() ? null : named.textValue();
  }

  boolean isPrimitive() {
    return !value.isObject();
  }

  boolean hasValue() {
    return value.isValueNode() && !value.isNull() && !value.isMissingNode();
  }

  boolean isNumber() {
    return value.isNumber();
  }

  boolean isBoolean() {
    return value.isBoolean();
  }

  /** The value as FHIRPath prints it; empty for an object or a primitive without value. */
  String text() {
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText("");
  }

  /**
   * Adds the children of a name to a collection, in the order of the document.
   *
   * @param underscored the name of their {@code _name} field
   */
  void addChildren(String name, String underscored, List<Item> into) {
    if (isPrimitive()) {
      if (extras != null) {
        addField(extras, name, underscored, null, into);
      }
      return;
    }
    if (value.has(name) || value.has(underscored)) {
      addField(value, name, underscored, null, into);
      return;
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String choice = Choices.typeOf(field.getKey(), name);
      if (choice != null) {
        addField(value, bare(field.getKey()), "_" + bare(field.getKey()), choice, into);
        return;
      }
    }
  }

  /** Every child element, in the order of the document. */
  List<Item> children() {
    List<Item> all = new ArrayList<>();
    JsonNode parent = isPrimitive() ? extras : value;
    if (parent == null) {
      return all;
    }
    for (Map.Entry<String, JsonNode> field : parent.properties()) {
      String name = field.getKey();
      boolean extrasOfAValue = name.startsWith("_") && parent.has(bare(name));
      if (!extrasOfAValue && !name.equals("resourceType")) {
        addField(parent, bare(name), "_" + bare(name), null, all);
      }
    }
    return all;
  }

  private static String bare(String name) {
    return name.startsWith("_") ? name.substring(1) : name;
  }

  private static void addField(
      JsonNode parent, String name, String underscored, String type, List<Item> into) {
    JsonNode value = parent.path(name);
    JsonNode extras = parent.path(underscored);
    int size = value.isArray() || extras.isArray() ? Math.max(value.size(), extras.size()) : 1;
    for (int i = 0; i < size; i++) {
      JsonNode one = value.isArray() ? value.path(i) : value;
      JsonNode its = extras.isArray() ? extras.path(i) : extras;
      boolean present = !one.isMissingNode() && !one.isNull();
      if (present || its.isObject()) {
        into.add(
            new Item(
                present ? one : MissingNode.getInstance(),
                its.isObject() ? its : null,
                type != null ? type : resourceType(one)));
      }
    }
  }
}
