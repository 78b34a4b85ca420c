package org.therafed.evidence.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;

class KaplanMeierTest {
  private final KaplanMeier kaplanMeier = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);

  private static SurvivalRow row(double time, boolean event) {
    return new SurvivalRow("a", 0, time, event);
  }

  private SurvivalCurve curve(SurvivalRow... rows) {
    return kaplanMeier.finish(kaplanMeier.partialOf(List.of(rows))).result().orElseThrow();
  }

  @Test
  void noRowIsNamedNoData() {
    assertThat(kaplanMeier.finish(kaplanMeier.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void eventsComeBeforeCensoringsAtTheSameTime() {
    SurvivalCurve curve = curve(row(2, true), row(2, false), row(5, true), row(7, false));
    assertThat(curve.steps()).hasSize(3);
    assertThat(curve.steps().get(0).atRisk()).isEqualTo(4);
    assertThat(curve.survivalAt(2)).isEqualTo(0.75, within(1e-15));
    assertThat(curve.survivalAt(5)).isEqualTo(0.375, within(1e-15));
    assertThat(curve.survivalAt(100)).isEqualTo(0.375, within(1e-15));
    assertThat(curve.survivalAt(1.99)).isEqualTo(1);
    assertThat(curve.atRiskAt(2)).isEqualTo(4);
    assertThat(curve.atRiskAt(2.5)).isEqualTo(2);
    assertThat(curve.atRiskAt(8)).isZero();
  }

  @Test
  void greenwoodIsTheBinomialVarianceWithoutCensoring() {
    SurvivalCurve curve = curve(row(1, true), row(2, true), row(3, true), row(4, true));
    assertThat(curve.at(1).stdErr().orElseThrow())
        .isEqualTo(Math.sqrt(0.75 * 0.25 / 4), within(1e-15));
    assertThat(curve.at(2).stdErr().orElseThrow())
        .isEqualTo(Math.sqrt(0.5 * 0.5 / 4), within(1e-15));
  }

  @Test
  void zeroSurvivalHasNoLimits() {
    SurvivalCurve curve = curve(row(7, true));
    assertThat(curve.survivalAt(7)).isZero();
    assertThat(curve.at(7).stdErr()).isEmpty();
    assertThat(curve.at(7).upper()).isEmpty();
    assertThat(curve.median().timeDays()).hasValue(7);
    assertThat(curve.median().upperDays()).isEmpty();
  }

  @Test
  void medianOnAPlateauIsItsMidpoint() {
    SurvivalCurve curve = curve(row(1, true), row(2, true), row(3, false), row(4, false));
    assertThat(curve.median().timeDays()).hasValue(3);
    assertThat(curve.quantile(0.25).timeDays()).hasValue(1.5);
  }

  @Test
  void medianNeverReachedIsEmpty() {
    assertThat(curve(row(3, false), row(5, false)).median().timeDays()).isEmpty();
  }

  @Test
  void lateEntryIsAtRiskOnlyAfterIt() {
    SurvivalCurve curve =
        curve(new SurvivalRow("a", 0, 3, true), new SurvivalRow("b", 3, 5, true), row(4, false));
    assertThat(curve.steps().get(0).atRisk()).isEqualTo(2);
    assertThat(curve.steps().get(1).atRisk()).isEqualTo(2);
    assertThat(curve.hasLateEntries()).isTrue();
    assertThat(curve.sites()).isEqualTo(2);
  }

  @Test
  void eventOnTheIndexDateCounts() {
    SurvivalCurve curve = curve(row(0, true), row(0, false), row(1, true), row(2, false));
    assertThat(curve.survivalAt(0)).isEqualTo(0.75);
    assertThat(curve.atRiskAt(0)).isEqualTo(4);
  }

  @Test
  void timesWithinRoundingAreOneTime() {
    SurvivalCurve curve = curve(row(0.1 + 0.2, true), row(0.3, true), row(0.5, true));
    assertThat(curve.steps()).hasSize(2);
    assertThat(curve.steps().get(0).events()).isEqualTo(2);
  }

  @Test
  void restrictedMeanIsTheAreaUnderTheCurve() {
    SurvivalCurve curve = curve(row(1, true), row(2, true), row(3, false), row(4, false));
    RestrictedMean mean = curve.restrictedMean(4);
    assertThat(mean.meanDays()).isEqualTo(1 + 0.75 + 0.5 * 2, within(1e-14));
    assertThat(mean.lostDays()).isEqualTo(4 - 2.75, within(1e-14));
    // Areas 1.75 and 1 to the right of the two events.
    assertThat(mean.stdErrDays()).isEqualTo(Math.sqrt(1.75 * 1.75 / 12 + 1.0 / 6), within(1e-14));
    assertThat(curve.restrictedMean(0.5).meanDays()).isEqualTo(0.5, within(1e-15));
  }

  @Test
  void followUpIsTheMedianOfTheReversedCurve() {
    SurvivalCurve curve = curve(row(1, true), row(2, false), row(3, false), row(4, false));
    assertThat(curve.medianFollowUp().timeDays()).hasValue(3);
  }

  @Test
  void impossibleTimesAreNamed() {
    assertThatThrownBy(() -> row(Double.NaN, true)).hasMessageStartingWith("EV-TIME-001");
    assertThatThrownBy(() -> row(Double.POSITIVE_INFINITY, true))
        .hasMessageStartingWith("EV-TIME-001");
    assertThatThrownBy(() -> row(-1, true)).hasMessageStartingWith("EV-TIME-002");
    assertThatThrownBy(() -> new SurvivalRow("a", 5, 5, true))
        .hasMessageStartingWith("EV-TIME-003");
    assertThatThrownBy(() -> new SurvivalRow("a", 5, 5 * (1 + 1e-12), true))
        .hasMessageStartingWith("EV-TIME-003");
    assertThatThrownBy(() -> curve(row(1, true)).quantile(1))
        .hasMessageStartingWith("EV-LEVEL-002");
  }
}
