package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/**
 * What is measured on images has a unit of its kind and is possible in it: a size of two metres or
 * an uptake of twenty thousand is a slip of unit or key.
 */
final class MeasurementInvariants {
  private record Kind(String name, String nameZh, String unit, BigDecimal most) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "126401", new Kind("SUVbw", "SUVbw", "g/mL", BigDecimal.valueOf(2000)),
          "126402", new Kind("SUVlbm", "SUVlbm", "g/mL", BigDecimal.valueOf(2000)),
          "126032", new Kind("a metabolic volume", "代谢体积", "mL", BigDecimal.valueOf(50000)),
          "126033", new Kind("total lesion glycolysis", "病灶糖酵解总量", "g", BigDecimal.valueOf(500000)),
          "21889-1", new Kind("the size of a tumour", "肿瘤大小", "mm", BigDecimal.valueOf(600)));

  private MeasurementInvariants() {}

  static void fits(JsonNode measurement, Findings findings) {
    for (JsonNode coding : measurement.path("code").path("coding")) {
      String system = coding.path("system").asText();
      if (system.equals(Systems.DCM) || system.equals(Systems.LOINC)) {
        Kind kind = KINDS.get(coding.path("code").asText());
        if (kind != null) {
          fits(measurement.path("valueQuantity"), kind, findings);
        }
      }
    }
  }

  private static void fits(JsonNode quantity, Kind kind, Findings findings) {
    String unit = quantity.path("code").asText();
    BigDecimal value = quantity.path("value").decimalValue();
    if (!Ucum.convertible(unit, kind.unit())) {
      findings.add(
          IssueCode.UNIT,
          "Observation.valueQuantity.code",
          "valueQuantity.code",
          Vocabulary.unit(unit),
          new Phrase(
              "measurement-unit: " + kind.name() + " needs a unit that converts to " + kind.unit(),
              "measurement-unit：" + kind.nameZh() + " 须用可换算为 " + kind.unit() + " 的单位"));
    } else if (Ucum.convert(value, unit, kind.unit()).compareTo(kind.most()) > 0) {
      findings.add(
          IssueCode.RANGE,
          "Observation.valueQuantity.value",
          "valueQuantity.value",
          ShownNumber.phrase(value, unit),
          new Phrase(
                  "measurement-unit: " + kind.name() + " lies ",
                  "measurement-unit：" + kind.nameZh() + " ")
              .then(QuantityCheck.between(BigDecimal.ZERO, kind.most(), kind.unit())));
    }
  }
}
