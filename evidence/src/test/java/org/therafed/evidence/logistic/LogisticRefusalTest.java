package org.therafed.evidence.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.therafed.evidence.logistic.LogisticFitTest.ONE;
import static org.therafed.evidence.logistic.LogisticFitTest.model;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;

/** Rows, designs and rounds that are refused. */
class LogisticRefusalTest {
  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, -1e-300})
  void impossibleWeightsAreRefused(double weight) {
    refused(
        EvidenceCode.WEIGHT_IMPOSSIBLE,
        () -> model(ONE, false).rows().add("north", new double[] {1}, true, weight, 0));
  }

  @Test
  void impossibleRowsAreRefused() {
    LogisticRows rows = model(ONE, false).rows();
    EvidenceCode covariate = EvidenceCode.COVARIATE_IMPOSSIBLE;
    refused(covariate, () -> rows.add("north", new double[] {Double.NaN}, true));
    refused(covariate, () -> rows.add("north", new double[] {Double.NEGATIVE_INFINITY}, true));
    refused(covariate, () -> rows.add("north", new double[] {1, 2}, true));
    refused(covariate, () -> rows.add("north", new double[] {1}, true, 1, Double.NaN));
    refused(EvidenceCode.SITE_UNDECLARED, () -> rows.add("west", new double[] {1}, true));
    LogisticRows levels =
        model(new Design(List.of(Covariate.factor("f", List.of("a", "b", "c"), "b"))), false)
            .rows();
    refused(covariate, () -> levels.add("north", new double[] {3}, true));
    refused(covariate, () -> levels.add("north", new double[] {0.5}, true));
    refused(covariate, () -> levels.add("north", new double[] {Double.NaN}, true));
    assertThat(rows.size()).isZero();
    refused(EvidenceCode.COVARIATE_DESIGN, () -> Covariate.factor("f", List.of("a", "b"), "other"));
    refused(
        EvidenceCode.COVARIATE_DESIGN,
        () -> new Design(List.of(Covariate.numeric("x"), Covariate.numeric("x"))));
  }

  @Test
  void anotherModelsQuestionAndAnAnswerOfAnotherShapeAreRefused() {
    LogisticModel model = model(ONE, false);
    LogisticRows rows = model.rows();
    rows.add("north", new double[] {1}, true);
    for (RoundRequest ask :
        List.of(
            new RoundRequest(1, "cox", List.of("x"), 1, "means", List.of()),
            new RoundRequest(2, "logistic", List.of("x"), 1, "means", List.of()),
            new RoundRequest(1, "logistic", List.of("y"), 1, "means", List.of()),
            new RoundRequest(1, "logistic", List.of("x"), 1, "rows", List.of()),
            new RoundRequest(1, "logistic", List.of("x"), 1, "newton", List.of(0.0)))) {
      refused(EvidenceCode.ROUND_SHAPE, () -> rows.answer(ask));
    }
    LogisticFit fit = model.fit();
    refused(EvidenceCode.ROUND_SHAPE, () -> fit.take(new RoundSums(new double[] {1})));
    Optional<RoundRequest> same = fit.next();
    assertThat(fit.next()).isEqualTo(same);
    assertThatThrownBy(fit::finding).isInstanceOf(IllegalStateException.class);
  }

  private static void refused(
      EvidenceCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(EvidenceFault.class, f -> assertThat(f.code()).isEqualTo(code));
  }
}
