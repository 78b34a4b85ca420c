package org.therafed.evidence.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialJson;

/** Balance, imputation moments, score bins and weighted comparisons: split rows are pooled rows. */
class ComparisonLawsTest {
  private static final List<String> SITES = List.of("north", "south", "west");

  private static <ROW, P extends Partial<P>> P split(
      Estimator<ROW, P, ?> estimator, List<ROW> rows, Class<P> type, Random random) {
    List<Accumulator<ROW, P>> parts = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(5); i++) {
      parts.add(estimator.accumulator());
    }
    List<ROW> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(row -> parts.get(random.nextInt(parts.size())).add(row));
    P merged = estimator.empty();
    for (Accumulator<ROW, P> part : parts) {
      P read = PartialJson.read(PartialJson.write(part.partial()), type);
      assertThat(read).isEqualTo(part.partial());
      merged = random.nextBoolean() ? merged.merge(read) : read.merge(merged);
    }
    P pooled = estimator.partialOf(rows);
    assertThat(pooled.merge(estimator.empty())).isEqualTo(pooled);
    assertThat(estimator.empty().merge(pooled)).isEqualTo(pooled);
    return merged;
  }

  private static Offset<Double> close(double value, double scale) {
    return within(1e-12 * Math.max(scale, Math.abs(value)));
  }

  @Property(tries = 1000, seed = "20261121")
  void balanceAgreesToRounding(@ForAll long seed, @ForAll @IntRange(max = 60) int n) {
    Random random = new Random(seed);
    List<CovariateRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Double> terms = List.of(60 + 10 * random.nextGaussian(), (double) random.nextInt(2));
      double weight = random.nextInt(5) == 0 ? 0 : 3 * random.nextDouble();
      rows.add(new CovariateRow(SITES.get(random.nextInt(3)), random.nextBoolean(), terms, weight));
    }
    CovariateBalance balance = new CovariateBalance(List.of("age", "male"));
    BalancePartial merged = split(balance, rows, BalancePartial.class, random);
    BalancePartial pooled = balance.partialOf(rows);
    assertThat(merged.bySite()).isEqualTo(pooled.bySite());
    Finding<BalanceResult> one = balance.finish(pooled);
    Finding<BalanceResult> two = balance.finish(merged);
    assertThat(two.getClass()).isEqualTo(one.getClass());
    if (one.result().isEmpty()) {
      return;
    }
    BalanceResult a = one.result().get();
    BalanceResult b = two.result().orElseThrow();
    assertThat(b.n()).isEqualTo(a.n());
    assertThat(b.treated().effectiveSampleSize())
        .isEqualTo(a.treated().effectiveSampleSize(), close(a.treated().effectiveSampleSize(), 1));
    for (int i = 0; i < 2; i++) {
      BalanceResult.Row x = a.rows().get(i);
      BalanceResult.Row y = b.rows().get(i);
      assertThat(y.meanTreated()).isEqualTo(x.meanTreated(), close(x.meanTreated(), 1));
      assertThat(y.meanControl()).isEqualTo(x.meanControl(), close(x.meanControl(), 1));
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void imputationMomentsAgreeToRounding(@ForAll long seed, @ForAll @IntRange(max = 50) int n) {
    Random random = new Random(seed);
    List<IncompleteRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      double y = random.nextInt(4) == 0 ? Double.NaN : x + random.nextGaussian();
      rows.add(new IncompleteRow(SITES.get(random.nextInt(3)), List.of(x, y)));
    }
    MultipleImputation plan = new MultipleImputation(List.of("x", "y"), List.of("y"), 2, seed);
    ImputationPartial merged = split(plan, rows, ImputationPartial.class, random);
    ImputationPartial pooled = plan.partialOf(rows);
    assertThat(merged.bySite()).isEqualTo(pooled.bySite());
    ImputationPartial.Moments one = pooled.columns().get(0);
    ImputationPartial.Moments two = merged.columns().get(0);
    assertThat(two.n()).isEqualTo(one.n());
    for (int i = 0; i < one.means().size(); i++) {
      assertThat(two.means().get(i)).isEqualTo(one.means().get(i), close(one.means().get(i), 1));
    }
    for (int i = 0; i < one.products().size(); i++) {
      double value = one.products().get(i);
      assertThat(two.products().get(i)).isEqualTo(value, close(value, n));
    }
    assertThat(plan.finish(merged).getClass()).isEqualTo(plan.finish(pooled).getClass());
  }

  private static ComparisonModel model(WeightType type, boolean truncated) {
    return new ComparisonModel(
        new LogisticModel(new Design(List.of(Covariate.numeric("x"))), SITES, 0.95),
        type,
        truncated ? Optional.of(Truncation.atQuantiles(0.05, 0.95)) : Optional.empty());
  }

  @Property(tries = 1000, seed = "20261121")
  void weightedComparisonOfSplitRowsIsThatOfPooledRows(
      @ForAll long seed, @ForAll @IntRange(max = 60) int n) {
    Random random = new Random(seed);
    WeightType[] types = WeightType.values();
    ComparisonModel model = model(types[random.nextInt(types.length)], random.nextBoolean());
    ComparisonRows all = model.rows();
    List<ComparisonRows> parts = List.of(model.rows(), model.rows(), model.rows());
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      double treated = random.nextDouble() < 1 / (1 + Math.exp(-x)) ? 1 : 0;
      rows.add(new double[] {random.nextInt(3), x, treated, x + random.nextGaussian()});
    }
    rows.forEach(r -> add(all, r));
    Collections.shuffle(rows, random);
    rows.forEach(r -> add(parts.get(random.nextInt(3)), r));
    Finding<ComparisonResult> pooled = model.over(List.of(all));
    Finding<ComparisonResult> split = model.over(parts);
    assertThat(split.getClass()).isEqualTo(pooled.getClass());
    if (pooled.result().isPresent()) {
      ComparisonResult a = pooled.result().get();
      ComparisonResult b = split.result().orElseThrow();
      double scale = a.difference().stdErr();
      assertThat(b.difference().value()).isEqualTo(a.difference().value(), within(1e-9 * scale));
      assertThat(b.difference().stdErr()).isEqualTo(scale, within(1e-9 * scale));
      assertThat(b.overlap()).isEqualTo(a.overlap());
      assertThat(b.basis()).isEqualTo(a.basis());
    }
  }

  private static void add(ComparisonRows rows, double[] row) {
    rows.add(SITES.get((int) row[0]), new double[] {row[1]}, row[2] == 1, row[3]);
  }

  @Property(tries = 1000, seed = "20261121")
  void binsMergeExactlyAndBracketTheQuantile(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    Random random = new Random(seed);
    long[][] counts = new long[4][ScoreBins.BINS];
    double[] scores = new double[n];
    boolean[] treated = new boolean[n];
    for (int i = 0; i < n; i++) {
      scores[i] = 1 / (1 + Math.exp(2 * random.nextGaussian()));
      treated[i] = random.nextBoolean();
      int part = random.nextInt(2);
      counts[part * 2 + (treated[i] ? 0 : 1)][ScoreBins.bin(scores[i])]++;
    }
    ScoreBins one = new ScoreBins(counts[0], counts[1]);
    ScoreBins two = new ScoreBins(counts[2], counts[3]);
    assertThat(PartialJson.read(PartialJson.write(one), ScoreBins.class)).isEqualTo(one);
    assertThat(one.merge(two)).isEqualTo(two.merge(one));
    assertThat(one.merge(ScoreBins.empty())).isEqualTo(one);
    assertThat(one.merge(two).n()).isEqualTo(n);
    double share = one.merge(two).treatedShare();
    WeightType[] types = WeightType.values();
    WeightType type = types[random.nextInt(types.length)];
    double p = random.nextDouble();
    Optional<Interval> bracket = one.merge(two).weightQuantile(type, p);
    if (share == 0 || share == 1) {
      assertThat(bracket).isEmpty();
      return;
    }
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = type.weight(scores[i], treated[i], share);
    }
    double exact = Truncation.atQuantiles(p, p).limits(weights).lower();
    assertThat(exact)
        .isBetween(
            bracket.orElseThrow().lower() * (1 - 1e-12),
            bracket.orElseThrow().upper() * (1 + 1e-12));
    assertThat(bracket.get().upper()).isLessThan(bracket.get().lower() * Math.exp(0.0101));
  }
}
