package org.therafed.evidence.cost.effectiveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.therafed.evidence.cost.effectiveness.CostEffectivenessTest.FRAME;
import static org.therafed.evidence.cost.effectiveness.CostEffectivenessTest.INTERVALS;
import static org.therafed.evidence.cost.effectiveness.CostEffectivenessTest.near;
import static org.therafed.evidence.cost.effectiveness.CostEffectivenessTest.rows;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.PartialJson;

/** Fieller's set of a ratio, and its sums. */
class FiellerTest {
  /** var(cost) 4, var(effect) 1, no covariance, z² = 3.8415. */
  @Test
  void fiellersSetByHand() {
    FiellerSet bounded = FiellerSet.of(10, 5, 4, 1, 0, 0.95);
    // (25 − z²) R² − 100 R + 100 − 4 z² = 0.
    double z2 = 1.959963984540054 * 1.959963984540054;
    double root = Math.sqrt(2500 - (25 - z2) * (100 - 4 * z2));
    assertThat(bounded.shape()).isEqualTo(FiellerSet.Shape.BOUNDED);
    assertThat(bounded.lower().orElseThrow())
        .isEqualTo((50 - root) / (25 - z2), Offset.offset(1e-12));
    assertThat(bounded.upper().orElseThrow())
        .isEqualTo((50 + root) / (25 - z2), Offset.offset(1e-12));
    FiellerSet outside = FiellerSet.of(10, 1, 4, 1, 0, 0.95);
    assertThat(outside.shape()).isEqualTo(FiellerSet.Shape.UNBOUNDED_OUTSIDE);
    assertThat(outside.lower()).isEmpty();
    assertThat(outside.limits().orElseThrow().contains(10)).isFalse();
    FiellerSet all = FiellerSet.of(1, 1, 4, 1, 0, 0.95);
    assertThat(all.shape()).isEqualTo(FiellerSet.Shape.UNBOUNDED_ALL);
    assertThat(all.unbounded().orElseThrow()).contains("every ratio fits");
    // Without any variance the set is the ratio itself.
    assertThat(FiellerSet.of(10, 5, 0, 0, 0, 0.95).upper().orElseThrow()).isEqualTo(2);
    assertThat(FiellerSet.of(0, 0, 0, 0, 0, 0.95).limits()).isEmpty();
    assertThatThrownBy(() -> FiellerSet.of(1, 1, Double.NaN, 1, 0, 0.95))
        .hasMessageStartingWith("EV-COST-001");
  }

  @Test
  void fiellerIsUnboundedWhereTheEffectIsNotToldFromZero() {
    Fieller fieller = new Fieller(FRAME, 0.95);
    List<OutcomeRow> rows =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    new OutcomeRow(
                        i,
                        i % 2 == 0,
                        CostHistory.of("s", 400, false, new double[] {100 + i, i % 2}),
                        CostHistory.of("s", 400, false, new double[] {i / 2 % 3, 0.01 * (i % 2)})))
            .toList();
    FiellerResult result = fieller.finish(fieller.partialOf(rows)).result().orElseThrow();
    assertThat(result.lower()).isEmpty();
    assertThat(result.warnings()).anyMatch(w -> w.contains("unbounded"));
    assertThat(fieller.finish(fieller.empty())).isInstanceOf(NoData.class);
    assertThat(fieller.finish(fieller.partialOf(rows.subList(0, 1))))
        .isInstanceOf(NotEstimable.class);
  }

  @Property(tries = 1000, seed = "20261121")
  void totalsMergeAsPooled(@ForAll long seed) {
    List<OutcomeRow> rows = rows(new Random(seed), 15, INTERVALS);
    Fieller fieller = new Fieller(FRAME, 0.95);
    PairTotals pooled = fieller.partialOf(rows);
    PairTotals merged =
        fieller
            .partialOf(rows.subList(7, 15))
            .merge(
                PartialJson.read(
                    PartialJson.write(fieller.partialOf(rows.subList(0, 7))), PairTotals.class))
            .merge(fieller.empty());
    fieller
        .finish(pooled)
        .result()
        .ifPresent(
            one -> {
              FiellerResult other = fieller.finish(merged).result().orElseThrow();
              near(other.cost(), one.cost());
              assertThat(other.costVariance())
                  .isCloseTo(one.costVariance(), Offset.offset(1e-9 * one.costVariance()));
            });
  }
}
