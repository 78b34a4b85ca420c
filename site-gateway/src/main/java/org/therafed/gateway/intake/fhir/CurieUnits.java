package org.therafed.gateway.intake.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.therafed.gateway.fault.FhirCode;
import org.therafed.profiles.terminology.Ucum;

/**
 * Quantities in curie, refused at the door as those of tables are: no profile takes the unit, and a
 * correction is made where the number comes from. The message says what becquerel it is.
 */
final class CurieUnits {

  private static final Set<String> CURIE = Set.of("Ci", "mCi", "uCi", "\u00b5Ci", "\u03bcCi");

  private CurieUnits() {}

  /**
   * Looks at every quantity of a body that is FHIR.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-FHIR-012 with the path of the first in curie
   */
  static void check(JsonNode body) {
    check(body, body.path("resourceType").asText());
  }

  private static void check(JsonNode node, String path) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(node.get(i), path + "[" + i + "]");
      }
      return;
    }
    String unit = node.path(node.has("code") ? "code" : "unit").asText();
    if (node.path("value").isNumber() && CURIE.contains(unit)) {
      throw FhirCode.CURIE.with(
          safe("element", path), safe("unit", unit), safe("hint", Ucum.hint(unit).orElseThrow()));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      boolean resource = value.path("resourceType").isTextual();
      check(value, resource ? value.path("resourceType").asText() : path + "." + field.getKey());
    }
  }
}
