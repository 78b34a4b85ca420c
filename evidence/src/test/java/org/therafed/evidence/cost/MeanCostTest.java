package org.therafed.evidence.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.reference.LargestError;

class MeanCostTest {
  /** 97.5 % of Student's t with two degrees of freedom, in closed form. */
  private static final double T_2 = 0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95));

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
    double half = T_2 * 2 / Math.sqrt(3);
    new LargestError()
        .add("mean", result.mean(), 14)
        .add("sd", result.sd().orElseThrow(), 2)
        .add("lower limit", result.interval().orElseThrow().lower(), 14 - half)
        .add("upper limit", result.interval().orElseThrow().upper(), 14 + half)
        .add("mean of a component", result.byComponent().get("stay").mean(), 2)
        .add("its sd", result.byComponent().get("stay").sd().orElseThrow(), 2)
        .isAtMost(7e-12);
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
    new LargestError().add("sd", result.sd().orElseThrow(), Math.sqrt(30)).isAtMost(1e-15);
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
