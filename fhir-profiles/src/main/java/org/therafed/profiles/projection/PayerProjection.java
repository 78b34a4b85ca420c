package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.therafed.profiles.terminology.Systems;

/** Coverage and quality of life, which cost questions read, to facts. */
final class PayerProjection {
  private PayerProjection() {}

  static List<Fact> coverage(ResourceReader r) {
    return List.of(
        new CoverageFact(
            r.id(),
            r.patient(),
            ResourceReader.code(r.at("type"), Systems.PAYER_CLASS),
            ResourceReader.date(r.at("period").path("start")),
            ResourceReader.date(r.at("period").path("end"))));
  }

  static List<Fact> qualityOfLife(ResourceReader r) {
    return List.of(
        new QualityOfLifeFact(
            r.id(),
            r.patient(),
            r.required("code", ResourceReader.code(r.at("code"), Systems.QUALITY_OF_LIFE)),
            level(r, "mobility"),
            level(r, "self-care"),
            level(r, "usual-activities"),
            level(r, "pain-discomfort"),
            level(r, "anxiety-depression"),
            level(r, "vas"),
            ResourceReader.number(r.at("valueQuantity")),
            r.at("method").path("coding").path(0).path("code").textValue(),
            r.required("effectiveDateTime", r.day("effective"))));
  }

  private static Integer level(ResourceReader r, String dimension) {
    for (JsonNode component : r.at("component")) {
      if (dimension.equals(ResourceReader.code(component.path("code"), Systems.QUALITY_OF_LIFE))) {
        JsonNode level = component.path("valueInteger");
        return level.isInt() ? level.intValue() : null;
      }
    }
    return null;
  }
}
