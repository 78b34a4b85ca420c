package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Systems;

/** Lesions and what is measured of them on images. */
final class LesionProjection {
  private record Measure(String name, String unit) {}

  private static final Map<String, Measure> DCM =
      Map.of(
          "126401", new Measure("suv-bw", "g/mL"),
          "126402", new Measure("suv-lbm", "g/mL"),
          "126032", new Measure("metabolic-volume", "mL"));
  private static final Map<String, Measure> LOINC = Map.of("21889-1", new Measure("size", "mm"));

  /** ICD-O-3 topography C77: lymph nodes. */
  private static final String ICDO3_NODES = "C77.";

  private static final String ICDO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3";

  /** SNOMED CT, structure of lymph node; the nodes of single regions are not known here. */
  private static final String SNOMED_NODE = "59441001";

  private LesionProjection() {}

  /** A lesion that is no longer active was recorded in error or given up. */
  static List<Fact> lesion(ResourceReader r) {
    if (!r.at("active").asBoolean(true)) {
      return List.of();
    }
    String topography = ResourceReader.code(r.at("location"), ICDO3);
    boolean nodal =
        SNOMED_NODE.equals(ResourceReader.code(r.at("location"), Systems.SNOMED))
            || (topography != null && topography.startsWith(ICDO3_NODES));
    String role = r.extension(ExtensionUrls.LESION_ROLE).path("valueCode").textValue();
    return List.of(new LesionFact(r.id(), r.patient(), role == null ? "non-target" : role, nodal));
  }

  /** A measurement dated to the month cannot be put in order with others and gives no fact. */
  static List<Fact> measurement(ResourceReader r) {
    Measure measure = measure(DCM, r, Systems.DCM);
    if (measure == null) {
      measure = measure(LOINC, r, Systems.LOINC);
    }
    LocalDate on = ResourceReader.wholeDay(r.at("effectiveDateTime"));
    if (measure == null || on == null) {
      return List.of();
    }
    JsonNode quantity = r.at("valueQuantity");
    BigDecimal value = ResourceReader.quantity(quantity, measure.unit());
    return value == null
        ? List.of()
        : List.of(
            new MeasurementFact(
                r.id(),
                r.patient(),
                r.firstReferenced("focus", "BodyStructure"),
                measure.name(),
                value,
                measure.unit(),
                on));
  }

  private static Measure measure(Map<String, Measure> known, ResourceReader r, String system) {
    String code = ResourceReader.code(r.at("code"), system);
    return code == null ? null : known.get(code);
  }
}
