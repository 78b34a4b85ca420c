package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;

/** The components of an ASTCT grade from the extension {@code astct} of an adverse event. */
final class AstctProjection {
  private AstctProjection() {}

  static Fact astct(ResourceReader r, JsonNode extension) {
    return new AstctFact(
        r.id(),
        r.patient(),
        ResourceReader.quantity(
            ResourceReader.part(extension, "temperature").path("valueQuantity"), "Cel"),
        bool(extension, "fever-treated"),
        code(extension, "hypotension"),
        code(extension, "oxygen"),
        ResourceReader.integer(ResourceReader.part(extension, "ice-score").path("valueInteger")),
        code(extension, "consciousness"),
        code(extension, "seizure"),
        bool(extension, "motor-weakness"),
        code(extension, "oedema"));
  }

  private static String code(JsonNode extension, String name) {
    return ResourceReader.part(extension, name).path("valueCode").textValue();
  }

  private static Boolean bool(JsonNode extension, String name) {
    JsonNode value = ResourceReader.part(extension, name).path("valueBoolean");
    return value.isBoolean() ? value.booleanValue() : null;
  }
}
