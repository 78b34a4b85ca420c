package org.therafed.evidence.cost.breakdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.MeanAmount;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.reference.LargestError;

class CostBreakdownTest {
  private static final CostBreakdown BREAKDOWN = new CostBreakdown(0.95, "EUR", 2026);

  private static CostItem item(int cycle, String component, String payer, double amount) {
    return new CostItem(cycle, component, payer, amount);
  }

  @Test
  void partsByHand() {
    BreakdownResult result =
        BREAKDOWN
            .finish(
                BREAKDOWN.partialOf(
                    List.of(
                        new ItemisedCourse(
                            "n",
                            2,
                            List.of(
                                item(0, "staging", "insurer", 5),
                                item(1, "drug", "insurer", 10),
                                item(1, "stay", "patient", 2),
                                item(2, "drug", "insurer", 20))),
                        new ItemisedCourse("s", 1, List.of(item(1, "drug", "insurer", 6))),
                        new ItemisedCourse("s", 1, List.of()))))
            .result()
            .orElseThrow();
    assertThat(result.n()).isEqualTo(3);
    assertThat(result.sites()).isEqualTo(2);
    LargestError error = new LargestError();
    error.add("total", result.total().mean(), 43 / 3.0);
    // Per cycle given: 12, 6 and 0 in the first, 20 in the second, which one course had.
    error.add("first cycle", result.byCycle().get(1).mean(), 6);
    error.add("its sd", result.byCycle().get(1).sd().orElseThrow(), 6);
    // Its standard error is 6 / √3; Student's t of two degrees of freedom in closed form.
    double half = 0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95)) * 6 / Math.sqrt(3);
    error.add("its limit", result.byCycle().get(1).interval().orElseThrow().upper(), 6 + half);
    assertThat(result.byCycle().get(2).mean()).isEqualTo(20);
    assertThat(result.byCycle().get(2).interval()).isEmpty();
    // Per course, those without it as 0.
    error.add("drug", result.byComponent().get("drug").mean(), 12);
    error.add("stay", result.byComponent().get("stay").mean(), 2 / 3.0);
    error.add("patient", result.byPayer().get("patient").mean(), 2 / 3.0);
    error.add("insurer", result.byPayer().get("insurer").mean(), 41 / 3.0);
    error.isAtMost(9e-12);
    assertThat(result.estimates()).hasSize(1 + 2 + 3 + 2);
    assertThat(result.warnings()).hasSize(1);
  }

  /** Sites merge by these names, and the digits of a site's locale may be others. */
  @Test
  void cyclesAreNamedAlikeWhateverTheLocale() {
    List<ItemisedCourse> rows =
        List.of(new ItemisedCourse("n", 1, List.of(item(1, "drug", "insurer", 6))));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(BREAKDOWN.partialOf(rows).bySite().get("n").byCycle()).containsOnlyKeys("0001");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void badInputIsNamed() {
    assertThat(BREAKDOWN.finish(BREAKDOWN.empty())).isInstanceOf(NoData.class);
    refused("EV-COST-001", () -> item(1, "drug", "insurer", Double.NaN));
    refused("EV-COST-003", () -> item(1, " ", "insurer", 1));
    refused("EV-ROW-003", () -> item(1, "drug", "", 1));
    refused("EV-ROW-002", () -> item(-1, "drug", "insurer", 1));
    refused("EV-ROW-002", () -> new ItemisedCourse("n", 1, List.of(item(2, "drug", "insurer", 1))));
    refused(
        "EV-COST-001",
        () ->
            BREAKDOWN.partialOf(
                List.of(
                    new ItemisedCourse(
                        "n",
                        1,
                        List.of(
                            item(1, "drug", "a", Double.MAX_VALUE),
                            item(1, "drug", "a", Double.MAX_VALUE))))));
    refused(
        "EV-COST-002", () -> BREAKDOWN.empty().merge(new CostBreakdown(0.95, "CNY", 2026).empty()));
    refused("EV-COST-002", () -> BREAKDOWN.finish(new CostBreakdown(0.95, "EUR", 2025).empty()));
    refused("EV-COST-002", () -> new CostBreakdown(0.95, "euro", 2026));
  }

  private static void refused(String code, Runnable what) {
    assertThatThrownBy(what::run).isInstanceOf(EvidenceFault.class).hasMessageStartingWith(code);
  }

  @Property(tries = 1000, seed = "20261121")
  void splitSentAndMergedIsPooled(@ForAll long seed, @ForAll @IntRange(max = 25) int n) {
    Random random = new Random(seed);
    List<ItemisedCourse> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int cycles = random.nextInt(4);
      List<CostItem> items =
          IntStream.range(0, random.nextInt(5))
              .mapToObj(
                  j ->
                      item(
                          random.nextInt(cycles + 1),
                          "c" + random.nextInt(3),
                          "p" + random.nextInt(2),
                          1000 * random.nextDouble()))
              .toList();
      rows.add(new ItemisedCourse("s" + random.nextInt(3), cycles, items));
    }
    BreakdownSums pooled = BREAKDOWN.partialOf(rows);
    Collections.shuffle(rows, random);
    int cut = n == 0 ? 0 : random.nextInt(n);
    BreakdownSums one =
        PartialJson.read(
            PartialJson.write(BREAKDOWN.partialOf(rows.subList(0, cut))), BreakdownSums.class);
    BreakdownSums other = BREAKDOWN.partialOf(rows.subList(cut, n));
    same(one.merge(other), pooled);
    same(other.merge(one), pooled);
    assertThat(pooled.merge(BREAKDOWN.empty())).isEqualTo(pooled);
    assertThat(BREAKDOWN.empty().merge(pooled)).isEqualTo(pooled);
  }

  private static void same(BreakdownSums one, BreakdownSums other) {
    if (BREAKDOWN.finish(other) instanceof NoData) {
      assertThat(BREAKDOWN.finish(one)).isInstanceOf(NoData.class);
      return;
    }
    BreakdownResult a = BREAKDOWN.finish(one).result().orElseThrow();
    BreakdownResult b = BREAKDOWN.finish(other).result().orElseThrow();
    assertThat(a.n()).isEqualTo(b.n());
    near(Map.of(0, a.total()), Map.of(0, b.total()));
    near(a.byCycle(), b.byCycle());
    near(a.byComponent(), b.byComponent());
    near(a.byPayer(), b.byPayer());
  }

  private static <K> void near(Map<K, MeanAmount> one, Map<K, MeanAmount> other) {
    assertThat(one.keySet()).isEqualTo(other.keySet());
    one.forEach(
        (key, amount) -> {
          assertThat(amount.courses()).isEqualTo(other.get(key).courses());
          assertThat(amount.mean()).isCloseTo(other.get(key).mean(), within(1e-12 * 1000));
          assertThat(amount.sd().orElse(0)).isCloseTo(other.get(key).sd().orElse(0), within(1e-9));
        });
  }
}
