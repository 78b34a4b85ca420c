package org.therafed.profiles.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;

class TerminologyTest {

  @Test
  void ctcaeHas837TermsInTwentySixClasses() {
    List<CtcaeTerm> terms = CtcaeTerms.standard().all();
    assertThat(terms).hasSize(837);
    assertThat(terms.stream().map(CtcaeTerm::systemOrganClass).distinct()).hasSize(26);
    assertThat(terms.stream().map(CtcaeTerm::code).distinct()).hasSize(837);
  }

  @Test
  void ctcaeTermIsFoundByNameWhateverTheCaseAndByCode() {
    assertThat(CtcaeTerms.standard().named(" dry MOUTH ").orElseThrow().term())
        .isEqualTo("Dry mouth");
    assertThat(CtcaeTerms.standard().coded("C143283").orElseThrow().term()).isEqualTo("Anemia");
    assertThat(CtcaeTerms.standard().named("bad luck")).isEmpty();
    assertThat(CtcaeTerms.grade(3).orElseThrow().code()).isEqualTo("C41340");
    assertThat(CtcaeTerms.grade(6)).isEmpty();
    assertThat(CtcaeTerms.grade(0)).isEmpty();
  }

  @Test
  void termsThatAModuleNamesHaveAChineseName() {
    CtcaeTerms terms = CtcaeTerms.standard();
    assertThat(terms.chinese("C143283")).contains("贫血");
    assertThat(terms.chinese("C143332")).isEmpty();
    assertThat(terms.chinese(null)).isEmpty();
    for (TherapyModule module : ModuleCatalog.standard().all()) {
      assertThat(module.adverseEventsOfInterest())
          .isNotEmpty()
          .allMatch(term -> terms.chinese(term.code()).isPresent());
    }
  }

  @Test
  void everyChineseNameBelongsToATerm() {
    CtcaeTerms terms = CtcaeTerms.standard();
    assertThat(TableResource.rows("ctcae-v5-zh.csv", 2))
        .hasSizeGreaterThanOrEqualTo(12)
        .allMatch(row -> terms.coded(row[0]).isPresent() && !row[1].isBlank());
  }

  @Test
  void ctcaeTermsAreThoseOfTheReferenceFile() throws Exception {
    Path file =
        Path.of(System.getProperty("therafed.shared", "absent"), "standards/fhir/ctcae-v5.csv");
    Assumptions.assumeTrue(Files.exists(file), "the reference file is not on this machine");
    String text = Files.readString(file);
    for (CtcaeTerm term : CtcaeTerms.standard().all()) {
      assertThat(text).contains("," + term.code() + ",").contains(term.term());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7.4, GBq, MBq, 7400", "7400, MBq, GBq, 7.4", "250000000, Bq, MBq, 250", "5, ng/mL, ug/L, 5",
    "5, ng/ml, ng/mL, 5", "12.5, g/dL, g/L, 125", "130, g/L, g/dL, 13", "250, 10*3/uL, 10*9/L, 250",
    "250000, /uL, 10*9/L, 250", "2, wk, d, 14", "3.2, Gy, mGy, 3200", "1.5, mg/mmol, g/mol, 1.5",
    "1, [IU]/L, U/L, 1", "90, min, h, 1.5"
  })
  void unitOfTheSameQuantityIsConverted(BigDecimal value, String from, String to, BigDecimal is) {
    assertThat(Ucum.convert(value, from, to)).isEqualByComparingTo(is);
  }

  @Test
  void unknownUnitIsAFaultWithAHint() {
    assertThatThrownBy(() -> Ucum.convert(BigDecimal.ONE, "uCi", "MBq"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("FP-UNIT-001")
        .hasMessageContaining("1 uCi = 37 kBq");
    assertThatThrownBy(() -> Ucum.convert(BigDecimal.ONE, null, "MBq"))
        .hasMessageContaining("FP-UNIT-001");
  }

  @Test
  void unitOfAnotherQuantityIsAFault() {
    assertThatThrownBy(() -> Ucum.convert(BigDecimal.ONE, "GBq", "Gy"))
        .hasMessageContaining("FP-UNIT-002 The unit GBq cannot be converted to Gy.");
    assertThat(Ucum.convertible("mg/mmol", "mg/g")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2160-0, 88.4, umol/L, 1.0000",
    "718-7, 6.2, mmol/L, 9.991",
    "1975-2, 17.1, umol/L, 0.99977",
    "2857-1, 4, ug/L, 4",
    "13457-7, 2.6, mmol/L, 100.53"
  })
  void laboratoryValueIsBroughtToItsCanonicalUnit(
      String loinc, BigDecimal value, String unit, double canonical) {
    LabTest test = LabCatalog.standard().coded(loinc).orElseThrow();
    assertThat(test.toCanonical(value, unit).doubleValue()).isCloseTo(canonical, within(1e-3));
  }

  @Test
  void amountOfSubstanceWithoutAMolarMassIsRefused() {
    LabTest psa = LabCatalog.standard().coded(LabCatalog.PSA).orElseThrow();
    assertThat(psa.accepts("nmol/L")).isFalse();
    assertThatThrownBy(() -> psa.toCanonical(BigDecimal.ONE, "nmol/L"))
        .hasMessageContaining("FP-UNIT-002");
  }

  @Test
  void everyLaboratoryTestAcceptsItsOwnUnit() {
    for (LabTest test : LabCatalog.standard().all()) {
      assertThat(test.accepts(test.unit())).as(test.loinc()).isTrue();
      assertThat(test.plausibleMin()).isLessThan(test.plausibleMax());
    }
  }

  @Test
  void lutetiumDecaysByHalfInItsHalfLifeAndGrowsBackwards() {
    Radionuclide lutetium = Radionuclides.standard().named("Lu-177").orElseThrow();
    assertThat(lutetium.halfLife()).isEqualTo(Duration.ofMillis(574_300_800));
    assertThat(lutetium.decayFactor(lutetium.halfLife())).isCloseTo(0.5, within(1e-12));
    assertThat(lutetium.decay(new BigDecimal("7400"), Duration.ofHours(24)).doubleValue())
        .isCloseTo(7400 * Math.exp(-Math.log(2) * 24 / 159.528), within(1e-6));
    assertThat(lutetium.decayFactor(Duration.ofHours(-1))).isGreaterThan(1);
    assertThat(lutetium.therapeutic()).isTrue();
    assertThat(Radionuclides.standard().coded(Systems.SNOMED, "77004003").orElseThrow().name())
        .isEqualTo("F-18");
    assertThat(Radionuclides.standard().named("Xx-1")).isEmpty();
  }

  @Test
  void openSystemsTakeCodesByFormAndGiveNoTextAway() {
    CodeSet diagnosis = CodeSets.standard().find("diagnosis").orElseThrow();
    assertThat(diagnosis.contains(Systems.ICD10, "C79.5")).isTrue();
    assertThat(diagnosis.contains(Systems.ICD10, "Mario Rossi")).isFalse();
    assertThat(diagnosis.contains("http://example.org", "C61")).isFalse();
    assertThat(diagnosis.contains(null, null)).isFalse();
    assertThat(diagnosis.display(Systems.ICD10, "C61")).contains("Malignant neoplasm of prostate");
    assertThat(diagnosis.display(Systems.ICD10, "C79.5")).isEmpty();
  }

  @Test
  void noDisplayOfACodeSetLooksLikeASentenceOfAPerson() {
    for (CodeSet set : CodeSets.standard().all()) {
      set.listed()
          .values()
          .forEach(
              codes ->
                  codes.forEach(
                      (code, display) -> {
                        assertThat(code).as(set.name()).isNotBlank();
                        assertThat(display).as(set.name() + " " + code).isNotBlank();
                      }));
    }
  }

  @Test
  void costComponentsAreTheSixOfTheContract() {
    assertThat(CostComponent.coded("drug")).contains(CostComponent.DRUG);
    assertThat(CostComponent.coded("gold")).isEmpty();
    assertThat(java.util.Arrays.stream(CostComponent.values()).map(CostComponent::code))
        .containsExactly(
            "drug", "administration", "imaging", "hospital", "supportive", "laboratory");
  }

  @ParameterizedTest
  @CsvSource({
    "254900004, true",
    "16560241000119104, true",
    "254900005, false",
    "110105194912310021, false",
    "13912345678, false",
    "20481357, false",
    "123, false"
  })
  void anOpenSnomedCodeIsAConceptIdWithItsCheckDigit(String code, boolean taken) {
    assertThat(CodeSets.standard().find("diagnosis").orElseThrow().contains(Systems.SNOMED, code))
        .isEqualTo(taken);
  }
}
