package org.therafed.profiles.fhirpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code =} and {@code ~} of collections. */
final class Equality {
  private Equality() {}

  static boolean equal(List<Item> left, List<Item> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i).value(), right.get(i).value())) {
        return false;
      }
    }
    return true;
  }

  /** Equal without regard to order and, for text, to case and runs of blanks. */
  static boolean equivalent(List<Item> left, List<Item> right) {
    if (left.size() != right.size()) {
      return false;
    }
    List<Item> rest = new ArrayList<>(right);
    for (Item item : left) {
      if (!rest.removeIf(first(item, rest)::equals)) {
        return false;
      }
    }
    return true;
  }

  private static Item first(Item item, List<Item> among) {
    for (Item other : among) {
      boolean alike =
          (item.value().isTextual() && other.value().isTextual())
              ? folded(item).equals(folded(other))
              : same(item.value(), other.value());
      if (alike) {
        return other;
      }
    }
    return Item.of(false);
  }

  private static String folded(Item item) {
    return item.text().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  static boolean contains(List<Item> items, Item wanted) {
    for (Item item : items) {
      if (same(item.value(), wanted.value())) {
        return true;
      }
    }
    return false;
  }

  /** Numbers by value (1.0 = 1), everything else by content; the order of fields is no content. */
  static boolean same(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue()) == 0;
    }
    if (left.isArray() && right.isArray()) {
      return left.size() == right.size() && sameItems(left, right);
    }
    if (left.isObject() && right.isObject()) {
      return left.size() == right.size() && sameFields(left, right);
    }
    return left.equals(right);
  }

  private static boolean sameItems(JsonNode left, JsonNode right) {
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameFields(JsonNode left, JsonNode right) {
    for (Map.Entry<String, JsonNode> field : left.properties()) {
      JsonNode other = right.get(field.getKey());
      if (other == null || !same(field.getValue(), other)) {
        return false;
      }
    }
    return true;
  }
}
