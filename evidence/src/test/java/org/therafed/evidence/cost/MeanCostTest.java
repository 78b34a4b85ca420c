package org.therafed.evidence.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;

class MeanCostTest {
  private final MeanCost mean = new MeanCost(0.95, "EUR", 2026);

  @Test
  void noRowIsNamedNoData() {
    assertThat(mean.finish(mean.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void componentsAreMeansOverAllCourses() {
    CostResult result =
        mean.finish(
                mean.partialOf(
                    List.of(
                        new CostRow("a", Map.of("drug", 10.0, "stay", 2.0)),
                        new CostRow("a", Map.of("drug", 14.0)),
                        new CostRow("b", Map.of("drug", 12.0, "stay", 4.0)))))
            .result()
            .orElseThrow();
    assertThat(result.n()).isEqualTo(3);
    assertThat(result.sites()).isEqualTo(2);
    assertThat(result.mean()).isEqualTo(14, within(1e-12));
    assertThat(result.sd().orElseThrow()).isEqualTo(2, within(1e-12));
    // t quantile 4.302652729911275 with 2 degrees of freedom (R: qt(0.975, 2)), times 2 / sqrt(3).
    assertThat(result.interval().orElseThrow().upper())
        .isEqualTo(14 + 4.302652729911275 * 2 / Math.sqrt(3), within(1e-8));
    assertThat(result.byComponent().get("stay").mean()).isEqualTo(2, within(1e-12));
    assertThat(result.byComponent().get("stay").sd().orElseThrow()).isEqualTo(2, within(1e-12));
    assertThat(result.byComponent().get("stay").courses()).isEqualTo(2);
    assertThat(result.warnings()).isNotEmpty();
  }

  @Test
  void singleCourseHasNoInterval() {
    CostResult result =
        mean.finish(mean.partialOf(List.of(new CostRow("a", Map.of("drug", 10.0)))))
            .result()
            .orElseThrow();
    assertThat(result.mean()).isEqualTo(10);
    assertThat(result.interval()).isEmpty();
    assertThat(result.sd()).isEmpty();
  }

  @Test
  void varianceSurvivesAnOffsetThatSumsOfSquaresWouldNot() {
    CostResult result =
        mean.finish(
                mean.partialOf(
                    List.of(
                        new CostRow("a", Map.of("drug", 1e9 + 4)),
                        new CostRow("b", Map.of("drug", 1e9 + 7)),
                        new CostRow("c", Map.of("drug", 1e9 + 13)),
                        new CostRow("d", Map.of("drug", 1e9 + 16)))))
            .result()
            .orElseThrow();
    assertThat(result.sd().orElseThrow()).isEqualTo(Math.sqrt(30), within(1e-9));
  }

  @Test
  void infiniteAmountIsRefused() {
    assertThatThrownBy(() -> new CostRow("a", Map.of("drug", Double.POSITIVE_INFINITY)))
        .hasMessageStartingWith("EV-COST-001");
    assertThatThrownBy(() -> new CostRow("a", Map.of("drug", Double.NaN)))
        .hasMessageStartingWith("EV-COST-001");
    assertThatThrownBy(() -> new CostRow("a", Map.of("x", Double.MAX_VALUE, "y", Double.MAX_VALUE)))
        .hasMessageStartingWith("EV-COST-001");
  }

  @Test
  void anotherCurrencyOrPriceYearIsNeverMixedIn() {
    MeanCost yuan = new MeanCost(0.95, "CNY", 2026);
    assertThatThrownBy(() -> mean.empty().merge(yuan.empty()))
        .hasMessageStartingWith("EV-COST-002");
    assertThatThrownBy(() -> mean.finish(new MeanCost(0.95, "EUR", 2025).empty()))
        .hasMessageStartingWith("EV-COST-002");
  }
}
