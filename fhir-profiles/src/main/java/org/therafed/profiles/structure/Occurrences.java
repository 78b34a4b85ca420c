package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The items found for one element. */
final class Occurrences {
  private final List<Occurrence> items = new ArrayList<>(2);

  void add(JsonNode value, JsonNode extras, TypeReference type, String path) {
    items.add(new Occurrence(value, extras, type, path));
  }

  int size() {
    return items.size();
  }

  List<Occurrence> items() {
    return items;
  }
}
