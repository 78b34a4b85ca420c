package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;

class CellAndProcedureProjectionTest {
  private static final String PATIENT = "5f2a9c01d4e7b8360a1c2d3e4f5061728394a5b6";

  private final FactProjection projection = new FactProjection(ProfileTable.standard());

  private static String id(String example) {
    return Examples.read(example).path("id").asText();
  }

  @Test
  void theInfusedProductLeadsBackToTheLeukapheresis() {
    assertThat(projection.project(Examples.read("atr-cell-product")))
        .containsExactly(
            new CellProductFact(
                id("atr-cell-product"),
                PATIENT,
                "car-t-cells",
                "autologous",
                List.of(id("atr-cell-product-leukapheresis")),
                null,
                new BigDecimal("2.0"),
                "10*6/kg",
                new BigDecimal("91.0"),
                new BigDecimal("3.1"),
                new BigDecimal("46.0")));
    assertThat(projection.project(Examples.read("atr-cell-product-leukapheresis")))
        .containsExactly(
            new CellProductFact(
                id("atr-cell-product-leukapheresis"),
                PATIENT,
                "leukapheresis",
                "autologous",
                List.of(),
                LocalDate.of(2025, 1, 28),
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void anInfusionOfCellsNamesItsProductBesideTheAdministration() {
    ObjectNode infusion = Examples.read("atr-administration-diagnostic");
    infusion
        .withArray("extension")
        .addObject()
        .put("url", Canonical.extension("cell-product"))
        .putObject("valueReference")
        .put("reference", "BiologicallyDerivedProduct/" + id("atr-cell-product"));
    List<Fact> facts = projection.project(infusion);
    assertThat(facts).hasSize(2);
    AdministrationFact given = (AdministrationFact) facts.get(0);
    assertThat(facts.get(1))
        .isEqualTo(
            new CellInfusionFact(
                given.administrationId(),
                PATIENT,
                id("atr-cell-product"),
                given.at().toLocalDate()));
  }

  @Test
  void aStageOfATreatmentWithCellsIsTold() {
    ObjectNode cycle = Examples.read("atr-treatment-cycle");
    ((ObjectNode) cycle.path("code").path("coding").path(0))
        .put("system", Canonical.codeSystem("cycle-stage"))
        .put("code", "lymphodepletion")
        .remove("display");
    assertThat(((CycleFact) projection.project(cycle).get(0)).stage()).isEqualTo("lymphodepletion");
  }

  @Test
  void dialysisAndTransplantationAreFacts() {
    assertThat(projection.project(Examples.read("atr-procedure")))
        .containsExactly(
            new ProcedureFact(
                id("atr-procedure"), PATIENT, "dialysis", LocalDate.of(2025, 4, 2), null, true));
    LocalDate day = LocalDate.of(2025, 9, 14);
    assertThat(projection.project(Examples.read("atr-procedure-kidney-transplant")))
        .containsExactly(
            new ProcedureFact(
                id("atr-procedure-kidney-transplant"),
                PATIENT,
                "kidney-transplant",
                day,
                day,
                false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not-done", "preparation", "entered-in-error"})
  void aProcedureThatDidNotHappenIsNoFact(String status) {
    assertThat(projection.project(Examples.read("atr-procedure").put("status", status))).isEmpty();
  }

  /** A bypass as a hospital in China codes it: valid by the profile, and an event of MACE. */
  @Test
  void aChineseCodeOfABypassIsACoronaryRevascularisation() {
    ObjectNode bypass = Examples.read("atr-procedure-kidney-transplant");
    bypass
        .putObject("code")
        .putArray("coding")
        .addObject()
        .put("system", "https://therafed.org/fhir/sid/icd-9-cm-3-cn")
        .put("code", "36.1000x001");
    assertThat(Judgement.RECORDS.validate(bypass)).isEmpty();
    assertThat(projection.project(bypass))
        .singleElement()
        .satisfies(
            fact ->
                assertThat(((ProcedureFact) fact).kind()).isEqualTo("coronary-revascularisation"));
  }

  @Test
  void companionDataAreClassesOrNumbers() {
    assertThat(projection.project(Examples.read("atr-companion")))
        .containsExactly(
            new CompanionFact(
                id("atr-companion"),
                PATIENT,
                "variant-pten",
                "present",
                null,
                null,
                null,
                LocalDate.of(2025, 1, 20)));
    assertThat(projection.project(Examples.read("atr-companion-ctdna-fraction")))
        .containsExactly(
            new CompanionFact(
                id("atr-companion-ctdna-fraction"),
                PATIENT,
                "ctdna-fraction",
                null,
                new BigDecimal("12.5"),
                "%",
                null,
                LocalDate.of(2025, 1, 20)));
  }

  @Test
  void aSettlementHasItsGroupAndItsAmounts() {
    assertThat(projection.project(Examples.read("atr-settlement")))
        .containsExactly(
            new SettlementFact(
                id("atr-settlement"),
                PATIENT,
                "https://therafed.org/fhir/sid/drg/310000",
                "MR13",
                new BigDecimal("104400.5"),
                new BigDecimal("71000.0"),
                "CNY",
                LocalDate.of(2025, 2, 16),
                LocalDate.of(2025, 2, 20)));
    assertThat(projection.project(Examples.read("atr-settlement").put("status", "cancelled")))
        .isEmpty();
  }

  @Test
  void aCoverageIsAClassOfPayerAndItsTime() {
    assertThat(projection.project(Examples.read("atr-coverage")))
        .containsExactly(
            new CoverageFact(
                id("atr-coverage"), PATIENT, "employee-basic", LocalDate.of(2020, 1, 1), null));
    assertThat(projection.project(Examples.read("atr-coverage").put("status", "draft"))).isEmpty();
  }

  @Test
  void anEq5dHasItsLevelsAndTheUtilityOfItsValueSet() {
    ObjectNode answered = Examples.read("atr-quality-of-life");
    assertThat(projection.project(answered))
        .containsExactly(
            new QualityOfLifeFact(
                id("atr-quality-of-life"),
                PATIENT,
                "EQ-5D-5L",
                2,
                1,
                2,
                2,
                1,
                75,
                new BigDecimal("0.862"),
                "EQ-5D-5L-CN-2017",
                LocalDate.of(2025, 3, 10)));
    // Levels alone are a fact too; the answers they came from are a record, and no fact.
    answered.remove(List.of("valueQuantity", "method"));
    ((ArrayNode) answered.get("component")).remove(0);
    assertThat(projection.project(answered))
        .singleElement()
        .isInstanceOfSatisfying(
            QualityOfLifeFact.class,
            fact -> {
              assertThat(fact.mobility()).isNull();
              assertThat(fact.utility()).isNull();
              assertThat(fact.selfCare()).isEqualTo(1);
            });
    assertThat(projection.project(Examples.read("atr-questionnaire-response"))).isEmpty();
  }

  @Test
  void aDeathMayHaveItsCause() {
    ObjectNode dead = Examples.read("atr-vital-status");
    ObjectNode coding = (ObjectNode) dead.path("valueCodeableConcept").path("coding").path(0);
    coding.put("code", "419099009").remove("display");
    dead.withArray("extension")
        .addObject()
        .put("url", Canonical.extension("cause-of-death"))
        .put("valueCode", "cardiovascular");
    List<Fact> facts = projection.project(dead);
    assertThat(facts).hasSize(2);
    SurvivalFact status = (SurvivalFact) facts.get(0);
    assertThat(facts.get(1))
        .isEqualTo(new DeathCauseFact(status.statusId(), PATIENT, "cardiovascular", status.on()));
  }
}
