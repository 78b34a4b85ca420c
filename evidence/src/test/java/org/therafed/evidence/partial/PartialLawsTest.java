package org.therafed.evidence.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.evidence.partial.PartialLaws.laws;
import static org.therafed.evidence.partial.PartialLaws.rows;
import static org.therafed.evidence.partial.PartialLaws.site;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.therafed.evidence.cost.CostPartial;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityPartial;
import org.therafed.evidence.toxicity.ToxicityRow;

/**
 * The laws of {@link Partial} on random rows: split, merged in any order, serialised, and merged
 * with the identity, the rows give what the pooled rows give.
 */
class PartialLawsTest {
  @Property(tries = 1000, seed = "20261121")
  void responseCountsAreExact(@ForAll long seed, @ForAll @IntRange(max = 60) int n) {
    Random random = new Random(seed);
    ResponseRate rate = new ResponseRate(0.95);
    laws(
        rate,
        rows(n, random, r -> new ResponseRow(site(r), r.nextBoolean())),
        ResponsePartial.class,
        random,
        (split, pooled) -> assertThat(split).isEqualTo(pooled));
  }

  @Property(tries = 1000, seed = "20261121")
  void eventTablesAreExact(@ForAll long seed, @ForAll @IntRange(max = 60) int n) {
    Random random = new Random(seed);
    KaplanMeier kaplanMeier = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    laws(
        kaplanMeier,
        rows(n, random, PartialLawsTest::survivalRow),
        EventTable.class,
        random,
        (split, pooled) -> {
          assertThat(split).isEqualTo(pooled);
          assertThat(kaplanMeier.finish(split).result().map(c -> List.copyOf(c.steps())))
              .isEqualTo(kaplanMeier.finish(pooled).result().map(c -> List.copyOf(c.steps())));
        });
  }

  @Property(tries = 1000, seed = "20261121")
  void toxicityCountsAreExact(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Random random = new Random(seed);
    laws(
        new ToxicityIncidence(0.95),
        rows(n, random, PartialLawsTest::toxicityRow),
        ToxicityPartial.class,
        random,
        (split, pooled) -> assertThat(split).isEqualTo(pooled));
  }

  @Property(tries = 1000, seed = "20261121")
  void costSumsAgreeToRounding(@ForAll long seed, @ForAll @IntRange(max = 60) int n) {
    Random random = new Random(seed);
    MeanCost mean = new MeanCost(0.95, "EUR", 2026);
    laws(
        mean,
        rows(n, random, PartialLawsTest::costRow),
        CostPartial.class,
        random,
        (split, pooled) -> {
          Finding<CostResult> one = mean.finish(split);
          Finding<CostResult> other = mean.finish(pooled);
          assertThat(one.result().isPresent()).isEqualTo(other.result().isPresent());
          if (one.result().isPresent()) {
            CostResult a = one.result().get();
            CostResult b = other.result().orElseThrow();
            assertThat(a.n()).isEqualTo(b.n());
            assertThat(a.mean()).isEqualTo(b.mean(), relative(b.mean()));
            assertThat(a.sd().isPresent()).isEqualTo(b.sd().isPresent());
            a.sd().ifPresent(sd -> assertThat(sd).isEqualTo(b.sd().orElseThrow(), relative(sd)));
            assertThat(a.byComponent().keySet()).isEqualTo(b.byComponent().keySet());
            a.byComponent()
                .forEach(
                    (name, amount) ->
                        assertThat(amount.mean())
                            .isEqualTo(b.byComponent().get(name).mean(), relative(amount.mean())));
          }
        });
  }

  private static Offset<Double> relative(double value) {
    return Offset.offset(1e-12 * Math.max(1, Math.abs(value)));
  }

  private static SurvivalRow survivalRow(Random random) {
    // Whole days, days with a fraction, late entries, and ties of all of them.
    double entry = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 0;
    double stay = random.nextBoolean() ? 1 + random.nextInt(20) : 0.1 + random.nextDouble() * 9;
    double time = random.nextInt(20) == 0 && entry == 0 ? 0 : entry + stay;
    return new SurvivalRow(site(random), entry, time, random.nextBoolean());
  }

  private static ToxicityRow toxicityRow(Random random) {
    java.util.TreeMap<String, Integer> grades = new java.util.TreeMap<>();
    for (String term : new String[] {"anaemia", "fatigue", "nausea"}) {
      if (random.nextInt(3) == 0) {
        grades.put(term, 1 + random.nextInt(5));
      }
    }
    return new ToxicityRow(site(random), grades);
  }

  private static CostRow costRow(Random random) {
    java.util.TreeMap<String, Double> amounts = new java.util.TreeMap<>();
    for (String component : new String[] {"drug", "imaging", "stay"}) {
      if (random.nextInt(3) > 0) {
        amounts.put(component, 100 + 1000 * random.nextDouble());
      }
    }
    return new CostRow(site(random), amounts);
  }
}
