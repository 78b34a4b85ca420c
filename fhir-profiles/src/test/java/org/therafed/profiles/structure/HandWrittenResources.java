package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Resources that no change of a shared example comes to, with what our validator finds. */
record HandWrittenResources(String name, List<String> ours, ObjectNode resource) {

  /** Those of {@code hand-written.yaml}. */
  static List<HandWrittenResources> all() throws IOException {
    try (InputStream in =
        HandWrittenResources.class.getResourceAsStream("/structure/hand-written.yaml")) {
      List<HandWrittenResources> all = new ArrayList<>();
      for (JsonNode row : new YAMLMapper().readTree(in)) {
        List<String> ours = new ArrayList<>();
        row.path("ours").forEach(error -> ours.add(error.asText()));
        all.add(
            new HandWrittenResources(
                row.path("name").asText(), ours, (ObjectNode) row.path("resource")));
      }
      return List.copyOf(all);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
