package org.therafed.evidence.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.logistic.LogisticRows;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.reference.LargestError;

/** Rubin's rules by hand, imputations that recover what was taken away, and the indicator. */
class MissingCovariatesTest {
  private static final Basis BASIS =
      new Basis(9, 4, 1, "persons", new Method("m", "s"), List.of(), List.of());

  private static List<RubinRules.Copy> copies(double... estimates) {
    List<RubinRules.Copy> copies = new ArrayList<>();
    for (double estimate : estimates) {
      copies.add(new RubinRules.Copy(estimate, 1));
    }
    return copies;
  }

  @Test
  void rubinsRulesAreTheHandComputedOnes() {
    // Q = 2, U = 1, B = 1, T = 1 + 4/3, λ = 4/7, ν = 2·49/16 = 6.125; r = 4/3.
    RubinRules.Pooled many =
        RubinRules.pool(BASIS, copies(1, 2, 3), OptionalDouble.empty(), 0.95)
            .result()
            .orElseThrow();
    LargestError error = new LargestError();
    error.add("estimate", many.estimate(), 2);
    error.add("error", many.stdErr(), Math.sqrt(7 / 3.0));
    error.add("degrees of freedom", many.df().orElseThrow(), 6.125);
    error.add("missing information", many.missingInformation(), (4 / 3.0 + 2 / 9.125) / (7 / 3.0));
    // Barnard & Rubin with 10: ν_obs = 11/13·10·3/7, 1/(1/6.125 + 1/ν_obs).
    RubinRules.Pooled few =
        RubinRules.pool(BASIS, copies(1, 2, 3), OptionalDouble.of(10), 0.95).result().orElseThrow();
    double observed = 11 / 13.0 * 10 * 3 / 7;
    error.add("Barnard–Rubin", few.df().orElseThrow(), 1 / (1 / 6.125 + 1 / observed));
    error.isAtMost(1e-15);
    assertThat(few.interval().upper()).isGreaterThan(many.interval().upper());
    assertThat(few.method().name()).isEqualTo("m, 3 imputations");
  }

  @Test
  void equalCopiesAreOneEstimateAndOneCopyIsNone() {
    RubinRules.Pooled same =
        RubinRules.pool(BASIS, copies(2, 2), OptionalDouble.empty(), 0.95).result().orElseThrow();
    assertThat(same.df()).isEmpty();
    new LargestError()
        .add("limit of equal copies", same.interval().upper(), 2 + 1.959963984540054)
        .isAtMost(1e-15);
    assertThat(same.missingInformation()).isZero();
    assertThat(RubinRules.pool(BASIS, copies(2), OptionalDouble.empty(), 0.95))
        .isInstanceOf(NotEstimable.class);
    assertThat(RubinRules.pool(BASIS, List.of(), OptionalDouble.empty(), 0.95))
        .isInstanceOf(NoData.class);
    assertThatThrownBy(() -> new RubinRules.Copy(Double.NaN, 1)).isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new RubinRules.Copy(1, 0)).isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(
            () -> RubinRules.pool(BASIS, copies(1, 2), OptionalDouble.of(Double.NaN), 0.95))
        .isInstanceOf(EvidenceFault.class);
  }

  private static final MultipleImputation PLAN =
      new MultipleImputation(List.of("age", "arm", "psa", "male"), List.of("psa", "male"), 20, 7);

  private static List<IncompleteRow> rows(int n) {
    Random random = new Random(3);
    List<IncompleteRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double age = 65 + 8 * random.nextGaussian();
      double arm = random.nextInt(2);
      double psa = 2 + 0.1 * (age - 65) + arm + 0.5 * random.nextGaussian();
      double male = random.nextDouble() < 1 / (1 + Math.exp(-(age - 65) / 8)) ? 1 : 0;
      boolean gone = random.nextDouble() < (age > 65 ? 0.5 : 0.1);
      rows.add(
          new IncompleteRow(
              "site" + i % 3,
              List.of(
                  age,
                  arm,
                  gone ? Double.NaN : psa,
                  random.nextDouble() < 0.3 ? Double.NaN : male)));
    }
    return rows;
  }

  private static double[] values(IncompleteRow row) {
    return row.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void imputationsRecoverTheMeanThatTheObservedMiss() {
    List<IncompleteRow> rows = rows(4000);
    ImputationModel model = PLAN.finish(PLAN.partialOf(rows)).result().orElseThrow();
    double observed =
        rows.stream()
            .mapToDouble(r -> r.values().get(2))
            .filter(v -> !Double.isNaN(v))
            .average()
            .orElse(0);
    List<RubinRules.Copy> copies = new ArrayList<>();
    for (int c = 0; c < 20; c++) {
      ImputationModel.Copy copy = model.copy(c);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < rows.size(); i++) {
        double psa = copy.complete(i, values(rows.get(i)))[2];
        sum += psa;
        squares += psa * psa;
      }
      double mean = sum / rows.size();
      copies.add(
          new RubinRules.Copy(
              mean, Math.sqrt((squares / rows.size() - mean * mean) / rows.size())));
    }
    RubinRules.Pooled pooled =
        RubinRules.pool(model.basis(), copies, OptionalDouble.empty(), 0.99).result().orElseThrow();
    // The truth is 2.5; those who have a value are younger.
    assertThat(pooled.interval().contains(2.5)).isTrue();
    assertThat(observed).isLessThan(pooled.interval().lower());
    assertThat(pooled.between()).isPositive();
    assertThat(model.sites()).isEqualTo(3);
  }

  @Test
  void drawsAreFixedBySeedCopyAndRow() {
    List<IncompleteRow> rows = rows(300);
    ImputationModel model = PLAN.finish(PLAN.partialOf(rows)).result().orElseThrow();
    double[] gap = {70, 1, Double.NaN, 1};
    double first = model.copy(2).complete(11, gap)[2];
    assertThat(model.copy(2).complete(11, gap)[2]).isEqualTo(first);
    assertThat(model.copy(2).complete(12, gap)[2]).isNotEqualTo(first);
    assertThat(model.copy(3).complete(11, gap)[2]).isNotEqualTo(first);
    MultipleImputation other = new MultipleImputation(PLAN.columns(), PLAN.incomplete(), 20, 8);
    ImputationModel reseeded = other.finish(other.partialOf(rows)).result().orElseThrow();
    assertThat(reseeded.copy(2).complete(11, gap)[2]).isNotEqualTo(first);
    double[] whole = {70, 1, 2, 1};
    assertThat(model.copy(0).complete(1, whole)).isEqualTo(whole);
  }

  @Test
  void binaryColumnsAreDrawnAsZeroOrOne() {
    List<IncompleteRow> rows = rows(3000);
    ImputationModel model = PLAN.finish(PLAN.partialOf(rows)).result().orElseThrow();
    LogisticModel logistic =
        new LogisticModel(
            new Design(List.of(Covariate.numeric("age"), Covariate.numeric("arm"))),
            List.of("site0", "site1", "site2"),
            0.95);
    LogisticRows known = logistic.rows();
    for (IncompleteRow row : rows) {
      if (!Double.isNaN(row.values().get(3))) {
        double[] complete = {row.values().get(0), row.values().get(1)};
        known.add(row.site(), complete, row.values().get(3) == 1);
      }
    }
    ImputationModel mixed =
        model.withLogistic("male", logistic.over(List.of(known)).result().orElseThrow());
    int males = 0;
    for (int i = 0; i < 2000; i++) {
      double male = mixed.copy(1).complete(i, new double[] {73, 0, 1, Double.NaN})[3];
      assertThat(male).isIn(0.0, 1.0);
      males += (int) male;
    }
    assertThat(males / 2000.0).isEqualTo(1 / (1 + Math.exp(-1)), within(0.06));
    assertThatThrownBy(
            () -> mixed.withLogistic("age", logistic.over(List.of(known)).result().orElseThrow()))
        .isInstanceOf(EvidenceFault.class);
  }

  @Test
  void whatCannotBeImputedIsNamed() {
    assertThat(PLAN.finish(PLAN.empty())).isInstanceOf(NoData.class);
    assertThat(PLAN.finish(PLAN.partialOf(rows(4)))).isInstanceOf(NotEstimable.class);
    List<IncompleteRow> constant = new ArrayList<>();
    for (IncompleteRow row : rows(60)) {
      List<Double> values = new ArrayList<>(row.values());
      values.set(1, 1.0);
      constant.add(new IncompleteRow("site0", values));
    }
    assertThat(PLAN.finish(PLAN.partialOf(constant))).isInstanceOf(NotEstimable.class);
    IncompleteRow gap = new IncompleteRow("a", List.of(Double.NaN, 1.0, 1.0, 1.0));
    assertThatThrownBy(() -> PLAN.partialOf(List.of(gap))).isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new IncompleteRow("a", List.of(Double.POSITIVE_INFINITY)))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new MultipleImputation(List.of("a"), List.of("b"), 5, 1))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new MultipleImputation(List.of("a", "b"), List.of("b"), 1, 1))
        .isInstanceOf(EvidenceFault.class);
  }

  @Test
  void indicatorFillsAndMarks() {
    Design design =
        new Design(
            List.of(
                Covariate.numeric("age"),
                Covariate.factor("stage", List.of("1", "2"), "1"),
                Covariate.numeric("psa")));
    MissingIndicator indicator = new MissingIndicator(design, List.of("psa"), -1);
    assertThat(indicator.extended().terms())
        .containsExactly("age", "stage=2", "psa", "psa missing");
    assertThat(indicator.values(new double[] {60, 1, Double.NaN})).containsExactly(60, 1, -1, 1);
    assertThat(indicator.values(new double[] {60, 1, 4})).containsExactly(60, 1, 4, 0);
    assertThat(indicator.method().name()).isEqualTo("missing covariates by indicator: psa");
    assertThatThrownBy(() -> indicator.values(new double[] {Double.NaN, 1, 4}))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new MissingIndicator(design, List.of("stage"), 0))
        .isInstanceOf(EvidenceFault.class);
  }
}
