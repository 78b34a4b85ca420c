package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;

class CompanionAndSettlementTest {
  private final ProfileValidator validator =
      new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);

  private List<String> codes(ObjectNode resource) {
    return validator.validate(resource).stream().map(Issue::code).toList();
  }

  private static ObjectNode coding(ObjectNode resource, String element) {
    return (ObjectNode) resource.path(element).path("coding").path(0);
  }

  @Test
  void companionDataOfNoModuleAreRefused() {
    ObjectNode other = Examples.read("atr-companion");
    coding(other, "code").put("code", "star-sign");
    assertThat(validator.validate(other))
        .singleElement()
        .satisfies(issue -> assertThat(issue.message()).contains("companion-known"));
  }

  @Test
  void aClassOfAnotherStratumIsRefused() {
    ObjectNode other = Examples.read("atr-companion");
    coding(other, "valueCodeableConcept").put("code", "variant-atm-present");
    assertThat(codes(other)).containsExactly("FP-VAL-013");
  }

  @ParameterizedTest
  @CsvSource({"12.5, ng/mL, FP-VAL-006", "101, %, FP-VAL-007", "-1, %, FP-VAL-007"})
  void aNumberNeedsTheUnitAndTheBoundsOfItsStratum(double value, String unit, String code) {
    ObjectNode fraction = Examples.read("atr-companion-ctdna-fraction");
    ObjectNode quantity = (ObjectNode) fraction.path("valueQuantity");
    quantity.put("value", value).put("unit", unit).put("code", unit);
    assertThat(codes(fraction)).containsExactly(code);
  }

  @Test
  void missingCompanionDataSayWhy() {
    ObjectNode missing = Examples.read("atr-companion");
    missing.remove("valueCodeableConcept");
    missing
        .putObject("dataAbsentReason")
        .putArray("coding")
        .addObject()
        .put("system", "http://terminology.hl7.org/CodeSystem/data-absent-reason")
        .put("code", "not-performed");
    assertThat(codes(missing)).isEmpty();
  }

  /** Whether it adds up is a finding ({@code CoherenceTest}), which refuses nothing. */
  @Test
  void aSettlementThatDoesNotAddUpIsTaken() {
    ObjectNode settlement = Examples.read("atr-settlement");
    ((ObjectNode) settlement.path("total").path(0).path("amount")).put("value", 1);
    assertThat(codes(settlement)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "drg/310000, MR13, true", "dip/440100, 'C61:60.5x00', true", "chs-drg, ES21, true",
    "drg/31000, MR13, false", "drg/310000, Mario Rossi, false", "drg, MR13, false"
  })
  void aCityGroupsByItsOwnCodeSystem(String sid, String code, boolean taken) {
    ObjectNode settlement = Examples.read("atr-settlement");
    ObjectNode group = (ObjectNode) settlement.path("diagnosis").path(0).path("packageCode");
    ((ObjectNode) group.path("coding").path(0)).put("system", Canonical.sid(sid)).put("code", code);
    assertThat(codes(settlement).isEmpty()).isEqualTo(taken);
  }

  @Test
  void onlyADeathHasACause() {
    ObjectNode alive = Examples.read("atr-vital-status");
    coding(alive, "valueCodeableConcept").put("code", "438949009").remove("display");
    alive
        .withArray("extension")
        .addObject()
        .put("url", Canonical.extension("cause-of-death"))
        .put("valueCode", "kidney");
    assertThat(codes(alive)).containsExactly("FP-VAL-013");
  }

  @Test
  void cellsOfADonorNameNobody() {
    ObjectNode donated = Examples.read("atr-cell-product-leukapheresis");
    ((ObjectNode) donated.path("extension").path(1)).put("valueCode", "allogeneic");
    assertThat(codes(donated)).containsExactly("FP-VAL-013");
    donated.remove("collection");
    assertThat(codes(donated)).isEmpty();
    ((ObjectNode) donated.path("extension").path(1)).put("valueCode", "autologous");
    assertThat(codes(donated)).containsExactly("FP-VAL-013");
  }
}
