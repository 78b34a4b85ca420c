package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.therafed.profiles.outcome.ShownNumber;
import org.therafed.profiles.terminology.OrganDoses;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/** Absorbed doses beside what their organ can absorb. */
final class DoseInvariants {
  private DoseInvariants() {}

  /**
   * A dose above {@link OrganDoses}: a slip of unit, or a lesion's. The record is taken, as it may
   * be true. The dose of a lesion, which {@code focus} names, has no bound of the organ.
   */
  static void plausible(JsonNode dose, Findings findings) {
    JsonNode quantity = dose.path("valueQuantity");
    String unit = quantity.path("code").asText();
    if (dose.has("focus") || !quantity.path("value").isNumber() || !Ucum.convertible(unit, "Gy")) {
      return;
    }
    BigDecimal value = quantity.path("value").decimalValue();
    BigDecimal gray = Ucum.convert(value, unit, "Gy");
    Invariants.code(dose.path("bodySite"), Systems.SNOMED)
        .flatMap(OrganDoses::most)
        .filter(most -> gray.compareTo(most) > 0)
        .ifPresent(
            most ->
                findings.warn(
                    IssueCode.IMPLAUSIBLE,
                    "Observation.valueQuantity.value",
                    "valueQuantity.value",
                    ShownNumber.phrase(value, unit),
                    QuantityCheck.between(BigDecimal.ZERO, most, "Gy")));
  }
}
