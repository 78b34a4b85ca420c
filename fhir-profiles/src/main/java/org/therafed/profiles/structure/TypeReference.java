package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One type an element may have (ElementDefinition.type).
 *
 * @param code the FHIR type, also where the definition names a FHIRPath system type
 * @param profiles profiles of the type, of which one must be met; empty for any
 * @param targetProfiles what a Reference or canonical may point to; empty for any
 */
record TypeReference(String code, List<String> profiles, List<String> targetProfiles) {
  private static final String FHIR_TYPE =
      "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";
  private static final String SYSTEM = "http://hl7.org/fhirpath/System.";

  static TypeReference read(JsonNode type) {
    return new TypeReference(
        code(type), texts(type.path("profile")), texts(type.path("targetProfile")));
  }

  private static String code(JsonNode type) {
    for (JsonNode extension : type.path("extension")) {
      if (extension.path("url").asText().equals(FHIR_TYPE)) {
        return extension.path("valueUrl").asText();
      }
    }
    String code = type.path("code").asText();
    return code.startsWith(SYSTEM)
        ? code.substring(SYSTEM.length()).toLowerCase(Locale.ROOT)
        : code;
  }

  static List<String> texts(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(item -> all.add(item.asText()));
    return List.copyOf(all);
  }
}
