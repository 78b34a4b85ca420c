package org.therafed.evidence.cox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels by place, in the order in which they came. */
final class Labels {
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  Labels(List<String> first) {
    first.forEach(this::place);
  }

  int place(String label) {
    Integer known = places.get(label);
    if (known != null) {
      return known;
    }
    labels.add(label);
    places.put(label, labels.size() - 1);
    return labels.size() - 1;
  }

  List<String> list() {
    return labels;
  }
}
