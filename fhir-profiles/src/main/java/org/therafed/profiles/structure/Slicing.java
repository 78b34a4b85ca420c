package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How an element is sliced (ElementDefinition.slicing).
 *
 * @param discriminators all of them must speak for a slice
 * @param closed whether every item must belong to a slice
 */
record Slicing(List<Discriminator> discriminators, boolean closed) {

  /** The slicing of an element; null where it has none. */
  static Slicing read(JsonNode element) {
    JsonNode slicing = element.get("slicing");
    if (slicing == null) {
      return null;
    }
    List<Discriminator> discriminators = new ArrayList<>();
    slicing.path("discriminator").forEach(d -> discriminators.add(Discriminator.read(d)));
    return new Slicing(
        List.copyOf(discriminators), slicing.path("rules").asText().equals("closed"));
  }
}
