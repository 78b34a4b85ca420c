package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.ProfileTable;

class FactProjectionTest {
  private static final String PATIENT = "5f2a9c01d4e7b8360a1c2d3e4f5061728394a5b6";

  private final FactProjection projection = new FactProjection(ProfileTable.standard());

  private Fact only(String example) {
    List<Fact> facts = projection.project(Examples.read(example));
    assertThat(facts).hasSize(1);
    return facts.get(0);
  }

  private static String id(String example) {
    return Examples.read(example).path("id").asText();
  }

  @Test
  void patient() {
    assertThat(only("atr-patient")).isEqualTo(new PatientFact(PATIENT, "male", 1952, false, "上海"));
    assertThat(only("atr-patient-aged-90-plus"))
        .isEqualTo(new PatientFact(id("atr-patient-aged-90-plus"), "male", null, true, "上海"));
  }

  @Test
  void treatedCourse() {
    assertThat(only("atr-treatment-course"))
        .isEqualTo(
            new CourseFact(
                id("atr-treatment-course"),
                PATIENT,
                "rlt-psma",
                "treated",
                "radioligand",
                LocalDate.of(2025, 2, 17),
                DatePrecision.DAY,
                LocalDate.of(2025, 7, 1),
                3,
                "stopped",
                "2025-Q1",
                "1.0.0"));
  }

  @Test
  void standardCareCourse() {
    assertThat(only("atr-treatment-course-standard-care"))
        .isEqualTo(
            new CourseFact(
                id("atr-treatment-course-standard-care"),
                PATIENT,
                "rlt-psma",
                "standard-care",
                "standard-care",
                LocalDate.of(2024, 11, 20),
                DatePrecision.DAY,
                null,
                null,
                "in-progress",
                "2024-Q4",
                "1.0.0"));
  }

  @Test
  void courseKeepsTheVersionOfItsModuleAndClaimsNoneThatItDoesNotName() {
    ObjectNode course = Examples.read("atr-treatment-course");
    for (String version : List.of("1.2.0", "99.9.9")) {
      ((ObjectNode) course.at("/extension/0"))
          .put("valueCanonical", "https://therafed.org/fhir/PlanDefinition/rlt-psma|" + version);
      assertThat(projection.project(course))
          .extracting("module", "moduleVersion")
          .containsExactly(tuple("rlt-psma", version));
    }
    ((ObjectNode) course.at("/extension/0"))
        .put("valueCanonical", "https://therafed.org/fhir/PlanDefinition/rlt-psma");
    assertThat(projection.project(course)).extracting("moduleVersion").containsOnlyNulls();
  }

  @Test
  void cycleAndDecision() {
    assertThat(only("atr-treatment-cycle"))
        .isEqualTo(
            new CycleFact(
                id("atr-treatment-cycle"),
                id("atr-treatment-course"),
                PATIENT,
                1,
                "completed",
                LocalDate.of(2025, 2, 17),
                null));
    assertThat(only("atr-decision"))
        .isEqualTo(
            new DecisionFact(
                id("atr-decision"), PATIENT, "rlt-psma", "treated", LocalDate.of(2025, 2, 3)));
  }

  @Test
  void administrationInMegabecquerelWithItsCycle() {
    AdministrationFact fact = (AdministrationFact) only("atr-administration");
    assertThat(fact.cycleId()).isEqualTo(id("atr-treatment-cycle"));
    assertThat(fact.at()).isEqualTo(OffsetDateTime.parse("2025-02-17T10:00:00+08:00"));
    assertThat(fact.product()).isEqualTo("177Lu-PSMA-617");
    assertThat(fact.radionuclide()).isEqualTo("Lu-177");
    assertThat(fact.activityMbq()).isEqualByComparingTo("7411.0");
  }

  @Test
  void diagnosticAdministrationHasNoCycle() {
    AdministrationFact fact = (AdministrationFact) only("atr-administration-diagnostic");
    assertThat(fact.cycleId()).isNull();
    assertThat(fact.product()).isEqualTo("126758");
    assertThat(fact.radionuclide()).isEqualTo("F-18");
    assertThat(fact.activityMbq()).isEqualByComparingTo("251.3");
  }

  @Test
  void responseSurvivalAndToxicity() {
    assertThat(only("atr-response"))
        .isEqualTo(
            new ResponseFact(
                id("atr-response"), PATIENT, "RECIST1.1", "PR", true, LocalDate.of(2025, 5, 12)));
    assertThat(only("atr-vital-status"))
        .isEqualTo(
            new SurvivalFact(
                id("atr-vital-status"), PATIENT, false, LocalDate.of(2025, 10, 30), 12));
    assertThat(only("atr-adverse-event"))
        .isEqualTo(
            new ToxicityFact(
                id("atr-adverse-event"),
                PATIENT,
                "C143283",
                "Anemia",
                2,
                "CTCAE-5.0",
                LocalDate.of(2025, 3, 10),
                LocalDate.of(2025, 4, 2),
                false));
  }

  @Test
  void laboratoryValueInItsCanonicalUnitWithItsComparator() {
    BiomarkerFact fact = (BiomarkerFact) only("atr-lab");
    assertThat(fact.loinc()).isEqualTo("2857-1");
    assertThat(fact.value()).isEqualByComparingTo("0.02");
    assertThat(fact.unit()).isEqualTo("ng/mL");
    assertThat(fact.comparator()).isEqualTo("<");
    assertThat(fact.on()).isEqualTo(LocalDate.of(2025, 3, 31));
  }

  @Test
  void absentLaboratoryValueIsNoFact() {
    ObjectNode lab = Examples.read("atr-lab");
    lab.remove("valueQuantity");
    assertThat(projection.project(lab)).isEmpty();
  }

  @Test
  void doseCostAndImaging() {
    DoseFact dose = (DoseFact) only("atr-absorbed-dose");
    assertThat(dose.organ()).isEqualTo("64033007");
    assertThat(dose.gray()).isEqualByComparingTo("3.1");
    CostFact cost = (CostFact) only("atr-cost");
    assertThat(cost)
        .isEqualTo(
            new CostFact(
                id("atr-cost"),
                PATIENT,
                id("atr-treatment-course"),
                "drug",
                new BigDecimal("98000.0"),
                "CNY",
                2025,
                LocalDate.of(2025, 2, 17)));
    ImagingFact imaging = (ImagingFact) only("atr-imaging-study");
    assertThat(imaging.modalities()).containsExactly("PT");
    assertThat(imaging.startedAt()).isEqualTo(OffsetDateTime.parse("2025-02-05T10:14:00+08:00"));
    assertThat(imaging.series()).isEqualTo(1);
    assertThat(imaging.instances()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "atr-indication",
        "atr-treatment-plan",
        "atr-product",
        "atr-endpoint",
        "atr-consent"
      })
  void profileThatNoQuestionReadsIsNoFact(String example) {
    assertThat(projection.project(Examples.read(example))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "atr-treatment-course", "atr-treatment-cycle", "atr-administration", "atr-response",
            "atr-lab",
        "atr-vital-status", "atr-cost", "atr-decision", "atr-imaging-study", "atr-absorbed-dose"
      })
  void enteredInErrorIsNoFact(String example) {
    ObjectNode resource = Examples.read(example);
    resource.put("status", "entered-in-error");
    assertThat(projection.project(resource)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "atr-response, cancelled",
    "atr-lab, cancelled",
    "atr-vital-status, cancelled",
    "atr-absorbed-dose, cancelled",
    "atr-imaging-study, cancelled",
    "atr-imaging-measurement, cancelled",
    "atr-companion, cancelled",
    "atr-decision, revoked",
    "atr-decision, draft",
    "atr-cost, aborted",
    "atr-cost, planned",
    "atr-settlement, cancelled",
    "atr-settlement, draft",
  })
  void whatWasCalledOffIsNoFact(String example, String status) {
    ObjectNode resource = Examples.read(example);
    assertThat(projection.project(resource)).isNotEmpty();
    resource.put("status", status);
    assertThat(projection.project(resource)).isEmpty();
  }

  @Test
  void adverseEventIsTakenBackByItsModifierExtensionOnly() {
    ObjectNode takenBack = Examples.read("atr-adverse-event-entered-in-error");
    assertThat(projection.project(takenBack)).isEmpty();
    ((ObjectNode) takenBack.at("/modifierExtension/0")).put("valueCode", "completed");
    assertThat(projection.project(takenBack)).hasSize(1);
  }

  @Test
  void resourceThatWasNotValidatedIsAFaultWithoutItsContent() {
    ObjectNode cost = Examples.read("atr-cost");
    cost.remove("priceOverride");
    assertThatThrownBy(() -> projection.project(cost))
        .hasMessageContaining("FP-PROJ-001 A resource of atr-cost has no priceOverride.");
    assertThatThrownBy(() -> projection.project(Examples.json("{}")))
        .hasMessageContaining("FP-PROJ-002");
  }
}
