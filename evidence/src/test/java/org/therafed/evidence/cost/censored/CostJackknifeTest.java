package org.therafed.evidence.cost.censored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.AmountMoments;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.PartialJson;

/** The second pass: against leaving rows out by hand, its laws, and bad input. */
class CostJackknifeTest {
  private static final CostIntervals INTERVALS = new CostIntervals(List.of(0.0, 3.0, 6.0, 10.0));
  private static final Map<CostMethod, Function<CensoredCostResult, Double>> MEANS =
      Map.of(
          CostMethod.LIN_INTERVAL, r -> r.linInterval().orElse(Double.NaN),
          CostMethod.LIN_TOTAL, CensoredCostResult::linTotal,
          CostMethod.BANG_TSIATIS_SIMPLE, CensoredCostResult::weighted,
          CostMethod.BANG_TSIATIS_PARTITIONED, CensoredCostResult::partitioned);

  private static CensoredCost cost(TieConvention ties) {
    return new CensoredCost(INTERVALS, ties, "EUR", 0.95);
  }

  private static List<CostHistory> rows(Random random, int n) {
    List<CostHistory> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] amounts = {random.nextInt(100), 100 * random.nextDouble(), random.nextInt(9)};
      double time = random.nextBoolean() ? random.nextInt(13) : 12 * random.nextDouble();
      rows.add(CostHistory.of("s" + random.nextInt(3), time, random.nextBoolean(), amounts));
    }
    return rows;
  }

  /** Two ways to all four means, of everybody and of everybody but one, under both conventions. */
  @Property(tries = 1000, seed = "20261121")
  void columnsAgreeWithTables(@ForAll long seed, @ForAll @IntRange(min = 2, max = 25) int n) {
    Random random = new Random(seed);
    TieConvention ties =
        random.nextBoolean() ? TieConvention.DEATHS_FIRST : TieConvention.REVERSE_KAPLAN_MEIER;
    List<CostHistory> rows = rows(random, n);
    CensoredCost cost = cost(ties);
    LeaveOneOut columns = new LeaveOneOut(cost.partialOf(rows), ties);
    agree(columns.means(), cost, rows);
    int gone = random.nextInt(n);
    List<CostHistory> rest = new ArrayList<>(rows);
    rest.remove(gone);
    agree(columns.without(rows.get(gone), INTERVALS), cost, rest);
    agree(columns.means(), cost, rows);
  }

  private static void agree(
      Map<CostMethod, Double> means, CensoredCost cost, List<CostHistory> rows) {
    if (means.isEmpty()) {
      assertThat(cost.finish(cost.partialOf(rows)).result()).isEmpty();
      return;
    }
    CensoredCostResult table = cost.finish(cost.partialOf(rows)).result().orElseThrow();
    MEANS.forEach(
        (method, mean) -> {
          double expected = mean.apply(table);
          assertThat(means.getOrDefault(method, Double.NaN).isNaN())
              .isEqualTo(Double.isNaN(expected));
          if (!Double.isNaN(expected)) {
            assertThat(means.get(method)).isCloseTo(expected, within(1e-9 * (1 + expected)));
          }
        });
  }

  @Test
  void errorsAreThoseOfLeavingOutByHand() {
    CensoredCost cost = cost(TieConvention.DEATHS_FIRST);
    List<CostHistory> rows = rows(new Random(3), 60);
    CostJackknife second = new CostJackknife(cost, cost.partialOf(rows));
    JackknifeResult result = second.finish(second.partialOf(rows)).result().orElseThrow();
    assertThat(result.n()).isEqualTo(60);
    assertThat(result.sites()).isEqualTo(3);
    MEANS.forEach(
        (method, mean) -> {
          double[] left = new double[rows.size()];
          for (int i = 0; i < left.length; i++) {
            List<CostHistory> rest = new ArrayList<>(rows);
            rest.remove(i);
            left[i] = mean.apply(cost.finish(cost.partialOf(rest)).result().orElseThrow());
          }
          double middle = 0;
          double squares = 0;
          for (double value : left) {
            middle += value / left.length;
          }
          for (double value : left) {
            squares += (value - middle) * (value - middle);
          }
          JackknifeResult.Mean found = result.by(method).orElseThrow();
          double error = Math.sqrt(squares * 59 / 60);
          assertThat(found.stdErr()).isCloseTo(error, within(1e-9 * error));
          assertThat(found.interval().upper())
              .isCloseTo(found.mean() + 1.959963984540054 * error, within(1e-6));
        });
    // Where costs are not censored late, plug-in and jackknife tell much the same error.
    double plugIn = cost.finish(cost.partialOf(rows)).result().orElseThrow().weightedStdErr();
    assertThat(result.by(CostMethod.BANG_TSIATIS_SIMPLE).orElseThrow().stdErr() / plugIn)
        .isBetween(0.8, 1.25);
    assertThat(result.estimates()).hasSize(4);
  }

  /** Everybody complete: the jackknife of a mean is s / √n. */
  @Test
  void ofAPlainMeanItIsTheStandardError() {
    CensoredCost cost = cost(TieConvention.DEATHS_FIRST);
    List<CostHistory> rows =
        List.of(
            CostHistory.of("a", 10, false, new double[] {1, 0, 0}),
            CostHistory.of("a", 11, true, new double[] {2, 0, 0}),
            CostHistory.of("b", 12, false, new double[] {6, 0, 0}));
    CostJackknife second = new CostJackknife(cost, cost.partialOf(rows));
    JackknifeResult result = second.finish(second.partialOf(rows)).result().orElseThrow();
    result
        .byMethod()
        .values()
        .forEach(m -> assertThat(m.stdErr()).isCloseTo(Math.sqrt(7 / 3.0), within(1e-12)));
    assertThat(result.warnings()).anyMatch(w -> w.contains("30 complete cases"));
  }

  @Property(tries = 1000, seed = "20261121")
  void splitSentAndMergedIsPooled(@ForAll long seed, @ForAll @IntRange(max = 20) int n) {
    Random random = new Random(seed);
    List<CostHistory> rows = rows(random, n);
    CensoredCost cost = cost(TieConvention.DEATHS_FIRST);
    CostJackknife second = new CostJackknife(cost, cost.partialOf(rows));
    JackknifeMoments pooled = second.partialOf(rows);
    Collections.shuffle(rows, random);
    int cut = n == 0 ? 0 : random.nextInt(n);
    JackknifeMoments one =
        PartialJson.read(
            PartialJson.write(second.partialOf(rows.subList(0, cut))), JackknifeMoments.class);
    JackknifeMoments other = second.partialOf(rows.subList(cut, n));
    same(
        second.finish(one.merge(other)).result().map(JackknifeResult::byMethod).orElse(Map.of()),
        second.finish(other.merge(one)).result().map(JackknifeResult::byMethod).orElse(Map.of()));
    same(
        second.finish(one.merge(other)).result().map(JackknifeResult::byMethod).orElse(Map.of()),
        second.finish(pooled).result().map(JackknifeResult::byMethod).orElse(Map.of()));
    assertThat(pooled.merge(second.empty())).isEqualTo(pooled);
    assertThat(second.empty().merge(pooled)).isEqualTo(pooled);
  }

  private static void same(
      Map<CostMethod, JackknifeResult.Mean> one, Map<CostMethod, JackknifeResult.Mean> other) {
    assertThat(one.keySet()).isEqualTo(other.keySet());
    one.forEach(
        (method, mean) ->
            assertThat(mean.stdErr())
                .isCloseTo(other.get(method).stdErr(), within(1e-9 * (1 + Math.abs(mean.mean())))));
  }

  @Test
  void otherPersonsInTheSecondPassAreRefused() {
    CensoredCost cost = cost(TieConvention.DEATHS_FIRST);
    CostHistory early = CostHistory.of("a", 2, true, new double[] {1, 0, 0});
    CostHistory late = CostHistory.of("a", 12, true, new double[] {1, 0, 0});
    CostJackknife second = new CostJackknife(cost, cost.partialOf(List.of(early, early)));
    refused("EV-ROW-002", () -> second.finish(second.partialOf(List.of(early))));
    refused("EV-ROW-002", () -> second.partialOf(List.of(late)));
    refused(
        "EV-ROW-002",
        () -> second.partialOf(List.of(CostHistory.of("a", 1, true, new double[] {1, 0, 0}))));
    refused(
        "EV-ROW-002",
        () -> second.partialOf(List.of(CostHistory.of("a", 2, false, new double[] {1, 0, 0}))));
    refused(
        "EV-COST-004",
        () -> second.partialOf(List.of(CostHistory.of("a", 2, true, new double[] {1}))));
    refused(
        "EV-ROW-002",
        () ->
            new JackknifeMoments(
                1, Map.of(CostMethod.LIN_TOTAL, AmountMoments.of(1).plus(AmountMoments.of(2)))));
  }

  private static void refused(String code, Runnable what) {
    assertThatThrownBy(what::run).isInstanceOf(EvidenceFault.class).hasMessageStartingWith(code);
  }

  @Test
  void nobodyAndOnePersonAreNamed() {
    CensoredCost cost = cost(TieConvention.DEATHS_FIRST);
    CostJackknife nobody = new CostJackknife(cost, cost.empty());
    assertThat(nobody.finish(nobody.empty())).isInstanceOf(NoData.class);
    List<CostHistory> one = List.of(CostHistory.of("a", 2, true, new double[] {1, 0, 0}));
    CostJackknife alone = new CostJackknife(cost, cost.partialOf(one));
    assertThat(alone.finish(alone.partialOf(one))).isInstanceOf(NotEstimable.class);
  }
}
