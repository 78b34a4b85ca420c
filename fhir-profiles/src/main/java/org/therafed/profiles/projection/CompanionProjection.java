package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.therafed.profiles.terminology.Systems;

/** Companion data to facts; a value that is missing gives none. */
final class CompanionProjection {
  private CompanionProjection() {}

  static List<Fact> companion(ResourceReader r) {
    JsonNode quantity = r.at("valueQuantity");
    String coded = ResourceReader.code(r.at("valueCodeableConcept"), Systems.COMPANION);
    JsonNode answer = r.at("valueBoolean");
    if (quantity.isMissingNode() && coded == null && !answer.isBoolean()) {
      return List.of();
    }
    String stratum = r.required("code", ResourceReader.code(r.at("code"), Systems.COMPANION));
    if (coded != null && coded.startsWith(stratum + "-")) {
      coded = coded.substring(stratum.length() + 1);
    }
    return List.of(
        new CompanionFact(
            r.id(),
            r.patient(),
            stratum,
            answer.isBoolean() ? answer.asText() : coded,
            ResourceReader.number(quantity),
            quantity.path("code").textValue(),
            quantity.path("comparator").textValue(),
            r.required("effectiveDateTime", r.day("effective"))));
  }
}
