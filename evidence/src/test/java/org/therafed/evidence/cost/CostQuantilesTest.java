package org.therafed.evidence.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.reference.LargestError;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.RoundsDriver;

class CostQuantilesTest {
  private static final List<Double> PROBS = List.of(0.25, 0.5, 0.75);
  private static final MeanCost UNIT = new MeanCost(0.95, "EUR", 2026);
  private static final CostQuantiles QUANTILES =
      new CostQuantiles(
          IntStream.rangeClosed(0, 20).mapToObj(i -> i * 5.0).toList(),
          List.of(0.25, 0.5, 0.75),
          "EUR",
          2026,
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
    CostQuantiles low = new CostQuantiles(List.of(0.0, 1.0), List.of(0.5), "EUR", 2026, 0.95);
    CostQuantilesResult result =
        low.finish(low.partialOf(rows(new Random(1), 50))).result().orElseThrow();
    assertThat(result.quantiles().get(0).to()).isEmpty();
    assertThat(result.quantiles().get(0).middle()).isEmpty();
    assertThat(result.warnings()).containsExactly("a quantile lies beyond the declared bins");
    assertThat(low.finish(low.empty())).isInstanceOf(NoData.class);
  }

  /** 0.07 · 100 is a little above 7 in binary; the seventh of a hundred is meant. */
  @Test
  void rankIsNotMovedByRounding() {
    assertThat(CostQuantiles.rank(100, 0.07)).isEqualTo(7);
    assertThat(CostQuantiles.rank(100, 0.0701)).isEqualTo(8);
    assertThat(CostQuantiles.rank(10, 1e-9)).isEqualTo(1);
    assertThat(CostQuantiles.rank(3, 0.999)).isEqualTo(3);
  }

  @Property(tries = 1000, seed = "20261121")
  void bisectionOverSitesFindsTheOrderStatisticToTheStatedAccuracy(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(40);
    List<CostRow> rows = rows(random, n);
    CostQuantileFit fit = new CostQuantileFit(PROBS, UNIT, -1, 100, 0.01);
    int cut = random.nextInt(n);
    CostQuantilesResult result =
        RoundsDriver.run(
                fit,
                List.of(
                    new CostQuantileSource(fit, rows.subList(0, cut)),
                    new CostQuantileSource(fit, rows.subList(cut, n)),
                    new CostQuantileSource(fit, List.of())))
            .result()
            .orElseThrow();
    assertThat(result.n()).isEqualTo(n);
    assertThat(result.sites()).isEqualTo(cut == 0 ? 1 : 2);
    double[] sorted = rows.stream().mapToDouble(CostRow::total).sorted().toArray();
    for (CostQuantilesResult.Quantile q : result.quantiles()) {
      double exact = sorted[(int) CostQuantiles.rank(n, q.p()) - 1];
      assertThat(exact).isBetween(q.from().orElseThrow(), q.to().orElseThrow());
      assertThat(q.to().orElseThrow() - q.from().orElseThrow()).isLessThanOrEqualTo(0.01);
    }
  }

  /** {@code quantile(x, c(0.25, 0.5, 0.75), type = 1)} of R. */
  @Test
  void bisectionAndBinsMeetTheQuantilesOfR() {
    List<CostRow> rows =
        DoubleStream.of(3, 8, 13, 21, 34, 55, 89, 144, 233)
            .mapToObj(amount -> new CostRow("s" + amount % 3, Map.of("drug", amount)))
            .toList();
    double[] ofR = {13, 34, 89};
    CostQuantileFit fit = new CostQuantileFit(PROBS, UNIT, 0, 250, 1e-9);
    List<CostQuantilesResult.Quantile> found =
        RoundsDriver.run(fit, List.of(new CostQuantileSource(fit, rows)))
            .result()
            .orElseThrow()
            .quantiles();
    CostQuantiles bins =
        new CostQuantiles(
            IntStream.rangeClosed(0, 25).mapToObj(i -> i * 10.0).toList(),
            PROBS,
            "EUR",
            2026,
            0.95);
    List<CostQuantilesResult.Quantile> binned =
        bins.finish(bins.partialOf(rows)).result().orElseThrow().quantiles();
    LargestError error = new LargestError();
    for (int i = 0; i < ofR.length; i++) {
      error.add("quantile " + PROBS.get(i), found.get(i).middle().orElseThrow(), ofR[i]);
      assertThat(ofR[i])
          .isBetween(binned.get(i).from().orElseThrow(), binned.get(i).to().orElseThrow());
    }
    error.isAtMost(3e-11);
  }

  @Test
  void bisectionSaysWhatLiesOutsideAndRefusesTheImpossible() {
    CostQuantileFit low = new CostQuantileFit(PROBS, UNIT, 0, 1e-3, 1e-4);
    CostQuantilesResult above =
        RoundsDriver.run(low, List.of(new CostQuantileSource(low, rows(new Random(1), 50))))
            .result()
            .orElseThrow();
    assertThat(above.warnings()).hasSize(3);
    assertThat(above.quantiles().get(0).from()).hasValue(1e-3);
    assertThat(above.quantiles().get(0).to()).isEmpty();
    CostQuantileFit high = new CostQuantileFit(PROBS, UNIT, 1000, 2000, 1);
    assertThat(high.next().orElseThrow().stage()).isEqualTo("range");
    CostQuantilesResult below =
        RoundsDriver.run(high, List.of(new CostQuantileSource(high, rows(new Random(1), 50))))
            .result()
            .orElseThrow();
    assertThat(below.quantiles().get(0).to()).hasValue(1000);
    CostQuantileFit nobody = new CostQuantileFit(PROBS, UNIT, 0, 1, 0.1);
    assertThat(RoundsDriver.run(nobody, List.of(new CostQuantileSource(nobody, List.of()))))
        .isInstanceOf(NoData.class);
    CostQuantileSource other = new CostQuantileSource(low, rows(new Random(1), 50));
    CostQuantileFit fresh = new CostQuantileFit(PROBS, UNIT, 0, 1, 0.1);
    assertThatThrownBy(() -> other.answer(fresh.next().orElseThrow()))
        .hasMessageStartingWith("EV-ROUND-002");
    assertThatThrownBy(fresh::finding).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fresh.take(new RoundSums(new double[] {1})))
        .hasMessageStartingWith("EV-ROUND-002");
    assertThatThrownBy(() -> new CostQuantileFit(PROBS, UNIT, 1, 1, 0.1))
        .hasMessageStartingWith("EV-COST-006");
    assertThatThrownBy(() -> new CostQuantileFit(PROBS, UNIT, 0, 1, 0))
        .hasMessageStartingWith("EV-COST-006");
    assertThatThrownBy(() -> new CostQuantileFit(PROBS, UNIT, 0, Double.NaN, 1))
        .hasMessageStartingWith("EV-COST-006");
    assertThatThrownBy(() -> new CostQuantileFit(PROBS, UNIT, 0, 1e9, 1e-300))
        .hasMessageStartingWith("EV-COST-006");
  }

  @Test
  void currenciesAndPriceYearsAreNeverMixed() {
    for (CostQuantiles other :
        List.of(
            new CostQuantiles(QUANTILES.edges(), PROBS, "CNY", 2026, 0.95),
            new CostQuantiles(QUANTILES.edges(), PROBS, "EUR", 2025, 0.95))) {
      assertThatThrownBy(() -> QUANTILES.empty().merge(other.empty()))
          .hasMessageStartingWith("EV-COST-002");
      assertThatThrownBy(() -> QUANTILES.finish(other.empty()))
          .hasMessageStartingWith("EV-COST-002");
    }
    assertThatThrownBy(() -> new CostQuantiles(QUANTILES.edges(), PROBS, "euro", 2026, 0.95))
        .hasMessageStartingWith("EV-COST-002");
  }

  @Test
  void impossibleBinsAreRefused() {
    assertThatThrownBy(() -> new CostQuantiles(List.of(1.0, 1.0), List.of(0.5), "EUR", 2026, 0.95))
        .isInstanceOf(EvidenceFault.class)
        .hasMessageStartingWith("EV-COST-006");
    assertThatThrownBy(() -> new CostQuantiles(List.of(1.0, 2.0), List.of(1.0), "EUR", 2026, 0.95))
        .hasMessageStartingWith("EV-LEVEL-002");
    CostQuantiles other = new CostQuantiles(List.of(0.0, 1.0), List.of(0.5), "EUR", 2026, 0.95);
    assertThatThrownBy(() -> QUANTILES.empty().merge(other.empty()))
        .hasMessageStartingWith("EV-COST-006");
  }
}
