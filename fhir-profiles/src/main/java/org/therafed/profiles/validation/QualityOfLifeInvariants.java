package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.therafed.profiles.terminology.Systems;

/** The rules of an EQ-5D over several of its elements. */
final class QualityOfLifeInvariants {
  private static final String TYPE = "Observation";

  private QualityOfLifeInvariants() {}

  static void levels(JsonNode observation, Findings findings) {
    int most = has(observation.path("code"), "EQ-5D-5L") ? 5 : 3;
    Set<String> seen = new HashSet<>();
    for (JsonNode component : observation.path("component")) {
      JsonNode level = component.path("valueInteger");
      boolean scale = has(component.path("code"), "vas");
      boolean within = level.intValue() >= 1 && level.intValue() <= most;
      boolean once = seen.add(component.path("code").path("coding").path(0).path("code").asText());
      if (!once || (!scale && level.isInt() && !within)) {
        findings.invariant(
            "eq5d-levels",
            TYPE,
            "component",
            "has a dimension twice, or a level that the instrument does not have",
            "维度重复，或水平超出该量表");
        return;
      }
    }
  }

  static void valueSet(JsonNode observation, Findings findings) {
    if (observation.has("valueQuantity") != observation.has("method")) {
      findings.invariant(
          "eq5d-value-set",
          TYPE,
          "method",
          "and the utility do not stand together",
          "效用值与积分体系须同时给出");
    }
  }

  static void saysSomething(JsonNode observation, Findings findings) {
    if (!observation.has("valueQuantity") && observation.path("component").isEmpty()) {
      findings.invariant(
          "eq5d-says-something",
          TYPE,
          "valueQuantity",
          "is missing, and so are the dimensions",
          "效用值与维度均缺失");
    }
  }

  private static boolean has(JsonNode concept, String code) {
    for (JsonNode coding : concept.path("coding")) {
      if (Systems.QUALITY_OF_LIFE.equals(coding.path("system").textValue())
          && code.equals(coding.path("code").textValue())) {
        return true;
      }
    }
    return false;
  }
}
