package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the items of an element are told apart (ElementDefinition.slicing.discriminator).
 *
 * @param type value, pattern, exists, type or profile
 * @param path from the item; {@code $this} for the item itself
 */
record Discriminator(String type, String path) {
  static Discriminator read(JsonNode discriminator) {
    return new Discriminator(
        discriminator.path("type").asText(), discriminator.path("path").asText());
  }
}
