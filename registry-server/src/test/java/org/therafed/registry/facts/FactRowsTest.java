package org.therafed.registry.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.LesionFact;
import org.therafed.profiles.projection.MeasurementFact;
import org.therafed.profiles.projection.TransfusionFact;

class FactRowsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 2, 17);

  @Test
  void factsThatOnlyEndpointRulesReadHaveNoRows() {
    FactRows rows =
        FactRows.of(
            "site-a",
            Map.of(
                "r",
                List.of(
                    new LesionFact("l", "p", "target", false),
                    new MeasurementFact("m", "p", "l", "size", BigDecimal.TEN, "mm", DAY),
                    new TransfusionFact("t", "p", "red-blood-cells", DAY),
                    new BiomarkerFact("b", "p", "718-7", BigDecimal.TEN, "g/dL", null, DAY))));
    assertThat(rows.byTable()).containsOnlyKeys(FactTable.BIOMARKER);
    assertThat(rows.byTable().get(FactTable.BIOMARKER)).hasSize(1);
  }
}
