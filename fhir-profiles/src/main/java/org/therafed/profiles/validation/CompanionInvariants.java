package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.Stratum;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/** Companion data are strata of the modules that are known, with a value of the stratum's form. */
final class CompanionInvariants {
  private CompanionInvariants() {}

  static void known(JsonNode observation, Findings findings, ModuleCatalog modules) {
    String id = Invariants.code(observation.path("code"), Systems.COMPANION).orElse("");
    List<Stratum> strata =
        modules.all().stream()
            .flatMap(module -> module.strata().stream())
            .filter(stratum -> stratum.id().equals(id))
            .distinct()
            .toList();
    if (strata.isEmpty()) {
      findings.invariant(
          "companion-known",
          "Observation",
          "code",
          "names no companion data of a therapy module that is known",
          "伴随数据代码不属于已知治疗模块");
    } else if (!observation.has("dataAbsentReason")
        && strata.stream().noneMatch(stratum -> fits(observation, stratum))) {
      misfit(observation, strata.get(0), findings);
    }
  }

  private static boolean fits(JsonNode observation, Stratum stratum) {
    return switch (stratum.type()) {
      case QUANTITY -> {
        JsonNode quantity = observation.path("valueQuantity");
        String unit = quantity.path("code").asText();
        yield Ucum.convertible(unit, stratum.unit())
            && between(
                Ucum.convert(quantity.path("value").decimalValue(), unit, stratum.unit()), stratum);
      }
      case CODED ->
          Invariants.code(observation.path("valueCodeableConcept"), Systems.COMPANION)
              .filter(
                  code ->
                      stratum.values().stream()
                          .anyMatch(value -> code.equals(stratum.id() + "-" + value.code())))
              .isPresent();
      case YES_NO -> observation.path("valueBoolean").isBoolean();
    };
  }

  private static boolean between(BigDecimal value, Stratum stratum) {
    return value.compareTo(stratum.min()) >= 0 && value.compareTo(stratum.max()) <= 0;
  }

  private static void misfit(JsonNode observation, Stratum stratum, Findings findings) {
    JsonNode quantity = observation.path("valueQuantity");
    if (stratum.type() != Stratum.Type.QUANTITY || quantity.isMissingNode()) {
      findings.invariant(
          "companion-known",
          "Observation",
          "value[x]",
          "is not of the form that this companion datum takes",
          "数值形式与该伴随数据不符");
      return;
    }
    String unit = quantity.path("code").asText();
    if (!Ucum.convertible(unit, stratum.unit())) {
      findings.add(
          IssueCode.UNIT,
          "Observation.valueQuantity.code",
          "valueQuantity.code",
          Vocabulary.unit(unit),
          new Phrase(
              "companion-known: a unit that converts to " + stratum.unit(),
              "companion-known：须为可换算为 " + stratum.unit() + " 的单位"));
      return;
    }
    findings.add(
        IssueCode.RANGE,
        "Observation.valueQuantity.value",
        "valueQuantity.value",
        ShownNumber.phrase(quantity.path("value").decimalValue(), unit),
        new Phrase("companion-known: ", "companion-known：")
            .then(QuantityCheck.between(stratum.min(), stratum.max(), stratum.unit())));
  }
}
