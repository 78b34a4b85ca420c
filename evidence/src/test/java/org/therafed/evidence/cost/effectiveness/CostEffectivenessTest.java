package org.therafed.evidence.cost.effectiveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.cost.censored.CostIntervals;
import org.therafed.evidence.cost.censored.TieConvention;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.reference.LargestError;

class CostEffectivenessTest {
  static final CostIntervals INTERVALS = new CostIntervals(List.of(0.0, 180.0, 365.0));
  static final CostFrame FRAME = new CostFrame("payer", INTERVALS, 0, 0, 2026, "EUR");
  private static final CostEffectiveness QUESTION =
      new CostEffectiveness(FRAME, TieConvention.DEATHS_FIRST, 0.95);
  private static final BootstrapWeights WEIGHTS = new BootstrapWeights(20261121);

  static List<OutcomeRow> rows(Random random, int n, CostIntervals intervals) {
    CostFrame frame = new CostFrame("payer", intervals, 0, 0, 2026, "EUR");
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              boolean treated = random.nextBoolean();
              double time = Math.ceil(-Math.log(1 - random.nextDouble()) * (treated ? 500 : 350));
              boolean died = random.nextInt(4) > 0;
              String site = "s" + random.nextInt(3);
              double[] days = {0, Math.min(30, time / 2)};
              double[] amounts = {(treated ? 9000 : 2000) * random.nextDouble(), 500};
              double utility = 0.5 + 0.5 * random.nextDouble();
              return new OutcomeRow(
                  i,
                  treated,
                  frame.costs(site, time, died, days, amounts),
                  frame.qualityAdjustedYears(
                      site, time, died, new double[] {0}, new double[] {utility}));
            })
        .toList();
  }

  @Property(tries = 1000, seed = "20261121")
  void replicatesOfSitesMergedArePooledAndThoseOfTheFastWay(@ForAll long seed) {
    List<OutcomeRow> rows = rows(new Random(seed), 30, INTERVALS);
    List<Increment> fast =
        new Bootstrap(FRAME, TieConvention.DEATHS_FIRST, rows, WEIGHTS).run(3, INTERVALS.size());
    int seen = 0;
    for (int replicate = 0; replicate < 3; replicate++) {
      ArmTables pooled = QUESTION.replicate(rows, WEIGHTS, replicate);
      ArmTables merged = QUESTION.tables(List.of());
      for (String site : List.of("s2", "s0", "s1")) {
        List<OutcomeRow> own = rows.stream().filter(row -> row.cost().site().equals(site)).toList();
        ArmTables part = QUESTION.replicate(own, WEIGHTS, replicate);
        merged = merged.merge(PartialJson.read(PartialJson.write(part), ArmTables.class));
      }
      assertThat(QUESTION.increment(merged).isPresent())
          .isEqualTo(QUESTION.increment(pooled).isPresent());
      if (QUESTION.increment(pooled).isPresent()) {
        same(QUESTION.increment(merged).get(), QUESTION.increment(pooled).get());
        same(fast.get(seen++), QUESTION.increment(pooled).get());
      }
    }
    assertThat(fast).hasSize(seen);
  }

  private static void same(Increment one, Increment other) {
    near(one.cost(), other.cost());
    near(one.qualityYears(), other.qualityYears());
    near(one.lifeYears(), other.lifeYears());
  }

  static void near(double value, double of) {
    assertThat(value).isCloseTo(of, Offset.offset(1e-9 * Math.max(1, Math.abs(of))));
  }

  @Test
  void weightsArePoissonOfMeanOne() {
    int[] counts = new int[14];
    int n = 200_000;
    for (int key = 0; key < 2000; key++) {
      for (int replicate = 0; replicate < 100; replicate++) {
        counts[WEIGHTS.weight(key, replicate)]++;
      }
    }
    double probability = Math.exp(-1);
    double chiSquare = 0;
    for (int k = 0; k < 6; k++) {
      double expected = n * probability;
      chiSquare += (counts[k] - expected) * (counts[k] - expected) / expected;
      probability /= k + 1;
    }
    // 99.9 % of chi-square with 6 degrees of freedom.
    assertThat(chiSquare).isLessThan(22.5);
    assertThat(WEIGHTS.weight(7, 3)).isEqualTo(new BootstrapWeights(20261121).weight(7, 3));
  }

  @Test
  void intervalOfTheRatioIsWithheldWhenReplicatesCrossQuadrants() {
    List<Increment> crossing =
        List.of(new Increment(1, 1, 1), new Increment(1, -1, 1), new Increment(2, 1, 1));
    ValueForMoney value = new ValueForMoney(crossing);
    assertThat(value.ratioInterval(0.95)).isEmpty();
    assertThat(value.quadrants()).isEqualTo(new Quadrants(2, 1, 0, 0));
    assertThat(value.acceptability(1.5)).isEqualTo(1 / 3.0, Offset.offset(1e-12));
    ValueForMoney single =
        new ValueForMoney(List.of(new Increment(1, 1, 1), new Increment(3, 1, 1)));
    assertThat(single.ratioInterval(0.5).orElseThrow().lower()).isEqualTo(1.5);
  }

  @Test
  void resultCarriesItsFrameAndItsWarnings() {
    List<OutcomeRow> rows = rows(new Random(1), 200, INTERVALS);
    List<Increment> replicates =
        new Bootstrap(FRAME, TieConvention.DEATHS_FIRST, rows, WEIGHTS).run(200, 2);
    CostEffectivenessResult result =
        QUESTION
            .finish(QUESTION.tables(rows), replicates, List.of(0.0, 50_000.0))
            .result()
            .orElseThrow();
    assertThat(result.unit())
        .isEqualTo(
            "persons; perspective: payer; horizon 365.0 days; discount per year 0.0 of costs,"
                + " 0.0 of effects; EUR at prices of 2026");
    assertThat(result.sites()).isEqualTo(3);
    assertThat(result.estimates()).hasSize(9);
    assertThat(result.value().acceptability(0)).isLessThan(0.05);
  }

  @Property(tries = 1000, seed = "20261121")
  void discountedAndTiedReplicatesAreThoseOfTheFastWayUnderBothConventions(@ForAll long seed) {
    Random random = new Random(seed);
    CostFrame frame = new CostFrame("payer", INTERVALS, 0.03, 0.05, 2026, "EUR");
    TieConvention ties =
        random.nextBoolean() ? TieConvention.DEATHS_FIRST : TieConvention.REVERSE_KAPLAN_MEIER;
    CostEffectiveness question = new CostEffectiveness(frame, ties, 0.95);
    List<OutcomeRow> rows =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  // Few distinct days, some of them blurred, and the horizon itself.
                  double time = List.of(90.0, 180.0, 200.0, 365.0).get(random.nextInt(4));
                  double blurred = time * (random.nextBoolean() ? 1 : 1 - 1e-13);
                  boolean died = random.nextBoolean();
                  double[] day = {random.nextInt(365)};
                  return new OutcomeRow(
                      i,
                      random.nextBoolean(),
                      frame.costs("s", blurred, died, day, new double[] {100}),
                      frame.qualityAdjustedYears("s", blurred, died, day, new double[] {0.5}));
                })
            .toList();
    List<Increment> fast = new Bootstrap(frame, ties, rows, WEIGHTS).run(3, INTERVALS.size());
    int seen = 0;
    for (int replicate = 0; replicate < 3; replicate++) {
      var slow = question.increment(question.replicate(rows, WEIGHTS, replicate));
      if (slow.isPresent()) {
        same(fast.get(seen++), slow.get());
      }
    }
    assertThat(fast).hasSize(seen);
  }

  @Test
  void partsUnderOtherFramesAreNeverMerged() {
    CostFrame yuan = new CostFrame("payer", INTERVALS, 0, 0, 2026, "CNY");
    CostFrame older = new CostFrame("payer", INTERVALS, 0, 0, 2025, "EUR");
    CostFrame society = new CostFrame("society", INTERVALS, 0, 0, 2026, "EUR");
    CostFrame discounted = new CostFrame("payer", INTERVALS, 0.03, 0, 2026, "EUR");
    mixed(yuan, "EV-COST-002");
    mixed(older, "EV-COST-008");
    mixed(society, "EV-COST-008");
    mixed(discounted, "EV-COST-008");
  }

  private static void mixed(CostFrame frame, String code) {
    CostEffectiveness other = new CostEffectiveness(frame, TieConvention.DEATHS_FIRST, 0.95);
    ArmTables tables = other.tables(List.of());
    assertThatThrownBy(() -> QUESTION.tables(List.of()).merge(tables)).hasMessageStartingWith(code);
    assertThatThrownBy(() -> QUESTION.finish(tables, List.of(), List.of()))
        .hasMessageStartingWith(code);
    Fieller totals = new Fieller(FRAME, 0.95);
    PairTotals theirs = new Fieller(frame, 0.95).empty();
    assertThatThrownBy(() -> totals.empty().merge(theirs)).hasMessageStartingWith(code);
    assertThatThrownBy(() -> totals.finish(theirs)).hasMessageStartingWith(code);
    CostPerEffect ratio = new CostPerEffect(FRAME, TieConvention.DEATHS_FIRST, "responder", 0.95);
    assertThatThrownBy(() -> ratio.finish(tables, List.of())).hasMessageStartingWith(code);
  }

  @Test
  void anArmOfCensoredOnlyIsNotEstimable() {
    CostHistory dead = CostHistory.of("s", 100, true, new double[] {5, 0});
    CostHistory lost = CostHistory.of("s", 100, false, new double[] {5, 0});
    List<OutcomeRow> rows =
        List.of(new OutcomeRow(1, true, dead, dead), new OutcomeRow(2, false, lost, lost));
    assertThat(QUESTION.finish(QUESTION.tables(rows), List.of(), List.of()))
        .isInstanceOf(NotEstimable.class);
    assertThat(new Bootstrap(FRAME, TieConvention.DEATHS_FIRST, rows, WEIGHTS).run(50, 2))
        .isEmpty();
  }

  @Test
  void emptyArmsAreNamed() {
    assertThat(QUESTION.finish(QUESTION.tables(List.of()), List.of(), List.of()))
        .isInstanceOf(NoData.class);
    List<OutcomeRow> treated =
        rows(new Random(1), 20, INTERVALS).stream().filter(OutcomeRow::treated).toList();
    assertThat(QUESTION.finish(QUESTION.tables(treated), List.of(), List.of()))
        .isInstanceOf(NotEstimable.class);
  }

  @Test
  void costPerResponderByHand() {
    CostIntervals one = new CostIntervals(List.of(0.0, 100.0));
    CostFrame frame = new CostFrame("payer", one, 0, 0, 2026, "EUR");
    List<OutcomeRow> rows =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    new OutcomeRow(
                        i,
                        true,
                        CostHistory.of("s", 100, false, new double[] {1000}),
                        CostHistory.of("s", 100, false, new double[] {i % 2})))
            .toList();
    CostPerEffect question =
        new CostPerEffect(frame, TieConvention.DEATHS_FIRST, "responder", 0.95);
    CostEffectiveness tables = question.question();
    List<ArmTables> replicates =
        IntStream.range(0, 200).mapToObj(r -> tables.replicate(rows, WEIGHTS, r)).toList();
    CostPerEffectResult result =
        question.finish(tables.tables(rows), replicates).result().orElseThrow();
    new LargestError().add("cost per responder", result.ratio(), 2000).isAtMost(1e-15);
    assertThat(result.lower().orElseThrow()).isBetween(1000.0, 2000.0);
    assertThat(result.upper().orElseThrow()).isBetween(2000.0, 4000.0);
    List<OutcomeRow> nobody = rows.stream().filter(row -> row.effect().total() == 0).toList();
    assertThat(question.finish(tables.tables(nobody), replicates)).isInstanceOf(NotEstimable.class);
  }
}
