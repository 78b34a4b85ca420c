package org.therafed.profiles.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;

class TerminologyTest {

  /** The micro sign (U+00B5) and the Greek mu (U+03BC), which look alike. */
  @ParameterizedTest
  @ValueSource(strings = {"uCi", "\u00b5Ci", "\u03bcCi"})
  void microcurieIsRefusedWithAHint(String unit) {
    assertThatThrownBy(() -> Ucum.convert(BigDecimal.ONE, unit, "MBq"))
        .hasMessageContaining("1 uCi = 37 kBq");
    assertThat(Ucum.isUnit(unit)).isFalse();
  }

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
      for (TherapyModule.Endpoint endpoint : module.endpoints()) {
        if (endpoint.parameters().get("terms") instanceof List<?> asked) {
          assertThat(asked)
              .as(module.id() + " " + endpoint.id())
              .allMatch(
                  term ->
                      terms
                          .named(term.toString())
                          .map(known -> terms.chinese(known.code()).isPresent())
                          .orElse(true));
        }
      }
    }
  }

  @Test
  void everyChineseNameBelongsToATerm() {
    CtcaeTerms terms = CtcaeTerms.standard();
    assertThat(TableResource.rows("ctcae-v5-zh.csv", 2))
        .hasSizeGreaterThanOrEqualTo(12)
        .allMatch(row -> terms.coded(row[0]).isPresent() && !row[1].isBlank());
  }

  /**
   * The National Cancer Institute's own file, CTCAE_v5.0_2017-11-27.xlsx: class, term and grades of
   * all 837 rows, a grade where its cell is neither empty nor a dash, sorted by term. The file
   * itself is not here, as it has MedDRA codes.
   */
  @Test
  void ctcaeTableIsThatOfTheNationalCancerInstitute() throws Exception {
    StringBuilder rows = new StringBuilder();
    CtcaeTerms.standard().all().stream()
        .sorted(Comparator.comparing(CtcaeTerm::term))
        .forEach(
            term ->
                rows.append(term.systemOrganClass())
                    .append('|')
                    .append(term.term())
                    .append('|')
                    .append(term.grades())
                    .append('\n'));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(rows.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("9d7e8b9d33a1a21c0ce16726e194072e1ed91e893043531a014fa946914b0445");
  }

  @Test
  void ctcaeTermsAreThoseOfTheReferenceFile() throws Exception {
    Path file =
        Path.of(System.getProperty("therafed.shared", "absent"), "standards/fhir/ctcae-v5.csv");
    Assumptions.assumeTrue(Files.exists(file), "the reference file is not on this machine");
    List<CtcaeTerm> reference = new ArrayList<>();
    for (List<String> row : rows(Files.readString(file))) {
      StringBuilder grades = new StringBuilder();
      for (int grade = 1; grade <= 5; grade++) {
        grades.append(row.get(2 + grade).isBlank() ? "" : grade);
      }
      reference.add(new CtcaeTerm(row.get(2), row.get(1), row.get(0), grades.toString()));
    }
    assertThat(reference).hasSize(838);
    // The header names all grades, and no term.
    assertThat(CtcaeTerms.standard().all())
        .containsExactlyInAnyOrderElementsOf(reference.subList(1, 838));
  }

  /** All cells of a file of CSV; a quoted cell may hold commas, quotes and line ends. */
  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString().strip());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    return rows;
  }

  @Test
  void ctcaeDefinesSomeGradesOnlyForATerm() {
    CtcaeTerms terms = CtcaeTerms.standard();
    CtcaeTerm alopecia = terms.named("Alopecia").orElseThrow();
    assertThat(alopecia.shownGrades()).isEqualTo("1, 2");
    assertThat(alopecia.hasGrade(2)).isTrue();
    assertThat(alopecia.hasGrade(5)).isFalse();
    assertThat(terms.all().stream().mapToInt(term -> term.grades().length()).sum())
        .isEqualTo(5 * 837 - 1000);
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
    assertThatThrownBy(() -> Ucum.convert(BigDecimal.ONE, "ZhangSan19630330", "MBq"))
        .hasMessageContaining("a text of 16 characters")
        .hasMessageNotContaining("Zhang");
  }

  @Test
  void unitOfAnotherQuantityIsAFault() {
    assertThatThrownBy(() -> Ucum.convert(BigDecimal.ONE, "GBq", "Gy"))
        .hasMessageContaining("FP-UNIT-002 The unit GBq cannot be converted to Gy.");
    assertThat(Ucum.convertible("mg/mmol", "mg/g")).isFalse();
  }

  /** The library, asked for each unit of the table, gives a factor, and none is a guess. */
  @Test
  void everyUnitConvertsToEveryOtherOfItsQuantityAndBack() {
    int pairs = 0;
    for (String from : Ucum.known()) {
      for (String to : Ucum.known()) {
        if (Ucum.convertible(from, to)) {
          pairs++;
          BigDecimal there = Ucum.convert(new BigDecimal("7.4"), from, to);
          assertThat(Ucum.convert(there, to, from).doubleValue())
              .as(from + " " + to)
              .isCloseTo(7.4, within(1e-12));
        }
      }
    }
    assertThat(pairs).isGreaterThan(400);
    for (String unit : Ucum.known()) {
      assertThat(UcumLibrary.isUnit(unit)).as(unit).isTrue();
    }
  }

  @Test
  void anActivityHasUnitAndReferenceTime() {
    OffsetDateTime noon = OffsetDateTime.parse("2025-02-17T12:00:00+08:00");
    Radionuclide lutetium = Radionuclides.standard().named("Lu-177").orElseThrow();
    Activity measured = Activity.of(new BigDecimal("7.4"), "GBq", noon);
    assertThat(measured.megabecquerel()).isEqualByComparingTo("7400");
    Activity later = measured.decayedTo(noon.plus(lutetium.halfLife()), lutetium);
    assertThat(later.megabecquerel().doubleValue()).isCloseTo(3700, within(1e-6));
    assertThat(measured.less(later, lutetium).orElseThrow().megabecquerel().doubleValue())
        .isCloseTo(0, within(1e-6));
    assertThatThrownBy(() -> Activity.of(BigDecimal.ONE, "uCi", noon))
        .hasMessageContaining("FP-UNIT-001")
        .hasMessageContaining("1 uCi = 37 kBq");
    Radionuclide fluorine = Radionuclides.standard().named("F-18").orElseThrow();
    assertThat(measured.decayedTo(noon.minusYears(70), fluorine).megabecquerel())
        .as("dates that do not belong together give a number, if no sensible one")
        .isGreaterThan(measured.megabecquerel());
    assertThat(measured.decayedTo(noon.plusYears(70), fluorine).megabecquerel())
        .isEqualByComparingTo("0");
    assertThatThrownBy(() -> Activity.of(BigDecimal.ONE, "Gy", noon))
        .hasMessageContaining("FP-UNIT-002");
    assertThatThrownBy(() -> new Activity(BigDecimal.ONE, null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void anActivityIsNeverBelowZero() {
    OffsetDateTime noon = OffsetDateTime.parse("2025-02-17T12:00:00+08:00");
    Radionuclide lutetium = Radionuclides.standard().named("Lu-177").orElseThrow();
    assertThatThrownBy(() -> Activity.of(new BigDecimal("-1"), "GBq", noon))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("FP-UNIT-003");
    assertThatThrownBy(() -> new Activity(new BigDecimal("-0.001"), noon))
        .hasMessageContaining("FP-UNIT-003");
    // A vial without a residual holds none; more than there was cannot be taken.
    Activity none = Activity.of(BigDecimal.ZERO, "MBq", noon);
    Activity some = Activity.of(BigDecimal.ONE, "MBq", noon);
    assertThat(some.less(none, lutetium).orElseThrow().megabecquerel()).isEqualByComparingTo("1");
    assertThat(some.less(some, lutetium).orElseThrow().megabecquerel()).isEqualByComparingTo("0");
    assertThat(some.less(Activity.of(new BigDecimal("1.1"), "MBq", noon), lutetium)).isEmpty();
  }

  /** Pairs of ngsp.org's table: IFCC mmol/mol, NGSP percent to one place. */
  @ParameterizedTest
  @CsvSource({"31, 5.0", "42, 6.0", "48, 6.5", "53, 7.0", "64, 8.0", "75, 9.0", "86, 10.0"})
  void glycatedHaemoglobinFollowsTheMasterEquation(BigDecimal ifcc, double ngsp) {
    LabTest test = LabCatalog.standard().coded("4548-4").orElseThrow();
    BigDecimal percent = test.toCanonical(ifcc, "mmol/mol");
    assertThat(percent.doubleValue()).isCloseTo(ngsp, within(0.05));
    assertThat(test.fromCanonical(percent, "mmol/mol")).isEqualByComparingTo(ifcc);
    LabTest fetal = LabCatalog.standard().coded("4576-5").orElseThrow();
    assertThat(fetal.accepts("mmol/mol")).isFalse();
  }

  @Test
  void anAtcCodeSaysOneProductOfTheRegistry() {
    CodeSet products = CodeSets.standard().find("product").orElseThrow();
    assertThat(AtcCodes.standard().names()).hasSizeGreaterThan(25);
    for (String code : AtcCodes.standard().names().keySet()) {
      assertThat(products.display(Systems.ATC, code)).isPresent();
      assertThat(Products.standard().coded(Systems.ATC, code)).as(code).isPresent();
    }
    assertThat(Products.standard().coded(Systems.ATC, "V10XX05")).isPresent();
    assertThat(Products.standard().coded(Systems.PRODUCT, "V10XX05")).isEmpty();
  }

  @Test
  void everyLoincCodeOfTheCatalogueHasItsCheckDigit() {
    assertThat(LabCatalog.standard().all())
        .filteredOn(test -> !test.local())
        .allMatch(test -> LoincCode.isValid(test.loinc()));
    assertThat(LoincCode.isValid("2857-2")).isFalse();
    assertThat(LoincCode.isValid("b-cells")).isFalse();
  }

  @Test
  void aProcedureIsToldBySeveralCodeSystems() {
    ProcedureKinds kinds = ProcedureKinds.standard();
    assertThat(kinds.kindOf(Systems.SNOMED, "302497006")).contains("dialysis");
    assertThat(kinds.kindOf(Systems.ICD9_PROCEDURES, "39.95")).contains("dialysis");
    assertThat(kinds.kindOf(Systems.PROCEDURE_KIND, "dialysis")).contains("dialysis");
    assertThat(kinds.kindOf(Systems.SNOMED, "39.95")).isEmpty();
    assertThat(kinds.all())
        .filteredOn(row -> row.coding().system().equals(Systems.SNOMED))
        .allMatch(row -> SnomedId.isConcept(row.coding().code()));
  }

  @ParameterizedTest
  @CsvSource({
    "36.1000x001, coronary-revascularisation",
    "36.1500, coronary-revascularisation",
    "36.19, coronary-revascularisation",
    "00.6600x008, coronary-revascularisation",
    "36.0700x004, coronary-revascularisation",
    "17.5500, coronary-revascularisation",
    "39.9500x007, dialysis",
    "54.9801, dialysis",
    "55.6901, kidney-transplant",
    "50.5900x001, liver-transplant",
    "41.0500x001, stem-cell-transplant",
    // Thrombolysis, an implant into the muscle, a transplant of the own kidney, a category, no code
    // of an edition.
    "36.0400, ",
    "36.2x00, ",
    "55.6100, ",
    "36.1, ",
    "36.100, ",
    "36.1000x01, ",
    "36.1000y001, ",
    "136.1000x001, "
  })
  void aChineseProcedureCodeSaysTheKindOfItsFirstFourDigits(String code, String kind) {
    CodeSet procedures = CodeSets.standard().find("procedure").orElseThrow();
    for (String system :
        List.of(
            Systems.ICD9_PROCEDURES,
            "https://therafed.org/fhir/sid/icd-9-cm-3-cn",
            "https://therafed.org/fhir/sid/icd-9-cm-3-cn-insurance")) {
      assertThat(ProcedureKinds.standard().kindOf(system, code))
          .isEqualTo(Optional.ofNullable(kind));
      assertThat(procedures.contains(system, code)).isEqualTo(kind != null);
    }
    assertThat(procedures.contains(Systems.SNOMED, code)).isFalse();
  }

  @Test
  void everyCodeOfTheTableSaysItsKindAndBelongsToTheSet() {
    CodeSet procedures = CodeSets.standard().find("procedure").orElseThrow();
    for (ProcedureKinds.Row row : ProcedureKinds.standard().all()) {
      Coding coding = row.coding();
      assertThat(ProcedureKinds.standard().kindOf(coding.system(), coding.code()))
          .contains(row.kind());
      assertThat(procedures.contains(coding.system(), coding.code())).isTrue();
    }
  }

  @Test
  void aChineseDiagnosisHasSixPlacesAndAnExtension() {
    CodeSet diagnosis = CodeSets.standard().find("diagnosis").orElseThrow();
    for (String edition : List.of("icd-10-cn", "icd-10-cn-insurance")) {
      String system = Systems.BASE + "/sid/" + edition;
      assertThat(diagnosis.contains(system, "C61.x00x001")).isTrue();
      assertThat(diagnosis.contains(system, "E11.900")).isTrue();
      assertThat(diagnosis.contains(system, "C61.x00x0012")).isFalse();
    }
  }

  @Test
  void tumoursAreToldByTopographyAndMorphologyOfIcdO3() {
    String icdo3 = "http://terminology.hl7.org/CodeSystem/icd-o-3";
    assertThat(CodeSets.standard().find("body-site").orElseThrow().display(icdo3, "C61.9"))
        .contains("Prostate gland");
    CodeSet morphology = CodeSets.standard().find("morphology").orElseThrow();
    assertThat(morphology.contains(icdo3, "8140/3")).isTrue();
    assertThat(morphology.contains(icdo3, "C61.9")).isFalse();
    assertThat(
            CodeSets.standard()
                .find("diagnosis")
                .orElseThrow()
                .contains("https://therafed.org/fhir/sid/icd-10-cn-insurance", "C61.x00"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2160-0, 88.4, umol/L, 1.0000",
    "718-7, 6.2, mmol/L, 9.991",
    "1975-2, 17.1, umol/L, 0.99977",
    "2857-1, 4, ug/L, 4",
    "13457-7, 2.6, mmol/L, 100.53",
    "1742-6, 0.67, ukat/L, 40.2",
    "2532-0, 4200, nkat/l, 252"
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

  /** 1 U is 1 umol/min and 1 kat 1 mol/s; an [IU] is what a reference preparation makes it. */
  @Test
  void katalConvertsToTheUnitsOfAnEnzymeAndToNoInternationalUnit() {
    LabTest alt = LabCatalog.standard().coded("1742-6").orElseThrow();
    assertThat(alt.fromCanonical(new BigDecimal("60"), "ukat/L")).isEqualByComparingTo("1");
    assertThat(alt.accepts("umol/L")).isFalse();
    LabTest thyrotropin = LabCatalog.standard().coded("3016-3").orElseThrow();
    assertThat(thyrotropin.accepts("ukat/L")).isFalse();
    assertThatThrownBy(() -> thyrotropin.toCanonical(BigDecimal.ONE, "ukat/L"))
        .hasMessageContaining("FP-UNIT-002");
    LabTest own = new LabTest("x.a", "A", "[IU]/mL", BigDecimal.ZERO, BigDecimal.TEN, null);
    assertThat(own.accepts("ukat/L")).isFalse();
    assertThat(own.accepts("umol/min/L")).isFalse();
    assertThat(own.accepts("k[IU]/L")).isTrue();
    LabTest enzyme = new LabTest("x.b", "B", "U/L", BigDecimal.ZERO, BigDecimal.TEN, null);
    assertThat(enzyme.toCanonical(BigDecimal.ONE, "ukat/L")).isEqualByComparingTo("60");
    assertThat(enzyme.toCanonical(BigDecimal.ONE, "kat/L")).isEqualByComparingTo("60000000");
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
            "drug",
            "administration",
            "imaging",
            "hospital",
            "supportive",
            "laboratory",
            "replacement");
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

  /** KDIGO 2012: 30 mg/g is about 3 mg/mmol, 300 mg/g about 30 mg/mmol. */
  @Test
  void albuminCreatinineRatioPerAmountOfCreatinineConvertsByItsMolarMass() {
    LabTest ratio = LabCatalog.standard().coded("9318-7").orElseThrow();
    assertThat(ratio.accepts("mg/mmol")).isTrue();
    assertThat(ratio.toCanonical(new BigDecimal("3.39"), "mg/mmol"))
        .isCloseTo(new BigDecimal("29.97"), within(new BigDecimal("0.01")));
    assertThat(ratio.fromCanonical(new BigDecimal("300"), "mg/mmol"))
        .isCloseTo(new BigDecimal("33.94"), within(new BigDecimal("0.01")));
    assertThat(ratio.toCanonical(new BigDecimal("3.39"), "g/mol"))
        .isEqualByComparingTo(ratio.toCanonical(new BigDecimal("3.39"), "mg/mmol"));
  }

  @Test
  void aRatioPerAmountWithoutAMolarMassIsAnErrorAndNoGuess() {
    LabTest ratio = new LabTest("x.ratio", "Ratio", "mg/g", BigDecimal.ZERO, BigDecimal.TEN, null);
    assertThat(ratio.accepts("mg/mmol")).isFalse();
    assertThatThrownBy(() -> ratio.toCanonical(BigDecimal.ONE, "mg/mmol"))
        .hasMessageContaining("FP-UNIT-002");
    LabTest acr = LabCatalog.standard().coded("9318-7").orElseThrow();
    assertThatThrownBy(() -> acr.toCanonical(BigDecimal.ONE, "mg/L"))
        .hasMessageContaining("FP-UNIT-002");
  }
}
