package org.therafed.registry.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.projection.AdministrationFact;
import org.therafed.profiles.projection.AstctFact;
import org.therafed.profiles.projection.CellInfusionFact;
import org.therafed.profiles.projection.CellProductFact;
import org.therafed.profiles.projection.CompanionFact;
import org.therafed.profiles.projection.CoverageFact;
import org.therafed.profiles.projection.DeathCauseFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.LesionFact;
import org.therafed.profiles.projection.MeasurementFact;
import org.therafed.profiles.projection.ProcedureFact;
import org.therafed.profiles.projection.QualityOfLifeFact;
import org.therafed.profiles.projection.SettlementFact;
import org.therafed.profiles.projection.TransfusionFact;

class FactRowsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 2, 17);

  @Test
  void everyKindOfFactHasItsTable() {
    Set<Class<?>> kinds = new HashSet<>(Set.of(Fact.class.getPermittedSubclasses()));
    assertThat(FactTable.facts()).isEqualTo(kinds);
  }

  @Test
  void administrationKeepsTheDayOfItsHospital() {
    FactRows rows =
        FactRows.of(
            "site-a",
            Map.of(
                "a",
                List.of(
                    new AdministrationFact(
                        "a",
                        "p",
                        "k",
                        OffsetDateTime.parse("2025-02-17T06:30:00+08:00"),
                        "axicabtagene-ciloleucel",
                        null,
                        null))));
    JsonNode infusion = rows.byTable().get(FactTable.ADMINISTRATION).get(0);
    assertThat(infusion.path("administered_on").asText()).isEqualTo("2025-02-17");
  }

  @Test
  void proceduresAndCausesOfDeathBecomeRows() {
    FactRows rows =
        FactRows.of(
            "site-a",
            Map.of(
                "r",
                List.of(
                    new ProcedureFact("d", "p", "dialysis", DAY, null, true),
                    new DeathCauseFact("s", "p", "cardiovascular", DAY))));
    JsonNode dialysis = rows.byTable().get(FactTable.PROCEDURE).get(0);
    assertThat(dialysis.path("kind").asText()).isEqualTo("dialysis");
    assertThat(dialysis.path("started_on").asText()).isEqualTo("2025-02-17");
    assertThat(dialysis.path("ended_on").isNull()).isTrue();
    assertThat(dialysis.path("ongoing").asBoolean()).isTrue();
    JsonNode cause = rows.byTable().get(FactTable.DEATH_CAUSE).get(0);
    assertThat(cause.path("cause").asText()).isEqualTo("cardiovascular");
    assertThat(cause.path("died_on").asText()).isEqualTo("2025-02-17");
  }

  @Test
  void factsOfEndpointRulesBecomeRowsOfTheirTables() {
    Fact astct =
        new AstctFact(
            "a",
            "p",
            new BigDecimal("38.4"),
            false,
            "no-vasopressor",
            "low-flow",
            null,
            null,
            null,
            null,
            null);
    FactRows rows =
        FactRows.of(
            "site-a",
            Map.of(
                "r",
                List.of(
                    new LesionFact("l", "p", "target", true),
                    new MeasurementFact("m", "p", "l", "size", BigDecimal.TEN, "mm", DAY),
                    new TransfusionFact("t", "p", "red-blood-cells", DAY),
                    astct)));
    assertThat(rows.byTable())
        .containsOnlyKeys(
            FactTable.LESION, FactTable.MEASUREMENT, FactTable.TRANSFUSION, FactTable.ASTCT);
    JsonNode measurement = rows.byTable().get(FactTable.MEASUREMENT).get(0);
    assertThat(measurement.path("lesion_id").asText()).isEqualTo("l");
    assertThat(measurement.path("measured_on").asText()).isEqualTo("2025-02-17");
    JsonNode graded = rows.byTable().get(FactTable.ASTCT).get(0);
    assertThat(graded.path("oxygen").asText()).isEqualTo("low-flow");
    assertThat(graded.path("ice_score").isNull()).isTrue();
  }

  @Test
  void companionDataCellsAndSettlementsBecomeRows() {
    FactRows rows =
        FactRows.of(
            "site-a",
            Map.of(
                "r",
                List.of(
                    new CompanionFact("o", "p", "variant-pten", "present", null, null, null, DAY),
                    new CellProductFact(
                        "c",
                        "p",
                        "car-t-cells",
                        "autologous",
                        List.of("b", "a"),
                        null,
                        BigDecimal.valueOf(2),
                        "10*6/kg",
                        BigDecimal.valueOf(91),
                        null,
                        null),
                    new CellInfusionFact("a", "p", "c", DAY),
                    new SettlementFact(
                        "s",
                        "p",
                        "https://therafed.org/fhir/sid/drg/310000",
                        "MR13",
                        BigDecimal.TEN,
                        null,
                        "CNY",
                        DAY,
                        null))));
    JsonNode companion = rows.byTable().get(FactTable.COMPANION).get(0);
    assertThat(companion.path("stratum").asText()).isEqualTo("variant-pten");
    assertThat(companion.path("coded").asText()).isEqualTo("present");
    assertThat(companion.path("observed_on").asText()).isEqualTo("2025-02-17");
    JsonNode cells = rows.byTable().get(FactTable.CELL_PRODUCT).get(0);
    assertThat(cells.path("parents").asText()).isEqualTo("b,a");
    assertThat(cells.path("viability_percent").decimalValue()).isEqualByComparingTo("91");
    JsonNode given = rows.byTable().get(FactTable.CELL_INFUSION).get(0);
    assertThat(given.path("cell_product_id").asText()).isEqualTo("c");
    JsonNode settled = rows.byTable().get(FactTable.SETTLEMENT).get(0);
    assertThat(settled.path("payment_group").asText()).isEqualTo("MR13");
    assertThat(settled.path("benefit").isNull()).isTrue();
  }

  @Test
  void coverageAndQualityOfLifeBecomeRows() {
    FactRows rows =
        FactRows.of(
            "site-a",
            Map.of(
                "r",
                List.of(
                    new CoverageFact("v", "p", "employee-basic", DAY, null),
                    new QualityOfLifeFact(
                        "q",
                        "p",
                        "EQ-5D-5L",
                        2,
                        1,
                        null,
                        3,
                        1,
                        75,
                        new BigDecimal("0.862"),
                        "EQ-5D-5L-CN-2017",
                        DAY))));
    JsonNode coverage = rows.byTable().get(FactTable.COVERAGE).get(0);
    assertThat(coverage.path("payer_class").asText()).isEqualTo("employee-basic");
    assertThat(coverage.path("from_on").asText()).isEqualTo("2025-02-17");
    assertThat(coverage.path("to_on").isNull()).isTrue();
    JsonNode quality = rows.byTable().get(FactTable.QUALITY_OF_LIFE).get(0);
    assertThat(quality.path("mobility").asInt()).isEqualTo(2);
    assertThat(quality.path("usual_activities").isNull()).isTrue();
    assertThat(quality.path("utility").decimalValue()).isEqualByComparingTo("0.862");
    assertThat(quality.path("answered_on").asText()).isEqualTo("2025-02-17");
  }
}
