package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.module.DoseBounds;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.terminology.Products;

/** Numbers that may be slips: refused where they contradict, doubted where they may be true. */
class DoseAndDoubtTest {
  private static final ModuleCatalog MODULES = ModuleCatalog.standard();

  @ParameterizedTest
  @CsvSource({
    "semaglutide-sc, 2.4, mg, true",
    "semaglutide-sc, 0.25, mg, true",
    "semaglutide-sc, 250, mg, false",
    "semaglutide-sc, 2400, mg, false",
    "dapagliflozin, 10, mg, true",
    "dapagliflozin, 10000, mg, false",
    "trastuzumab-deruxtecan, 5.4, mg/kg, true",
    "trastuzumab-deruxtecan, 3.2, mg/kg, true",
    "trastuzumab-deruxtecan, 540, mg/kg, false",
    "trastuzumab-deruxtecan, 350, mg, true",
    "trastuzumab-deruxtecan, 5.4, mg, false",
    "axicabtagene-ciloleucel, 2, 10*6/kg, true",
    "axicabtagene-ciloleucel, 180, 10*6, true",
    "axicabtagene-ciloleucel, 200000000, 10*6, false",
    "tisagenlecleucel, 300, 10*6, true",
    "exagamglogene-autotemcel, 19.7, 10*6/kg, true",
    "90Y-glass-microspheres, 2500, MBq, true",
    "90Y-glass-microspheres, 0.003, MBq, false",
    "90Y-resin-microspheres, 1600, MBq, true",
    "68Ga-DOTATOC, 150, MBq, true",
    "68Ga-DOTATOC, 0.0001, MBq, false",
    "68Ga-DOTATOC, 15000, MBq, false",
    "red-blood-cells, 280, mL, true",
    "red-blood-cells, 200000000, mL, false",
    "fludarabine, 50, mg, true",
    "fludarabine, 99999999, mg, false"
  })
  void aDoseAThousandTimesOffIsOutside(String code, String amount, String unit, boolean possible) {
    DoseBounds bounds = DoseBounds.of(Products.standard().named(code).orElseThrow(), MODULES);
    assertThat(bounds.outside(new BigDecimal(amount), unit).isEmpty()).isEqualTo(possible);
  }

  /** Lutetium-177 after one half-life is half of it: the dose is that of its only time. */
  @Test
  void theDoseIsTheNetActivityAtTheAdministration() {
    ObjectNode given = Examples.read("atr-administration");
    given.put("effectiveDateTime", "2025-02-24T01:31:00+08:00");
    assertThat(Judgement.RECORDS.validate(given))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo("FP-VAL-013");
              assertThat(issue.message()).contains("dosage.dose differs", "decayed to the");
            });
  }

  @Test
  void anActivityMeasuredManyHalfLivesBeforeIsRefused() {
    ObjectNode given = Examples.read("atr-administration");
    part(given, "measured-before-time").put("valueDateTime", "2025-01-20T10:00:00+08:00");
    assertThat(Judgement.RECORDS.validate(given))
        .anySatisfy(
            issue ->
                assertThat(issue.message())
                    .contains("activity-near-administration", "lies more than 638 hours"));
  }

  private static ObjectNode part(JsonNode given, String url) {
    for (JsonNode extension : given.path("extension")) {
      for (JsonNode part : extension.path("extension")) {
        if (part.path("url").asText().equals(url)) {
          return (ObjectNode) part;
        }
      }
    }
    throw new IllegalArgumentException(url);
  }

  @ParameterizedTest
  @CsvSource({"128533, 1", "128531, 1", "128532, 0", "128512, 0"})
  void aMinimumOrAnEquivalentDoseIsNoDoseOfAnOrgan(String code, int facts) {
    ObjectNode dose = Examples.read("atr-absorbed-dose");
    ((ObjectNode) dose.at("/code/coding/0")).put("code", code).remove("display");
    assertThat(Judgement.RECORDS.validate(dose)).isEmpty();
    assertThat(new FactProjection(ProfileTable.standard()).project(dose)).hasSize(facts);
  }

  @Test
  void centigrayIsTaken() {
    ObjectNode dose = Examples.read("atr-absorbed-dose");
    ((ObjectNode) dose.path("valueQuantity")).put("code", "cGy").put("unit", "cGy");
    assertThat(Judgement.RECORDS.validate(dose)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4548-4, 6.5, %, ''",
    "4548-4, 48, mmol/mol, ''",
    "4548-4, 6.5, mmol/mol, FP-VAL-007",
    "4548-4, 22, %, FP-VAL-016",
    "13457-7, 2.6, mmol/L, ''",
    "13457-7, 2.6, mg/dL, FP-VAL-007",
    "13457-7, 7, mg/dL, FP-VAL-016"
  })
  void aLaboratoryValueInTheUnitOfAnotherIsFound(
      String loinc, String value, String unit, String code) {
    ObjectNode lab = Examples.read("atr-lab");
    ((ObjectNode) lab.at("/code/coding/0")).put("code", loinc).remove("display");
    ((ObjectNode) lab.path("valueQuantity"))
        .put("value", new BigDecimal(value))
        .put("code", unit)
        .put("unit", unit);
    List<String> codes = Judgement.RECORDS.validate(lab).stream().map(Issue::code).toList();
    assertThat(codes).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
  }
}
