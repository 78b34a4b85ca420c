package org.therafed.evidence.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/** Weighted differences against stacked estimating equations solved by R, and what has none. */
class ComparisonFitTest {
  private static final double[] X1 = {
    1.2, 0.5, 2.3, 3.1, 0.4, 1.9, 2.8, 0.7, 1.1, 3.5, 2.2, 0.9, 1.6, 2.7, 3.3, 0.2, 1.4, 2.1, 0.8,
    2.9
  };
  private static final int[] X2 = {0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1};
  private static final int[] Z = {0, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1};
  private static final double[] Y = {
    3.1, 4.2, 5.9, 6.3, 2.2, 5.0, 4.4, 2.9, 3.8, 7.1, 5.5, 2.4, 3.6, 6.0, 6.8, 1.9, 3.0, 4.1, 2.5,
    6.6
  };
  private static final Design TWO =
      new Design(List.of(Covariate.numeric("x1"), Covariate.numeric("x2")));
  private static final LogisticModel SCORE = new LogisticModel(TWO, List.of("a", "b"), 0.95);

  private static ComparisonModel model(WeightType type) {
    return new ComparisonModel(SCORE, type, Optional.empty());
  }

  private static List<ComparisonRows> sources(ComparisonModel model) {
    ComparisonRows a = model.rows();
    ComparisonRows b = model.rows();
    for (int i = 0; i < 20; i++) {
      double[] values = {X1[i], X2[i]};
      (i % 2 == 0 ? a : b).add(i % 2 == 0 ? "a" : "b", values, Z[i] == 1, Y[i]);
    }
    return List.of(a, b);
  }

  @ParameterizedTest
  @CsvSource({
    "ATE, 5.06711131417745, 3.36596702160128, 0.269885244748392, 0.202325358063082,"
        + " 0.236927638205865, 0.536001576919881, 6.44278589582962",
    "ATE_STABILISED, 5.06711131417745, 3.36596702160128, 0.269885244748392, 0.202325358063082,"
        + " 0.236927638205865, 0.536001576919881, 6.44278589582962",
    "ATT, 5.72, 3.81828406019978, 0.329484445775851, 0.198908197127143, 0.236862746643373,"
        + " 0.383405246321074, 10",
    "OVERLAP, 4.9596307711187, 3.56896850882771, 0.341660901941923, 0.271156317722223,"
        + " 0.128562581690106, 0.469287614324178, 6.16230144832822"
  })
  void errorsAreThoseOfStackedEstimatingEquations(
      WeightType type,
      double treated,
      double control,
      double seTreated,
      double seControl,
      double seDifference,
      double seKnown,
      double effective) {
    ComparisonModel model = model(type);
    ComparisonResult result = model.over(sources(model)).result().orElseThrow();
    assertThat(result.treated().value()).isEqualTo(treated, within(1e-10));
    assertThat(result.control().value()).isEqualTo(control, within(1e-10));
    // R's derivative was numerical.
    assertThat(result.treated().stdErr()).isEqualTo(seTreated, within(1e-8));
    assertThat(result.control().stdErr()).isEqualTo(seControl, within(1e-8));
    assertThat(result.difference().stdErr()).isEqualTo(seDifference, within(1e-8));
    assertThat(result.difference().stdErrScoreKnown()).isEqualTo(seKnown, within(1e-10));
    assertThat(result.treatedWeights().effectiveSampleSize()).isEqualTo(effective, within(1e-9));
    assertThat(result.checks()).contains("the variance accounts for estimating the score");
    assertThat(result.ratio().orElseThrow().value()).isEqualTo(treated / control, within(1e-10));
    assertThat(result.sites()).isEqualTo(2);
    assertThat(result.estimand()).isEqualTo(type.estimand());
  }

  @Test
  void oneBinaryCovariateGivesTheStandardisedRisks() {
    // Stratum 0: 2/4 treated and 3/12 others respond; stratum 1: 6/12 and 1/4; both of 16.
    LogisticModel score =
        new LogisticModel(new Design(List.of(Covariate.numeric("x"))), List.of("a"), 0.95);
    ComparisonModel model = new ComparisonModel(score, WeightType.ATE, Optional.empty());
    ComparisonRows rows = model.rows();
    int[][] cells = {{0, 1, 2, 4}, {0, 0, 3, 12}, {1, 1, 6, 12}, {1, 0, 1, 4}};
    for (int[] cell : cells) {
      for (int i = 0; i < cell[3]; i++) {
        rows.add("a", new double[] {cell[0]}, cell[1] == 1, i < cell[2] ? 1 : 0);
      }
    }
    ComparisonResult result = model.over(List.of(rows)).result().orElseThrow();
    assertThat(result.treated().value()).isEqualTo(0.5, within(1e-12));
    assertThat(result.control().value()).isEqualTo(0.25, within(1e-12));
    // Stratified variance of a standardised risk: Σ (1/2)² p(1 − p)/n, no variance between strata
    // as their risks are equal.
    double treated = 0.25 * (0.25 / 4 + 0.25 / 12);
    double control = 0.25 * (0.1875 / 12 + 0.1875 / 4);
    assertThat(result.difference().stdErr()).isEqualTo(Math.sqrt(treated + control), within(1e-12));
  }

  @Test
  void truncationAtDeclaredLimitsIsExactAndCounted() {
    Truncation limits = Truncation.at(0.6, 2);
    ComparisonModel model =
        new ComparisonModel(SCORE, WeightType.ATE_STABILISED, Optional.of(limits));
    ComparisonResult result = model.over(sources(model)).result().orElseThrow();
    ScoredRows scored = new ScoredRows(result.score(), TWO);
    for (int i = 0; i < 20; i++) {
      scored.add("a", new double[] {X1[i], X2[i]}, Z[i] == 1);
    }
    double[] weights = scored.weights(WeightType.ATE_STABILISED, limits);
    double[] free = scored.weights(WeightType.ATE_STABILISED);
    double sum = 0;
    double product = 0;
    int changed = 0;
    for (int i = 0; i < 20; i++) {
      sum += Z[i] == 1 ? weights[i] : 0;
      product += Z[i] == 1 ? weights[i] * Y[i] : 0;
      changed += weights[i] == free[i] ? 0 : 1;
    }
    assertThat(changed).isPositive();
    assertThat(result.treated().value()).isEqualTo(product / sum, within(1e-12));
    assertThat(result.truncation().orElseThrow().persons()).isEqualTo(changed);
    assertThat(result.truncation().orElseThrow().error()).isZero();
    assertThat(result.warnings()).anyMatch(w -> w.startsWith("Weights are truncated"));
  }

  @Test
  void truncationAtQuantilesSaysItsErrorAndKeepsToIt() {
    Truncation declared = Truncation.atQuantiles(0.1, 0.9);
    ComparisonModel model = new ComparisonModel(SCORE, WeightType.ATE, Optional.of(declared));
    ComparisonResult result = model.over(sources(model)).result().orElseThrow();
    ScoredRows scored = new ScoredRows(result.score(), TWO);
    for (int i = 0; i < 20; i++) {
      scored.add("a", new double[] {X1[i], X2[i]}, Z[i] == 1);
    }
    Truncation exact = declared.limits(scored.weights(WeightType.ATE));
    ComparisonResult.Truncated truncated = result.truncation().orElseThrow();
    assertThat(truncated.error()).isPositive().isLessThan(0.006);
    assertThat(truncated.limits().lower())
        .isEqualTo(exact.lower(), within(exact.lower() * truncated.error() * 1.01));
    assertThat(truncated.limits().upper())
        .isEqualTo(exact.upper(), within(exact.upper() * truncated.error() * 1.01));
  }

  @Test
  void overlapWeightsBalanceEveryTermExactly() {
    ComparisonModel model = model(WeightType.OVERLAP);
    List<ComparisonRows> sources = sources(model);
    ComparisonResult result = model.over(sources).result().orElseThrow();
    BalancePartial both = sources.get(0).balance(result).merge(sources.get(1).balance(result));
    BalanceResult balance = new CovariateBalance(TWO.terms()).finish(both).result().orElseThrow();
    for (BalanceResult.Row row : balance.rows()) {
      assertThat(row.after().orElseThrow()).isEqualTo(0, within(1e-9));
      assertThat(Math.abs(row.before().orElseThrow())).isGreaterThan(0.5);
    }
  }

  @Test
  void separatedArmsAreNamed() {
    ComparisonModel model = model(WeightType.ATE);
    ComparisonRows rows = model.rows();
    for (int i = 0; i < 20; i++) {
      rows.add("a", new double[] {i, X2[i]}, i >= 10, Y[i]);
    }
    assertThat(reason(model.over(List.of(rows))))
        .contains("propensity score")
        .contains("separation");
  }

  @Test
  void outcomesThatDoNotVaryAreNamed() {
    ComparisonModel model = model(WeightType.ATE);
    ComparisonRows rows = model.rows();
    for (int i = 0; i < 20; i++) {
      rows.add("a", new double[] {X1[i], X2[i]}, Z[i] == 1, 3);
    }
    assertThat(reason(model.over(List.of(rows)))).isEqualTo("the outcome does not vary");
  }

  private static String reason(Finding<ComparisonResult> finding) {
    assertThat(finding).isInstanceOf(NotEstimable.class);
    return ((NotEstimable<ComparisonResult>) finding).reason();
  }

  @Test
  void noRowIsNoDataAndOneArmIsNamed() {
    ComparisonModel model = model(WeightType.ATT);
    assertThat(model.over(List.of(model.rows()))).isInstanceOf(NoData.class);
    ComparisonRows rows = model.rows();
    rows.add("a", new double[] {1, 2}, true, 3);
    assertThat(reason(model.over(List.of(rows)))).contains("every row had the event");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e200})
  void impossibleOutcomesAreRefused(double outcome) {
    assertThatThrownBy(
            () -> model(WeightType.ATE).rows().add("a", new double[] {1, 2}, true, outcome))
        .isInstanceOf(EvidenceFault.class);
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.1", "-0.1, 0.5", "0.5, 1.1", "NaN, 1"})
  void impossibleTruncationsAreRefused(double lower, double upper) {
    assertThatThrownBy(() -> Truncation.atQuantiles(lower, upper))
        .isInstanceOf(EvidenceFault.class);
  }

  @Test
  void armsApartHaveNoOverlap() {
    long[] treated = new long[ScoreBins.BINS];
    long[] control = new long[ScoreBins.BINS];
    treated[1800] = 4;
    control[600] = 5;
    ScoreBins bins = new ScoreBins(treated, control);
    assertThat(bins.overlap().any()).isFalse();
    assertThat(bins.overlap().outsideShare()).isEqualTo(1);
    assertThat(ScoreBins.empty().overlap().any()).isFalse();
    assertThat(ScoreBins.empty().weightQuantile(WeightType.ATE, 0.5)).isEmpty();
  }
}
