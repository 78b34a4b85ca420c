package org.therafed.evidence.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/** Hand-computed differences, and arms or terms without any. */
class CovariateBalanceTest {
  private static final CovariateBalance BALANCE = new CovariateBalance(List.of("age", "male"));

  private static CovariateRow row(boolean treated, double age, double male, double weight) {
    return new CovariateRow("north", treated, List.of(age, male), weight);
  }

  private static Finding<BalanceResult> finish(CovariateRow... rows) {
    return BALANCE.finish(BALANCE.partialOf(List.of(rows)));
  }

  @Test
  void differencesAreByTheUnweightedSpread() {
    BalanceResult result =
        finish(row(true, 60, 1, 1), row(true, 70, 1, 3), row(false, 50, 0, 2), row(false, 54, 1, 2))
            .result()
            .orElseThrow();
    // Ages: variances 50 and 8; means 65 and 52, weighted 67.5 and 52.
    BalanceResult.Row age = result.rows().get(0);
    assertThat(age.before().orElseThrow()).isEqualTo(13 / Math.sqrt(29), within(1e-14));
    assertThat(age.after().orElseThrow()).isEqualTo(15.5 / Math.sqrt(29), within(1e-14));
    // Weighted variances: 75/(4 − 10/4) = 50 and 16/(4 − 8/4) = 8.
    assertThat(age.afterByWeightedSpread().orElseThrow())
        .isEqualTo(15.5 / Math.sqrt(29), within(1e-14));
    // Male: p 1 and 1/2, so variances 0 and 1/4.
    assertThat(result.rows().get(1).after().orElseThrow())
        .isEqualTo(0.5 / Math.sqrt(0.125), within(1e-14));
    assertThat(result.treated().effectiveSampleSize()).isEqualTo(1.6, within(1e-14));
    assertThat(result.control().effectiveSampleSize()).isEqualTo(2, within(1e-14));
    assertThat(result.events()).isEqualTo(2);
    assertThat(result.warnings()).hasSize(2).allMatch(w -> w.startsWith("The arms differ in"));
  }

  @Test
  void termsWithoutSpreadDifferByNothingOrByNoNumber() {
    BalanceResult result =
        finish(row(true, 60, 1, 1), row(true, 60, 1, 1), row(false, 60, 0, 1), row(false, 60, 0, 1))
            .result()
            .orElseThrow();
    assertThat(result.rows().get(0).after()).hasValue(0);
    assertThat(result.rows().get(1).after()).isEmpty();
  }

  @Test
  void armsWithoutPersonsOrWeightAreNamed() {
    assertThat(finish()).isInstanceOf(NoData.class);
    assertThat(finish(row(true, 60, 1, 1))).isInstanceOf(NotEstimable.class);
    assertThat(finish(row(true, 60, 1, 1), row(false, 60, 1, 0))).isInstanceOf(NotEstimable.class);
    assertThat(finish(row(true, 60, 1, 1), row(false, 50, 1, 2)).result()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void impossibleWeightsAreRefused(double weight) {
    assertThatThrownBy(() -> row(true, 60, 1, weight)).isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> BALANCE.accumulator().add("north", true, new double[] {60, 1}, weight))
        .isInstanceOf(EvidenceFault.class);
  }

  @Test
  void impossibleTermsAreRefused() {
    assertThatThrownBy(() -> row(true, Double.NaN, 1, 1)).isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> BALANCE.accumulator().add("n", true, new double[] {1}, 1))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> BALANCE.accumulator().add(" ", true, new double[] {1, 1}, 1))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new CovariateBalance(List.of("a", "a")))
        .isInstanceOf(EvidenceFault.class);
  }
}
