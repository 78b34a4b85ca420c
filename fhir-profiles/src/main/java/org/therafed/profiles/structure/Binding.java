package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What codes an element may have (ElementDefinition.binding).
 *
 * @param required the value set that must hold: that of a required binding, or the maximum value
 *     set of a weaker one; null where none must
 * @param needed whether a code must stand where the element stands: so of a required binding
 */
record Binding(String required, boolean needed) {
  private static final String MAXIMUM =
      "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet";

  static final Binding NONE = new Binding(null, false);

  static Binding read(JsonNode element) {
    JsonNode binding = element.path("binding");
    if (binding.path("strength").asText().equals("required")) {
      return binding.has("valueSet") ? new Binding(bare(binding.get("valueSet")), true) : NONE;
    }
    for (JsonNode extension : binding.path("extension")) {
      if (extension.path("url").asText().equals(MAXIMUM)) {
        return new Binding(
            bare(extension.path(extension.has("valueUri") ? "valueUri" : "valueCanonical")), false);
      }
    }
    return NONE;
  }

  /** A canonical without its version: one version of each value set is known. */
  private static String bare(JsonNode canonical) {
    String text = canonical.asText();
    int bar = text.indexOf('|');
    return bar < 0 ? text : text.substring(0, bar);
  }
}
