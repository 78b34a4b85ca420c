package org.therafed.evidence.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.evidence.cox.CoxFits.ONE;
import static org.therafed.evidence.cox.CoxFits.TWO;
import static org.therafed.evidence.cox.CoxFits.fit;
import static org.therafed.evidence.cox.CoxFits.refused;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;

/** Rows, models and rounds that are refused. */
class CoxRefusalTest {
  @Test
  void impossibleInputIsRefusedByCode() {
    refused(EvidenceCode.TIME_NEGATIVE, () -> CoxRow.of("a", -1, true, 1));
    refused(EvidenceCode.TIME_NOT_FINITE, () -> CoxRow.of("a", Double.NaN, true, 1));
    refused(EvidenceCode.ENTRY_NOT_BEFORE_TIME, () -> CoxRow.of("a", 3, true, 1).from(3));
    refused(EvidenceCode.COVARIATE_IMPOSSIBLE, () -> CoxRow.of("a", 3, true, Double.NaN));
    refused(
        EvidenceCode.COVARIATE_IMPOSSIBLE,
        () -> CoxRow.of("a", 3, true, 1).withOffset(Double.POSITIVE_INFINITY));
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(EvidenceCode.WEIGHT_IMPOSSIBLE, () -> CoxRow.of("a", 3, true, 1).weighing(weight));
    }
    refused(EvidenceCode.SITE_MISSING, () -> CoxRow.of(" ", 3, true, 1));
    refused(EvidenceCode.COVARIATE_IMPOSSIBLE, () -> fit(TWO, CoxRow.of("a", 3, true, 1)));
    refused(EvidenceCode.COVARIATE_DESIGN, () -> CoxModel.of(List.of("x", "x")));
    refused(EvidenceCode.COVARIATE_DESIGN, () -> CoxModel.of(List.of()));
    refused(EvidenceCode.LEVEL_OUT_OF_RANGE, () -> ONE.at(1));
    refused(
        EvidenceCode.COVARIATE_DESIGN,
        () -> new CoxFit(ONE.testing(Set.of(CoxModel.Transform.KM))));
  }

  @Test
  void aSourceAnswersItsOwnModelOnly() {
    Cox cox = new Cox(ONE);
    CoxSource source = new CoxSource(cox.partialOf(List.of(CoxRow.of("a", 1, true, 1))), ONE);
    RoundRequest ask = new CoxFit(ONE).next().orElseThrow();
    assertThat(source.answer(ask).size()).isPositive();
    refused(
        EvidenceCode.ROUND_REQUEST,
        () ->
            source.answer(
                new RoundRequest(2, ask.model(), ask.covariates(), 1, "newton", List.of(0.0))));
    refused(
        EvidenceCode.ROUND_REQUEST,
        () -> source.answer(new CoxFit(CoxModel.of(List.of("z"))).next().orElseThrow()));
    refused(
        EvidenceCode.ROUND_REQUEST,
        () ->
            source.answer(
                new RoundRequest(1, ask.model(), ask.covariates(), 1, "rows", List.of(0.0))));
    refused(
        EvidenceCode.ROUND_SHAPE, () -> new CoxFit(ONE).take(new RoundSums(new double[] {1, 2})));
  }
}
