package org.therafed.profiles.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleCatalog;

/** A course beside the therapy module that it names. */
class PlanFindingsTest {

  private static final Coherence COHERENCE = new Coherence(ModuleCatalog.standard());
  private static final String COURSE = "Procedure/c1";
  private static final String MODULES = "https://therafed.org/fhir/PlanDefinition/";

  private final List<JsonNode> records = new ArrayList<>();
  private final ObjectNode course = course();

  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/sid/icd-10, C61, 0",
    "http://hl7.org/fhir/sid/icd-10, E11, 1",
    "http://hl7.org/fhir/sid/icd-10-cm, C61, 0",
    "https://therafed.org/fhir/sid/icd-10-cn, C61.x00, 0",
    "https://therafed.org/fhir/sid/icd-10-cn-insurance, E11.900, 1",
    "http://snomed.info/sct, 254900004, 0",
    "http://snomed.info/sct, 44054006, 1"
  })
  void diabetesIsNoIndicationOfAProstateCourse(String system, String code, int found) {
    indication(system, code);
    assertThat(found())
        .hasSize(found)
        .allMatch(
            text -> text.equals("FP-FIND-013 Procedure.reasonReference Procedure/c1 Condition/i1"));
  }

  @Test
  void indicationIsJudgedWhenItComesAndAgainWhenItIsCorrected() {
    assertThat(found()).isEmpty();
    ObjectNode diabetes = indication("http://hl7.org/fhir/sid/icd-10", "E11");
    assertThat(found()).hasSize(1);
    Finding finding = COHERENCE.findings(records).get(0);
    assertThat(finding.message())
        .isEqualTo(
            "The course's indication is none of its therapy module rlt-psma (C61, 254900004)"
                + " (Procedure.reasonReference, Condition.code).");
    assertThat(finding.messageZh()).startsWith("疗程的适应症不属于其治疗模块 rlt-psma (C61, 254900004)（");
    // One of two is enough.
    course.withArray("reasonReference").addObject().put("reference", "Condition/i2");
    assertThat(found()).isEmpty();
    indication("http://hl7.org/fhir/sid/icd-10", "C61").put("id", "i2");
    assertThat(found()).isEmpty();
    records.remove(records.size() - 1);
    course.withArray("reasonReference").remove(1);
    ((ObjectNode) diabetes.at("/code/coding/0")).put("code", "C61");
    assertThat(found()).isEmpty();
  }

  @Test
  void codeInASystemOfWhichTheModuleNamesNoneIsNotJudged() {
    module("adc-b7h3");
    modality("adc");
    indication("http://snomed.info/sct", "44054006");
    assertThat(found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rlt-psma, car-t, 1",
    "rlt-psma, radioligand, 0",
    "rlt-psma, standard-care, 0",
    "cart-lbcl, car-t, 0",
    "cart-lbcl, small-molecule, 1",
    "gene-edit-thalassaemia, gene-edited-cells, 0",
    "hepatocytes-lymph-node, cells, 0",
    "hepatocytes-lymph-node, radioligand, 1",
    "cardiometabolic, peptide, 0",
    "cardiometabolic, small-molecule, 0",
    "ckd, small-molecule, 0",
    "adc-her2, adc, 0",
    "adc-her2, radioligand, 1"
  })
  void modalityIsThatOfTheModule(String module, String modality, int found) {
    module(module);
    modality(modality);
    assertThat(found())
        .hasSize(found)
        .allMatch(text -> text.equals("FP-FIND-014 Procedure.code Procedure/c1"));
  }

  @Test
  void radiopharmaceuticalBySnomedIsAModalityToo() {
    module("ckd");
    assertThat(found()).containsExactly("FP-FIND-014 Procedure.code Procedure/c1");
  }

  @Test
  void radioligandInACourseOfKidneyDiseaseIsFoundUntilTheCourseIsCorrected() {
    module("ckd");
    modality("small-molecule");
    cycle("k1", 1, "2025-02-17");
    administration("a1", "7.4", "GBq");
    assertThat(found())
        .containsExactly(
            "FP-FIND-015 MedicationAdministration.extension[0].valueCodeableConcept MedicationAdministration/a1 Procedure/c1");
    assertThat(COHERENCE.findings(records).get(0).messageZh()).contains("ckd");
    modality("standard-care");
    assertThat(found()).isEmpty();
    modality("radioligand");
    module("rlt-psma");
    assertThat(found()).isEmpty();
  }

  @Test
  void bridgingBeforeAnInfusionMayBeAnyProduct() {
    module("cart-lbcl");
    modality("car-t");
    ObjectNode coding = (ObjectNode) cycle("k1", 1, "2025-02-17").at("/code/coding/0");
    coding.put("system", "https://therafed.org/fhir/CodeSystem/cycle-stage");
    coding.put("code", "bridging");
    administration("a1", "7.4", "GBq");
    assertThat(found()).isEmpty();
    coding.put("code", "infusion");
    assertThat(found()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "7.4, GBq, 0",
    "6.66, GBq, 0",
    "8140, MBq, 0",
    "6.65, GBq, 1",
    "8.15, GBq, 1",
    "3700, MBq, 1"
  })
  void activityIsHeldAgainstThePlanWithItsTolerance(String value, String unit, int found) {
    cycle("k1", 1, "2025-02-17");
    administration("a1", value, unit);
    assertThat(found())
        .hasSize(found)
        .allMatch(
            text ->
                text.equals(
                    "FP-FIND-017 MedicationAdministration.dosage.dose MedicationAdministration/a1 Procedure/c1"));
    assertThat(COHERENCE.findings(records))
        .allMatch(finding -> finding.message().contains("6660–8140 MBq"))
        .allMatch(finding -> finding.messageZh().contains("6660–8140 MBq"));
  }

  @ParameterizedTest
  @CsvSource({"5.4, 0", "4.4, 0", "3.0, 0", "6.4, 0", "7.2, 1", "1.0, 1"})
  void levelOfAConjugateMayBeAReducedOne(String value, int found) {
    module("adc-her2");
    modality("adc");
    cycle("k1", 1, "2025-02-17");
    ObjectNode given = administration("a1", value, "mg/kg");
    ObjectNode product = (ObjectNode) given.at("/extension/0/valueCodeableConcept/coding/0");
    product.put("code", "trastuzumab-deruxtecan");
    assertThat(found()).hasSize(found).allMatch(text -> text.startsWith("FP-FIND-017"));
  }

  /** 6.4 mg/kg is the dose of gastric cancer, 5.4 that of the others; 4.4 is a level of both. */
  @ParameterizedTest
  @CsvSource({
    "C16.9, 6.4, 0",
    "C16.9, 4.4, 0",
    "C16.9, 3.2, 1",
    "C50.9, 5.4, 0",
    "C50.9, 3.2, 0",
    "C50.9, 6.4, 1",
    // No row is for it, so that any row will do.
    "C61, 6.4, 0"
  })
  void doseIsHeldAgainstTheRowOfTheDiagnosis(String diagnosis, String value, int found) {
    module("adc-her2");
    modality("adc");
    cycle("k1", 1, "2025-02-17");
    ObjectNode given = given("trastuzumab-deruxtecan", value, 0);
    given.withObject("/dosage/dose").put("unit", "mg/kg").put("code", "mg/kg");
    indication("http://hl7.org/fhir/sid/icd-10", diagnosis);
    assertThat(COHERENCE.findings(records))
        .filteredOn(finding -> finding.code().equals("FP-FIND-017"))
        .hasSize(found);
    // With two diagnoses the dose may be that of either.
    course.withArray("reasonReference").addObject().put("reference", "Condition/i2");
    indication("http://hl7.org/fhir/sid/icd-10", "C16").put("id", "i2");
    assertThat(COHERENCE.findings(records))
        .filteredOn(finding -> finding.code().equals("FP-FIND-017"))
        .hasSize(value.equals("3.2") && diagnosis.startsWith("C16") ? 1 : 0);
  }

  @Test
  void secondTherapeuticDoseOfACycleIsFoundUntilItIsTakenBack() {
    cycle("k1", 1, "2025-02-17");
    administration("a1", "7.4", "GBq");
    ObjectNode second = administration("a2", "7.4", "GBq");
    assertThat(found())
        .containsExactly(
            "FP-FIND-033 MedicationAdministration.dosage.dose MedicationAdministration/a1 MedicationAdministration/a2 Procedure/c1");
    Finding finding = COHERENCE.findings(records).get(0);
    assertThat(finding.message()).startsWith("Cycle 1 of one course has more therapeutic doses");
    assertThat(finding.messageZh()).startsWith("同一疗程的第 1 周期的治疗性给药次数超过");
    // Stopped and begun again, or not given, or of a course that is held to no plan.
    for (String status : List.of("stopped", "not-done", "entered-in-error")) {
      second.put("status", status);
      assertThat(found()).as(status).isEmpty();
    }
    second.put("status", "completed");
    assertThat(found()).hasSize(1);
    modality("standard-care");
    assertThat(found()).isEmpty();
  }

  /** Two records of one cycle number, as of two hospitals, are one cycle with two doses. */
  @Test
  void dosesOfOneCycleNumberAreCountedTogether() {
    cycle("k1", 1, "2025-02-17");
    cycle("k2", 1, "2025-02-18");
    administration("a1", "7.4", "GBq");
    administration("a2", "7.4", "GBq")
        .withArray("partOf")
        .removeAll()
        .addObject()
        .put("reference", "Procedure/k2");
    assertThat(found())
        .anyMatch(text -> text.startsWith("FP-FIND-033 "))
        .anyMatch(text -> text.startsWith("FP-FIND-002 "));
  }

  @ParameterizedTest
  @CsvSource({
    // Days 1 and 8 of a cycle.
    "adc-trop2, adc, sacituzumab-govitecan, 10 mg/kg, 2, 0",
    "adc-trop2, adc, sacituzumab-govitecan, 10 mg/kg, 3, 1",
    "adc-trop2, adc, datopotamab-deruxtecan, 6 mg/kg, 2, 1",
    // Split doses, as the module declares them.
    "cart-b-all, car-t, obecabtagene-autoleucel, 100 10*6, 2, 0",
    "cart-b-all, car-t, obecabtagene-autoleucel, 100 10*6, 3, 1",
    "cart-b-all, car-t, tisagenlecleucel, 100 10*6, 2, 1",
    "cart-lbcl, car-t, lisocabtagene-maraleucel, 50 10*6, 2, 0",
    // Tablets of a cycle are not counted.
    "ckd, small-molecule, dapagliflozin, 10 mg, 5, 0",
    "y90-microspheres, radioligand, 90Y-glass-microspheres, 2.8 GBq, 2, 1"
  })
  void cycleHasAsManyDosesAsTheModulePlans(
      String module, String modality, String product, String dose, int times, int found) {
    module(module);
    modality(modality);
    cycle("k1", 1, "2025-02-17");
    String[] amount = dose.split(" ", -1);
    for (int i = 0; i < times; i++) {
      ObjectNode given = given(product, amount[0], i);
      given.withArray("partOf").removeAll().addObject().put("reference", "Procedure/k1");
      given.withObject("/dosage/dose").put("unit", amount[1]).put("code", amount[1]);
    }
    assertThat(found()).hasSize(found).allMatch(text -> text.startsWith("FP-FIND-033 "));
  }

  /** FELIX: 10 then 400, or 100 then 310 x 10^6 cells by the blasts in the marrow. */
  @ParameterizedTest
  @CsvSource({"10, 400, 0", "100, 310, 0", "9, 401, 1", "100, 411, 1"})
  void cellsMayBeGivenInTwoSplitDoses(String first, String second, int found) {
    module("cart-b-all");
    modality("car-t");
    for (ObjectNode given :
        List.of(
            given("obecabtagene-autoleucel", first, 0),
            given("obecabtagene-autoleucel", second, 10))) {
      given.withObject("/dosage/dose").put("unit", "10*6").put("code", "10*6");
    }
    assertThat(found()).hasSize(found).allMatch(text -> text.startsWith("FP-FIND-017"));
  }

  /**
   * Semaglutide each week: 0.25, 0.5, 1 and 1.7 mg for 28 days each, then 2.4 mg, or 2 mg after 1
   * mg.
   */
  @ParameterizedTest
  @CsvSource({
    "0.25 0.5@28, ''",
    "0.25 0.5@28 1@56 1.7@84 2.4@112, ''",
    // Back a step, and on again.
    "0.25 0.5@28 0.25@35 0.5@63, ''",
    // Two days early is another day of the week, seven are a dose left out.
    "0.25 0.5@26, ''",
    "0.25 0.5@22, ''",
    "0.25 0.5@21, '0.5 mg after 28 days'",
    "0.25 1@28, '1 mg after 56 days'",
    "0.25 1@56, ''",
    // Each step is told once, the later ones too.
    "0.25 1@28 1@35 2.4@70, '1 mg after 56 days; 2.4 mg after 112 days'",
    // Who comes with a treatment under way is taken as he is.
    "1.7 2.4@28, ''",
    "1.7 2.4@14, '2.4 mg after 28 days'",
    // No step of the plan at all.
    "0.25 0.75@28, '0.25 mg / 0.5 mg / 1 mg / 1.7 mg / 2.4 mg / 2 mg'",
    // The label against diabetes goes from 1 to 2 mg; from one label to the other too.
    "0.25 0.5@28 1@56 2@84, ''",
    "0.25 0.5@28 1@56 2@77, '2 mg after 84 days'",
    "0.25 0.5@28 1@56 2@84 2.4@112, ''"
  })
  void stepOfATitrationHasItsTime(String doses, String planned) {
    module("cardiometabolic");
    modality("peptide");
    for (String dose : doses.split(" ", -1)) {
      String[] amountAndDay = dose.split("@", -1);
      int day = amountAndDay.length > 1 ? Integer.parseInt(amountAndDay[1]) : 0;
      given("semaglutide-sc", amountAndDay[0], day);
    }
    assertPlan(planned);
  }

  @Test
  void stepBeforeItsTimeIsFoundAtItsDayInBothLanguages() {
    module("cardiometabolic");
    modality("peptide");
    given("semaglutide-sc", "0.25", 0);
    ObjectNode early = given("semaglutide-sc", "0.5", 14);
    assertThat(found())
        .containsExactly(
            "FP-FIND-017 MedicationAdministration.effectiveDateTime MedicationAdministration/g14 Procedure/c1");
    assertThat(COHERENCE.findings(records).get(0).messageZh()).contains("28 天后为 0.5 mg");
    early.put("effectiveDateTime", "2025-03-17T10:00:00+08:00");
    assertThat(found()).isEmpty();
    early.put("effectiveDateTime", "2025-03-03T10:00:00+08:00");
    modality("standard-care");
    assertThat(found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gepotidacin, 1500, ''",
    "nitrofurantoin, 50, ''",
    "nitrofurantoin, 100, ''",
    "nitrofurantoin, 200, 100 mg / 50 mg",
    "pivmecillinam, 185, ''",
    "pivmecillinam, 400, ''",
    "gepotidacin, 750, 1500 mg",
    "gepotidacin, 3000, 1500 mg",
    "fosfomycin, 3000, ''",
    "fosfomycin, 1500, 3000 mg"
  })
  void fixedDoseIsThatOfThePlan(String product, String amount, String planned) {
    module("uti-antibacterial");
    modality("small-molecule");
    given(product, amount, 0);
    assertPlan(planned);
  }

  /** Gepotidacin for 5 days: an evening's start ends on the sixth. */
  @ParameterizedTest
  @CsvSource({"5, ''", "6, 1500 mg for 5 days", "30, 1500 mg for 5 days"})
  void fixedDoseEndsWithItsDays(int day, String planned) {
    module("uti-antibacterial");
    modality("small-molecule");
    given("gepotidacin", "1500", 0);
    given("gepotidacin", "1500", day);
    given("gepotidacin", "1500", day + 1).put("status", "not-done");
    assertPlan(planned);
  }

  /** Nitrofurantoin 100 mg for 5 days by the trials, 7 by the label: the longest counts. */
  @ParameterizedTest
  @CsvSource({"100, 7, ''", "100, 8, 100 mg for 7 days", "50, 8, 50 mg for 7 days"})
  void longestPlanOfAnAmountBoundsItsDays(String amount, int day, String planned) {
    module("uti-antibacterial");
    modality("small-molecule");
    given("nitrofurantoin", amount, 0);
    given("nitrofurantoin", amount, day);
    assertPlan(planned);
  }

  @ParameterizedTest
  @CsvSource({
    "cardiometabolic, empagliflozin, 10, ''",
    "cardiometabolic, empagliflozin, 25, ''",
    "cardiometabolic, empagliflozin, 50, 10 mg / 25 mg",
    "cardiometabolic, dapagliflozin, 5, ''",
    "cardiometabolic, semaglutide-oral, 7, ''",
    "cardiometabolic, semaglutide-oral, 2.4, 3 mg / 7 mg / 14 mg",
    "ckd, empagliflozin, 25, ''",
    "ckd, losartan, 25, ''",
    "ckd, losartan, 150, 25 mg / 50 mg / 100 mg",
    "hepatocytes-lymph-node, tacrolimus, 0.5, ''",
    "hepatocytes-lymph-node, tacrolimus, 7, ''",
    "hepatocytes-lymph-node, tacrolimus, 15.5, 0.2–15 mg",
    "hepatocytes-lymph-node, tacrolimus, 0.1, 0.2–15 mg"
  })
  void doseMayBeAnyThatALabelGives(String module, String product, String amount, String planned) {
    module(module);
    modality(module.startsWith("hepato") ? "cells" : "small-molecule");
    if (product.startsWith("semaglutide")) {
      modality("peptide");
    }
    given(product, amount, 0);
    assertPlan(planned);
  }

  /** Losartan 25 mg is a start beside the steps of the trial, whose time stays. */
  @Test
  void stepsKeepTheirTimeBesideAFixedStart() {
    module("ckd");
    modality("small-molecule");
    given("losartan", "25", 0);
    given("losartan", "50", 7);
    given("losartan", "100", 14);
    assertPlan("100 mg after 28 days");
  }

  @ParameterizedTest
  @CsvSource({
    "rlt-psma-tb161, 161Tb-PSMA-IT, 5400, ''",
    "rlt-psma-tb161, 161Tb-PSMA-IT, 7000, ''",
    "rlt-psma-tb161, 161Tb-PSMA-IT, 5300, 6660–8140 MBq / 5394–7006 MBq",
    "rlt-fap, 177Lu-FAP-2286, 3700, ''",
    "rlt-fap, 177Lu-FAP-2286, 9250, ''",
    "rlt-psma, 177Lu-PSMA-617, 5900, ''",
    "i131-thyroid, 131I-iodide, 7400, ''"
  })
  void activityMayBeAnyLevelOfTheTrial(
      String module, String product, String amount, String planned) {
    module(module);
    ObjectNode given = given(product, amount, 0);
    given.withObject("/dosage/dose").put("unit", "MBq").put("code", "MBq");
    assertPlan(planned);
  }

  @ParameterizedTest
  @CsvSource({
    "adc-her2, C67.9, 0",
    "adc-her2, C65, 0",
    "adc-her2, C54.1, 0",
    "adc-her2, C61, 1",
    "cart-lbcl, C82.4, 0",
    "cart-lbcl, C82.1, 1",
    "cart-autoimmune, M33.2, 0",
    "ckd, E11.2, 0",
    "ckd, E11.3, 1",
    "rlt-sstr-dotatate, C20, 0",
    "adc-egfr-her3, C15.4, 0",
    "cart-gcc, C19, 0"
  })
  void indicationsOfAModuleAreThoseOfItsLabels(String module, String code, int found) {
    module(module);
    course.remove("code");
    indication("http://hl7.org/fhir/sid/icd-10", code);
    assertThat(found()).hasSize(found).allMatch(text -> text.startsWith("FP-FIND-013"));
  }

  @Test
  void neuroendocrineTumourIsKnownByItsAmericanCode() {
    module("rlt-sstr-dotatate");
    indication("http://hl7.org/fhir/sid/icd-10-cm", "C7A.012");
    assertThat(found()).isEmpty();
  }

  /** What goes on as long as needed has no last day. */
  @Test
  void fixedDoseWithoutAnEndGoesOn() {
    module("ckd");
    modality("small-molecule");
    given("dapagliflozin", "10", 0);
    given("dapagliflozin", "10", 700);
    assertThat(found()).isEmpty();
  }

  /** 205 Gy or more to the lesion; the liver itself is an organ at risk of the module. */
  @ParameterizedTest
  @CsvSource({
    "target, 10200004, 204.9, Gy, 128533, 1",
    "target, 10200004, 205, Gy, 128533, 0",
    "target, 10200004, 205000, mGy, 128533, 0",
    "target, 10200004, 180000, mGy, 128533, 1",
    "'', 10200004, 100, Gy, 128533, 1",
    "non-target, 10200004, 100, Gy, 128533, 0",
    "target, 39607008, 100, Gy, 128533, 0",
    // Only the mean is planned.
    "target, 10200004, 100, Gy, 128532, 0",
    "organ, 10200004, 38, Gy, 128533, 0"
  })
  void absorbedDoseOfTheTargetIsHeldAgainstThePlan(
      String role, String organ, String value, String unit, String code, int found) {
    module("y90-microspheres");
    cycle("k1", 1, "2025-02-17");
    given("90Y-glass-microspheres", "2.8", 0)
        .putArray("partOf")
        .addObject()
        .put("reference", "Procedure/k1");
    ObjectNode lesion = record("atr-lesion", "l1");
    lesion
        .putObject("location")
        .putArray("coding")
        .addObject()
        .put("system", "http://snomed.info/sct")
        .put("code", organ);
    ObjectNode extension = lesion.putArray("extension").addObject();
    extension.put("url", "https://therafed.org/fhir/StructureDefinition/lesion-role");
    extension.put("valueCode", role);
    ObjectNode dose = record("atr-absorbed-dose", "d1");
    dose.putArray("partOf").addObject().put("reference", "Procedure/k1");
    ((ObjectNode) dose.at("/code/coding/0")).put("code", code);
    dose.putObject("valueQuantity").put("value", new BigDecimal(value)).put("code", unit);
    dose.remove(List.of("focus", "bodySite"));
    if (role.equals("organ")) {
      dose.set("bodySite", lesion.get("location"));
    } else {
      dose.putArray("focus").addObject().put("reference", "BodyStructure/l1");
    }
    assertThat(found())
        .hasSize(found)
        .allMatch(
            text ->
                text.equals(
                    "FP-FIND-017 Observation.valueQuantity Observation/d1 MedicationAdministration/g0 Procedure/c1"));
    assertThat(COHERENCE.findings(records)).allMatch(f -> plan(f).equals("≥ 205 Gy"));
  }

  @Test
  void twoCyclesOnOneDayAreFoundUntilOneIsCorrected() {
    cycle("k1", 1, "2025-02-17");
    ObjectNode second = cycle("k2", 2, "2025-02-17");
    assertThat(found())
        .containsExactly("FP-FIND-016 Procedure.performedDateTime Procedure/k2 Procedure/k1");
    assertThat(COHERENCE.findings(records).get(0).message())
        .startsWith("Cycles 1 and 2 of one course began on the same day (");
    // Of a month no day is known.
    second.put("performedDateTime", "2025-02");
    assertThat(found()).isEmpty();
    second.put("performedDateTime", "2025-02-17").put("status", "not-done");
    assertThat(found()).isEmpty();
    second.put("status", "completed").put("performedDateTime", "2025-03-31");
    assertThat(found()).isEmpty();
  }

  /** Every 42 days, 3 early to 7 late; late is far by an interval more. */
  @ParameterizedTest
  @CsvSource({"39, 0", "38, 1", "7, 1", "49, 0", "91, 0", "92, 1", "400, 1"})
  void intervalFarFromThePlanIsFound(int days, int found) {
    cycle("k1", 1, "2025-02-17");
    cycle("k2", 2, LocalDate.of(2025, 2, 17).plusDays(days).toString());
    assertThat(found())
        .hasSize(found)
        .allMatch(
            text ->
                text.equals("FP-FIND-018 Procedure.performedDateTime Procedure/k2 Procedure/k1"));
    assertThat(COHERENCE.findings(records))
        .allMatch(finding -> finding.message().contains("39 to 49 days"))
        .allMatch(finding -> finding.messageZh().contains("39 至 49 天"));
  }

  @Test
  void intervalOverAGapIsNotJudged() {
    cycle("k1", 1, "2025-02-17");
    cycle("k3", 3, "2025-02-20");
    assertThat(found())
        .containsExactly("FP-FIND-003 Procedure.extension[0].valuePositiveInt Procedure/k3");
  }

  /** The modules that ship have version 1.0.0: of 0.x and 1.0.0 they can read records. */
  @ParameterizedTest
  @CsvSource({
    "|1.0.0, 0",
    "|0.9.1, 0",
    "'', 0",
    "|1.0.1, 1",
    "|1.1.0, 1",
    "|99.9.9, 1",
    "|latest, 1"
  })
  void versionOfTheModuleThatIsNotKnownHereIsFound(String version, int found) {
    ObjectNode decision = record("atr-decision", "d1");
    for (ObjectNode each : List.of(course, decision)) {
      each.withArray("extension").removeAll().addObject();
      ((ObjectNode) each.at("/extension/0"))
          .put("url", "https://therafed.org/fhir/StructureDefinition/module")
          .put("valueCanonical", MODULES + "rlt-psma" + version);
    }
    assertThat(found())
        .containsExactlyElementsOf(
            found == 0
                ? List.of()
                : List.of(
                    "FP-FIND-019 Procedure.extension[0].valueCanonical Procedure/c1",
                    "FP-FIND-019 ServiceRequest.extension[0].valueCanonical ServiceRequest/d1"));
    assertThat(COHERENCE.findings(records))
        .allMatch(finding -> finding.message().contains("known: rlt-psma 0.0.0 – 1.0.0 ("))
        .allMatch(finding -> finding.messageZh().contains("已知：rlt-psma 0.0.0 – 1.0.0（"));
  }

  /** What another version planned is not known, so nothing is held against it. */
  @Test
  void courseOfAnUnknownVersionIsNotHeldToThePlanOfAnother() {
    indication("http://hl7.org/fhir/sid/icd-10", "E11");
    assertThat(found()).hasSize(1);
    ((ObjectNode) course.at("/extension/0")).put("valueCanonical", MODULES + "rlt-psma|2.0.0");
    assertThat(found())
        .containsExactly("FP-FIND-019 Procedure.extension[0].valueCanonical Procedure/c1");
  }

  private List<String> found() {
    return COHERENCE.findings(records).stream()
        .map(
            finding ->
                finding.code()
                    + " "
                    + finding.elements().get(0)
                    + " "
                    + String.join(" ", finding.references()))
        .toList();
  }

  /** That there are findings of the dose alone, which say this of the plan. */
  private void assertPlan(String planned) {
    assertThat(COHERENCE.findings(records))
        .allMatch(finding -> finding.code().equals("FP-FIND-017"))
        .extracting(PlanFindingsTest::plan)
        .containsExactlyElementsOf(
            planned.isEmpty() ? List.of() : List.of(planned.split("; ", -1)));
  }

  /** What a finding says of the plan. */
  private static String plan(Finding finding) {
    String message = finding.message();
    return message.substring(message.indexOf(": ") + 2, message.lastIndexOf(" ("));
  }

  /** A dose of a product on a day of the course, of no cycle. */
  private ObjectNode given(String product, String amount, int day) {
    ObjectNode given = administration("g" + day, amount, product.startsWith("90Y") ? "GBq" : "mg");
    given.withArray("partOf").removeAll().addObject().put("reference", COURSE);
    given.put("effectiveDateTime", LocalDate.of(2025, 2, 17).plusDays(day) + "T10:00:00+08:00");
    ((ObjectNode) given.at("/extension/0/valueCodeableConcept/coding/0"))
        .put("system", "https://therafed.org/fhir/CodeSystem/product")
        .put("code", product);
    return given;
  }

  private ObjectNode record(String example, String id) {
    ObjectNode record = Examples.read(example).put("id", id);
    records.add(record);
    return record;
  }

  private ObjectNode course() {
    ObjectNode record = record("atr-treatment-course", "c1");
    record.putObject("performedPeriod").put("start", "2025-02-17");
    record.putArray("reasonReference").addObject().put("reference", "Condition/i1");
    return record;
  }

  private void module(String id) {
    ((ObjectNode) course.at("/extension/0")).put("valueCanonical", MODULES + id + "|1.0.0");
  }

  private void modality(String code) {
    ObjectNode coding = course.putObject("code").putArray("coding").addObject();
    coding.put("system", "https://therafed.org/fhir/CodeSystem/modality").put("code", code);
  }

  private ObjectNode indication(String system, String code) {
    ObjectNode indication = record("atr-indication", "i1");
    ((ObjectNode) indication.at("/code/coding/0")).put("system", system).put("code", code);
    return indication;
  }

  private ObjectNode cycle(String id, int number, String on) {
    ObjectNode cycle = record("atr-treatment-cycle", id).put("performedDateTime", on);
    cycle.withArray("partOf").removeAll().addObject().put("reference", COURSE);
    ((ObjectNode) cycle.at("/extension/0")).put("valuePositiveInt", number);
    return cycle;
  }

  private ObjectNode administration(String id, String value, String unit) {
    ObjectNode given = record("atr-administration", id);
    given.withArray("partOf").removeAll().addObject().put("reference", "Procedure/k1");
    given.withObject("/dosage/dose").put("value", new BigDecimal(value)).put("code", unit);
    return given;
  }
}
