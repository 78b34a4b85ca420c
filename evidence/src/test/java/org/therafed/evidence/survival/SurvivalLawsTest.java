package org.therafed.evidence.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.evidence.partial.PartialLaws.laws;
import static org.therafed.evidence.partial.PartialLaws.rows;
import static org.therafed.evidence.partial.PartialLaws.site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.therafed.evidence.rounds.RoundsDriver;
import org.therafed.evidence.survival.followup.FollowUp;
import org.therafed.evidence.survival.followup.FollowUpResult;
import org.therafed.evidence.survival.followup.FollowUpRow;
import org.therafed.evidence.survival.followup.FollowUpSums;
import org.therafed.evidence.survival.interval.IntervalRow;
import org.therafed.evidence.survival.interval.IntervalTable;
import org.therafed.evidence.survival.interval.Turnbull;
import org.therafed.evidence.survival.test.GroupedRow;
import org.therafed.evidence.survival.test.GroupedTables;
import org.therafed.evidence.survival.test.LogRank;
import org.therafed.evidence.survival.test.LogRankResult;

/** The laws of partials for the estimators of time to event, on random rows. */
class SurvivalLawsTest {
  @Property(tries = 1000, seed = "20261121")
  void weightedTablesAgreeToRounding(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Random random = new Random(seed);
    WeightedKaplanMeier estimator =
        new WeightedKaplanMeier(0.95, ConfidenceBand.LOG_LOG, WeightedVariance.ROBUST);
    laws(
        estimator,
        rows(n, random, SurvivalLawsTest::weightedRow),
        WeightedTable.class,
        random,
        (split, pooled) -> {
          assertThat(split.bySite()).isEqualTo(pooled.bySite());
          Optional<WeightedCurve> one = estimator.finish(split).result();
          Optional<WeightedCurve> other = estimator.finish(pooled).result();
          assertThat(one.isPresent()).isEqualTo(other.isPresent());
          if (one.isPresent()) {
            sameCurve(one.get(), other.orElseThrow(), 1e-12);
          }
        });
  }

  @Property(tries = 1000, seed = "20261121")
  void clustersSpreadOverSourcesAgreeWithOneSource(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
    Random random = new Random(seed);
    WeightedKaplanMeier estimator =
        new WeightedKaplanMeier(0.95, ConfidenceBand.PLAIN, WeightedVariance.ROBUST);
    List<String> labels = List.of("c0", "c1", "c2", "c3", "c4");
    List<ClusteredRow> all =
        rows(n, random, r -> new ClusteredRow("c" + r.nextInt(5), weightedRow(r)));
    List<List<ClusteredRow>> parts =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<ClusteredRow> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(r -> parts.get(random.nextInt(3)).add(r));
    Optional<WeightedCurve> pooled = clustered(estimator, labels, List.of(all));
    Optional<WeightedCurve> split = clustered(estimator, labels, parts);
    assertThat(split.isPresent()).isEqualTo(pooled.isPresent());
    split.ifPresent(curve -> sameCurve(curve, pooled.orElseThrow(), 1e-9));
  }

  private static Optional<WeightedCurve> clustered(
      WeightedKaplanMeier estimator, List<String> labels, List<List<ClusteredRow>> parts) {
    List<ClusteredRows> sources = parts.stream().map(ClusteredRows::new).toList();
    WeightedTable table = estimator.empty();
    for (ClusteredRows source : sources) {
      table = table.merge(source.table());
    }
    return RoundsDriver.run(new ClusteredKaplanMeier(estimator, table, labels), sources).result();
  }

  @Property(tries = 1000, seed = "20261121")
  void groupedTablesAreExact(@ForAll long seed, @ForAll @IntRange(max = 50) int n) {
    Random random = new Random(seed);
    LogRank logRank = new LogRank(0.95, random.nextInt(2));
    laws(
        logRank,
        rows(n, random, SurvivalLawsTest::groupedRow),
        GroupedTables.class,
        random,
        (split, pooled) -> {
          assertThat(split).isEqualTo(pooled);
          assertThat(logRank.finish(split).result().map(LogRankResult::chiSquare))
              .isEqualTo(logRank.finish(pooled).result().map(LogRankResult::chiSquare));
        });
  }

  @Property(tries = 1000, seed = "20261121")
  void intervalTablesAreExact(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    laws(
        new Turnbull(),
        rows(n, random, SurvivalLawsTest::intervalRow),
        IntervalTable.class,
        random,
        (split, pooled) -> assertThat(split).isEqualTo(pooled));
  }

  @Property(tries = 1000, seed = "20261121")
  void followUpSumsAgreeToRounding(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Random random = new Random(seed);
    FollowUp followUp = new FollowUp(180, 0.8, false);
    laws(
        followUp,
        rows(n, random, SurvivalLawsTest::followUpRow),
        FollowUpSums.class,
        random,
        (split, pooled) -> {
          Optional<FollowUpResult> one = followUp.finish(split).result();
          Optional<FollowUpResult> other = followUp.finish(pooled).result();
          assertThat(one.isPresent()).isEqualTo(other.isPresent());
          if (one.isPresent()) {
            assertThat(one.get().all().n()).isEqualTo(other.orElseThrow().all().n());
            assertThat(one.get().all().stale()).isEqualTo(other.get().all().stale());
            close(one.get().all().completeness(), other.get().all().completeness(), 1e-12);
          }
        });
  }

  @Property(tries = 1000, seed = "20261121")
  void coarseningAndMergingChangePlaces(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Random random = new Random(seed);
    EventTableBuilder one = new EventTableBuilder();
    EventTableBuilder other = new EventTableBuilder();
    for (int i = 0; i < n; i++) {
      (random.nextBoolean() ? one : other).add(survivalRow(random));
    }
    TimeGrid grid = new TimeGrid(1 + random.nextInt(10));
    EventTable merged = one.partial().merge(other.partial());
    assertThat(grid.coarsen(merged))
        .isEqualTo(grid.coarsen(one.partial()).merge(grid.coarsen(other.partial())));
    assertThat(grid.coarsen(merged).n()).isEqualTo(merged.n());
  }

  private static void sameCurve(WeightedCurve one, WeightedCurve other, double tolerance) {
    assertThat(one.steps().size()).isEqualTo(other.steps().size());
    for (int i = 0; i < one.steps().size(); i++) {
      WeightedStep a = one.steps().get(i);
      WeightedStep b = other.steps().get(i);
      assertThat(a.timeDays()).isEqualTo(b.timeDays());
      close(a.atRisk(), b.atRisk(), tolerance);
      close(a.survival(), b.survival(), tolerance);
      assertThat(a.stdErr().isPresent()).isEqualTo(b.stdErr().isPresent());
      // Squares are compared: a root of rounding is no longer rounding.
      close(Math.pow(a.stdErr().orElse(0), 2), Math.pow(b.stdErr().orElse(0), 2), tolerance);
    }
    close(one.restrictedMean(9).meanDays(), other.restrictedMean(9).meanDays(), tolerance);
  }

  private static void close(double one, double other, double tolerance) {
    assertThat(one).isEqualTo(other, Offset.offset(tolerance * Math.max(1, Math.abs(other))));
  }

  private static SurvivalRow survivalRow(Random random) {
    double entry = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 0;
    double stay = random.nextBoolean() ? 1 + random.nextInt(20) : 0.1 + random.nextDouble() * 9;
    double time = random.nextInt(20) == 0 && entry == 0 ? 0 : entry + stay;
    return new SurvivalRow(site(random), entry, time, random.nextBoolean());
  }

  private static WeightedRow weightedRow(Random random) {
    SurvivalRow row = survivalRow(random);
    double weight = random.nextInt(10) == 0 ? 0 : 0.2 + 3 * random.nextDouble();
    return new WeightedRow(row.site(), row.entryDays(), row.timeDays(), row.event(), weight);
  }

  private static GroupedRow groupedRow(Random random) {
    return new GroupedRow("s" + random.nextInt(2), "g" + random.nextInt(3), survivalRow(random));
  }

  private static IntervalRow intervalRow(Random random) {
    double last = random.nextInt(10);
    return new IntervalRow(
        site(random), last, random.nextInt(3) == 0 ? IntervalRow.NEVER : last + random.nextInt(5));
  }

  private static FollowUpRow followUpRow(Random random) {
    double cut = 1000 * random.nextDouble();
    return new FollowUpRow(
        site(random), random.nextInt(2) * 10, cut * random.nextDouble(), cut, random.nextBoolean());
  }
}
