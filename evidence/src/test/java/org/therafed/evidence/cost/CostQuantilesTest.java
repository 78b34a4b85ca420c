package org.therafed.evidence.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.PartialJson;

class CostQuantilesTest {
  private static final CostQuantiles QUANTILES =
      new CostQuantiles(
          IntStream.rangeClosed(0, 20).mapToObj(i -> i * 5.0).toList(),
          List.of(0.25, 0.5, 0.75),
          "EUR",
          0.95);

  private static List<CostRow> rows(Random random, int n) {
    return IntStream.range(0, n)
        .mapToObj(
            i -> new CostRow("s" + random.nextInt(3), Map.of("drug", 100 * random.nextDouble())))
        .toList();
  }

  @Property(tries = 1000, seed = "20261121")
  void quantileLiesInItsBinWhereverTheRowsAre(@ForAll long seed) {
    List<CostRow> rows = rows(new Random(seed), 37);
    CostBins merged =
        QUANTILES
            .partialOf(rows.subList(0, 12))
            .merge(
                PartialJson.read(
                    PartialJson.write(QUANTILES.partialOf(rows.subList(12, 37))), CostBins.class));
    assertThat(merged).isEqualTo(QUANTILES.partialOf(rows));
    assertThat(merged.merge(QUANTILES.empty())).isEqualTo(merged);
    double[] sorted = rows.stream().mapToDouble(CostRow::total).sorted().toArray();
    for (CostQuantilesResult.Quantile q :
        QUANTILES.finish(merged).result().orElseThrow().quantiles()) {
      double exact = sorted[(int) Math.ceil(37 * q.p()) - 1];
      assertThat(exact).isBetween(q.from().orElseThrow(), q.to().orElseThrow());
      assertThat(q.lower().orElse(0)).isLessThanOrEqualTo(exact);
      assertThat(q.upper().orElse(100)).isGreaterThanOrEqualTo(exact);
    }
  }

  @Test
  void whatLiesBeyondTheBinsIsSaid() {
    CostQuantiles low = new CostQuantiles(List.of(0.0, 1.0), List.of(0.5), "EUR", 0.95);
    CostQuantilesResult result =
        low.finish(low.partialOf(rows(new Random(1), 50))).result().orElseThrow();
    assertThat(result.quantiles().get(0).to()).isEmpty();
    assertThat(result.quantiles().get(0).middle()).isEmpty();
    assertThat(result.warnings()).containsExactly("a quantile lies beyond the declared bins");
    assertThat(low.finish(low.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void impossibleBinsAreRefused() {
    assertThatThrownBy(() -> new CostQuantiles(List.of(1.0, 1.0), List.of(0.5), "EUR", 0.95))
        .isInstanceOf(EvidenceFault.class)
        .hasMessageStartingWith("EV-COST-006");
    assertThatThrownBy(() -> new CostQuantiles(List.of(1.0, 2.0), List.of(1.0), "EUR", 0.95))
        .hasMessageStartingWith("EV-LEVEL-002");
    CostQuantiles other = new CostQuantiles(List.of(0.0, 1.0), List.of(0.5), "EUR", 0.95);
    assertThatThrownBy(() -> QUANTILES.empty().merge(other.empty()))
        .hasMessageStartingWith("EV-COST-006");
  }
}
