package org.therafed.evidence.cost.censored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.PartialJson;

class CensoredCostTest {
  private static final CostIntervals INTERVALS = new CostIntervals(List.of(0.0, 2.0, 5.0));
  private static final CensoredCost COST =
      new CensoredCost(INTERVALS, TieConvention.DEATHS_FIRST, "EUR", 0.95);

  private static CostHistory history(double time, boolean died, double... amounts) {
    return CostHistory.of("s", time, died, amounts);
  }

  private static CensoredCostResult result(CensoredCost of, List<CostHistory> rows) {
    return of.finish(of.partialOf(rows)).result().orElseThrow();
  }

  /** Four persons, the second censored at 2: by hand. */
  @Test
  void byHandInOneInterval() {
    CensoredCost one =
        new CensoredCost(
            new CostIntervals(List.of(0.0, 5.0)), TieConvention.DEATHS_FIRST, "EUR", 0.95);
    CensoredCostResult r =
        result(
            one,
            List.of(
                history(1, true, 10),
                history(2, false, 15),
                history(3, true, 30),
                history(4, true, 40)));
    // G is 1 up to 2 and 2/3 after: (10 + 30·1.5 + 40·1.5)/4; Lin by interval: mean of all.
    assertThat(r.weighted()).isEqualTo(28.75, Offset.offset(1e-12));
    assertThat(r.partitioned()).isEqualTo(28.75, Offset.offset(1e-12));
    assertThat(r.linInterval().orElseThrow()).isEqualTo(23.75, Offset.offset(1e-12));
    assertThat(r.sumOfWeights()).isEqualTo(4, Offset.offset(1e-12));
    assertThat(r.completeCases()).isEqualTo(3);
    assertThat(r.checks()).containsExactly("weights of complete cases sum to n");
  }

  @Test
  void partitionUsesTheCensoredUpToTheirInterval() {
    CensoredCostResult r =
        result(
            COST,
            List.of(
                history(1, true, 10, 0),
                history(2, false, 10, 5),
                history(3, true, 10, 20),
                history(4, true, 10, 30)));
    assertThat(r.partitioned()).isEqualTo(10 + (1.5 * 20 + 1.5 * 30) / 4, Offset.offset(1e-12));
    assertThat(r.linInterval().orElseThrow()).isEqualTo(10 + 0.75 * 55 / 3, Offset.offset(1e-12));
  }

  @Test
  void everybodyFollowedIsThePlainMean() {
    CensoredCostResult r =
        result(
            COST,
            List.of(history(5, false, 1, 0), history(6, false, 2, 0), history(9, true, 6, 0)));
    assertThat(r.weighted()).isEqualTo(3, Offset.offset(1e-12));
    assertThat(r.partitioned()).isEqualTo(3, Offset.offset(1e-12));
    assertThat(r.linTotal()).isEqualTo(3, Offset.offset(1e-12));
    assertThat(r.areaUnderSurvival()).isEqualTo(5, Offset.offset(1e-12));
  }

  @Test
  void horizonBeyondFollowUpIsWarnedOf() {
    CensoredCostResult r = result(COST, List.of(history(1, true, 10, 0), history(3, false, 10, 5)));
    assertThat(r.warnings()).anyMatch(w -> w.contains("declare a shorter horizon"));
    assertThat(r.checks()).isEmpty();
  }

  @Test
  void allCensoredIsNotEstimableAndNeverACostOfZero() {
    assertThat(
            COST.finish(
                COST.partialOf(List.of(history(1, false, 10, 0), history(4, false, 10, 5)))))
        .isInstanceOf(NotEstimable.class);
  }

  @Test
  void timesWithinRoundingAreTied() {
    List<CostHistory> exact =
        List.of(
            history(3, true, 1, 8),
            history(3, false, 2, 4),
            history(2, true, 7, 0),
            history(5, false, 1, 1));
    double hair = 1 + 1e-12;
    List<CostHistory> blurred =
        List.of(
            history(3 * hair, true, 1, 8),
            history(3, false, 2, 4),
            history(2 / hair, true, 7, 0),
            history(5 / hair, false, 1, 1));
    assertThat(result(COST, blurred).weighted()).isEqualTo(result(COST, exact).weighted());
    assertThat(result(COST, blurred).partitioned()).isEqualTo(result(COST, exact).partitioned());
    assertThat(result(COST, blurred).survival()).isEqualTo(result(COST, exact).survival());
    assertThat(result(COST, blurred).sumOfWeights()).isEqualTo(4, Offset.offset(1e-12));
  }

  /** S is 1 to day 1 and 1/2 to the horizon, day 5; a year of 10 days, 21 % discount. */
  @Test
  void yearsLivedAreDiscountedByHand() {
    CensoredCostTable table =
        COST.partialOf(List.of(history(1, true, 1, 1), history(5, false, 1, 1)));
    assertThat(table.yearsLived(0, 10)).isEqualTo(0.3, Offset.offset(1e-15));
    double force = Math.log(1.21);
    double byHand = ((1 - Math.pow(1.21, -0.1)) + 0.5 * (Math.pow(1.21, -0.1) - 1 / 1.1)) / force;
    assertThat(table.yearsLived(0.21, 10)).isEqualTo(byHand, Offset.offset(1e-14));
    assertThat(new Discounting(0.21, 10).factor(5)).isEqualTo(1 / 1.1, Offset.offset(1e-15));
  }

  @Test
  void unitsAreNeverMixedAndImpossibleTablesAreRefused() {
    CensoredCost yuan = new CensoredCost(INTERVALS, TieConvention.DEATHS_FIRST, "CNY", 0.95);
    refused("EV-COST-002", () -> COST.empty().merge(yuan.empty()));
    refused("EV-COST-002", () -> COST.finish(yuan.empty()));
    String json = PartialJson.write(COST.partialOf(List.of(history(1, true, 10, 4))));
    refused("EV-PARTIAL-001", () -> read(json.replace("\"1.0\"", "\"-1.0\"")));
    refused("EV-PARTIAL-001", () -> read(json.replace("\"1.0\"", "\"NaN\"")));
    refused("EV-PARTIAL-001", () -> read(json.replace("10.0", "\"NaN\"")));
    refused("EV-PARTIAL-001", () -> read(json.replace("[10.0,4.0]", "[10.0]")));
    refused("EV-PARTIAL-001", () -> read(json.replace("\"s\":1", "\"s\":2")));
    assertThat(read(json)).isEqualTo(COST.partialOf(List.of(history(1, true, 10, 4))));
  }

  private static CensoredCostTable read(String json) {
    return PartialJson.read(json, CensoredCostTable.class);
  }

  @Test
  void datedAmountsFallIntoTheirIntervals() {
    CostHistory row =
        CostHistory.dated(
            "s", 9, true, INTERVALS, new double[] {0, 1.9, 2, 5, 7}, new double[] {1, 2, 4, 8, 16});
    assertThat(row.amount(0)).isEqualTo(3);
    assertThat(row.amount(1)).isEqualTo(4);
    assertThat(row.total()).isEqualTo(7);
  }

  @Test
  void costBeforeTheIndexDateIsRefusedAndNotLeftOut() {
    refused(
        "EV-COST-009",
        () ->
            CostHistory.dated(
                "a", 3, true, INTERVALS, new double[] {-1, 1}, new double[] {900, 10}));
  }

  @Test
  void nobodyIsNoDataAndTheImpossibleIsRefused() {
    assertThat(COST.finish(COST.empty())).isInstanceOf(NoData.class);
    refused("EV-TIME-001", () -> history(Double.NaN, true, 1, 1));
    refused("EV-TIME-002", () -> history(-1, true, 1, 1));
    refused("EV-COST-001", () -> history(1, true, Double.POSITIVE_INFINITY, 1));
    refused("EV-COST-004", () -> COST.partialOf(List.of(history(1, true, 1))));
    refused("EV-COST-004", () -> new CostIntervals(List.of(0.0, 2.0, 2.0)));
    refused("EV-COST-004", () -> new CostIntervals(List.of(1.0, 2.0)));
    refused(
        "EV-COST-004",
        () ->
            COST.empty()
                .merge(CensoredCostTable.empty(new CostIntervals(List.of(0.0, 5.0)), "EUR")));
  }

  private static void refused(String code, Runnable what) {
    assertThatThrownBy(what::run).isInstanceOf(EvidenceFault.class).hasMessageStartingWith(code);
  }

  @Property(tries = 1000, seed = "20261121")
  void splitMergedAndSentIsPooled(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
    Random random = new Random(seed);
    List<CostHistory> rows =
        IntStream.range(0, n)
            .mapToObj(
                i ->
                    CostHistory.of(
                        "s" + random.nextInt(3),
                        random.nextInt(7),
                        random.nextBoolean(),
                        new double[] {100 * random.nextDouble(), 100 * random.nextDouble()}))
            .toList();
    CensoredCostTable pooled = COST.partialOf(rows);
    CensoredCostTable merged = COST.empty();
    List<List<CostHistory>> parts =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    rows.forEach(row -> parts.get(random.nextInt(3)).add(row));
    for (List<CostHistory> part : parts) {
      String json = PartialJson.write(COST.partialOf(part));
      merged = PartialJson.read(json, CensoredCostTable.class).merge(merged);
    }
    assertThat(COST.finish(merged).result().isPresent())
        .isEqualTo(COST.finish(pooled).result().isPresent());
    assertThat(pooled.merge(COST.empty())).isEqualTo(pooled);
    assertThat(COST.empty().merge(pooled)).isEqualTo(pooled);
    if (pooled.completeCases() == 0) {
      return;
    }
    CensoredCostResult one = COST.finish(pooled).result().orElseThrow();
    CensoredCostResult other = COST.finish(merged).result().orElseThrow();
    assertThat(other.completeCases()).isEqualTo(one.completeCases());
    assertThat(other.survival()).isEqualTo(one.survival());
    near(other.weighted(), one.weighted());
    near(other.partitioned(), one.partitioned());
    near(other.linTotal(), one.linTotal());
    near(other.weightedStdErr(), one.weightedStdErr());
    if (one.checks().isEmpty()) {
      assertThat(other.checks()).isEmpty();
    } else {
      near(one.sumOfWeights(), n);
    }
  }

  private static void near(double value, double of) {
    assertThat(value).isCloseTo(of, Offset.offset(1e-9 * Math.max(1, Math.abs(of))));
  }
}
