package org.therafed.registry.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.projection.AstctFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.LesionFact;
import org.therafed.profiles.projection.MeasurementFact;
import org.therafed.profiles.projection.TransfusionFact;

class FactRowsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 2, 17);

  @Test
  void everyKindOfFactHasItsTable() {
    assertThat(FactTable.facts()).isEqualTo(java.util.Set.of(Fact.class.getPermittedSubclasses()));
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
}
