package org.therafed.evidence.cox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels by place, in the order in which they came. */
final class Labels {
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private int last;

  Labels(List<String> first) {
    first.forEach(this::place);
  }

  int place(String label) {
    // Rows come in runs of one label, mostly the very same object.
    if (last < labels.size() && labels.get(last).equals(label)) {
      return last;
    }
    Integer known = places.get(label);
    if (known != null) {
      last = known;
      return known;
    }
    labels.add(label);
    places.put(label, labels.size() - 1);
    last = labels.size() - 1;
    return last;
  }

  List<String> list() {
    return labels;
  }
}
