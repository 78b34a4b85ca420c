package org.therafed.evidence.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.reference.LargestError;

/** Published E-values and hand-computed ones. */
class EValueTest {

  @ParameterizedTest
  @CsvSource({
    // VanderWeele & Ding 2017: breast feeding and respiratory death; leukaemia.
    "3.9, 1.8, 8.7, 7.26, 3.0",
    "0.80, 0.71, 0.91, 1.81, 1.43",
    // An interval that holds 1 needs no confounder.
    "1.2, 0.9, 1.6, 1.69, 1.0"
  })
  void riskRatiosAreThePublishedOnes(
      double ratio, double lower, double upper, double estimate, double limit) {
    EValue value = EValue.of(EValue.Ratio.RISK, ratio, new Interval(lower, upper, 0.95));
    // Absolute: the papers round to two digits.
    new LargestError()
        .add("E-value", value.estimate(), estimate, 1)
        .add("of the limit", value.limit().orElseThrow(), limit, 1)
        .isAtMost(0.0031);
    assertThat(EValue.of(EValue.Ratio.RARE, ratio).estimate()).isEqualTo(value.estimate());
  }

  @Test
  void commonOutcomesAreBroughtToTheRiskScale() {
    // √2.25 = 1.5, and 1.5 + √(1.5·0.5).
    LargestError error = new LargestError();
    double odds = EValue.of(EValue.Ratio.COMMON_ODDS, 2.25).estimate();
    error.add("common odds", odds, 1.5 + Math.sqrt(0.75));
    // HR 4: (1 − 0.5²)/(1 − 0.5^0.5) = 0.75/0.2928932188134524.
    double risk = 0.75 / 0.2928932188134524;
    double hazard = EValue.of(EValue.Ratio.COMMON_HAZARD, 4).estimate();
    error.add("common hazard", hazard, risk + Math.sqrt(risk * (risk - 1)));
    error.add("its reciprocal", EValue.of(EValue.Ratio.COMMON_HAZARD, 0.25).estimate(), hazard);
    error.isAtMost(1e-15);
  }

  @Test
  void noAssociationNeedsNoConfounder() {
    for (EValue.Ratio kind : EValue.Ratio.values()) {
      assertThat(EValue.of(kind, 1).estimate()).isEqualTo(1, within(1e-7));
    }
    assertThat(EValue.ofStandardisedDifference(0).estimate()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -2, Double.NaN, Double.POSITIVE_INFINITY, 1e-200})
  void impossibleRatiosAreRefused(double ratio) {
    for (EValue.Ratio kind : EValue.Ratio.values()) {
      assertThatThrownBy(() -> EValue.of(kind, ratio)).isInstanceOf(EvidenceFault.class);
    }
  }

  @Test
  void anEstimateOutsideItsIntervalIsRefused() {
    assertThatThrownBy(() -> EValue.of(EValue.Ratio.RISK, 3, new Interval(1, 2, 0.95)))
        .isInstanceOf(EvidenceFault.class);
  }
}
