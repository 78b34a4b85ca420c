package org.therafed.evidence.survival.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalRow;

class FollowUpTest {
  private final FollowUp followUp = new FollowUp(180, 0.9, false);

  private static FollowUpRow row(String site, double observed, double cut, boolean event) {
    return new FollowUpRow(site, 0, observed, cut, event);
  }

  private FollowUpResult result(FollowUp estimator, FollowUpRow... rows) {
    return estimator.finish(estimator.partialOf(List.of(rows))).result().orElseThrow();
  }

  @Test
  void completenessIsObservedOfPossibleTime() {
    // Clark's index: (100 + 300 + 400) of (100 + 300 + 1000).
    FollowUpResult result =
        result(
            followUp,
            row("a", 100, 1000, true),
            row("a", 300, 300, false),
            row("b", 400, 1000, false));
    assertThat(result.all().completeness()).isEqualTo(800 / 1400.0, within(1e-15));
    assertThat(result.bySite()).hasSize(2);
    assertThat(result.bySite().get(0).completeness()).isEqualTo(1);
    assertThat(result.bySite().get(1).completeness()).isEqualTo(0.4, within(1e-15));
    assertThat(result.bySite().get(1).meanLagDays()).isEqualTo(600, within(1e-12));
    assertThat(result.all().staleShare()).isEqualTo(0.5);
  }

  @Test
  void staleAndIncompleteFollowUpIsWarnedOfWithoutNamingTheSite() {
    FollowUpResult result =
        result(followUp, row("secret", 400, 1000, false), row("fresh", 990, 1000, false));
    assertThat(result.warnings())
        .hasSize(2)
        .allMatch(w -> w.contains("1 of 2 sites") && !w.contains("secret"));
  }

  @Test
  void freshFollowUpIsACheckThatHeld() {
    FollowUpResult result = result(followUp, row("a", 950, 1000, false));
    assertThat(result.warnings()).isEmpty();
    assertThat(result.checks()).hasSize(3);
  }

  @Test
  void lateIndexDateWithoutLeftTruncationIsImmortalTime() {
    FollowUpRow late = new FollowUpRow("a", 30, 950, 1000, false);
    assertThat(result(followUp, late).warnings()).anyMatch(w -> w.startsWith("Immortal time"));
    assertThat(result(new FollowUp(180, 0.9, true), late).warnings()).isEmpty();
  }

  @Test
  void warningsTravelWithTheCurve() {
    KaplanMeier kaplanMeier = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    SurvivalCurve curve =
        kaplanMeier
            .finish(kaplanMeier.partialOf(List.of(new SurvivalRow("a", 0, 400, false))))
            .result()
            .orElseThrow();
    FollowUpResult stale = result(followUp, row("a", 400, 1000, false));
    assertThat(stale.travelWith(curve).warnings())
        .containsAll(curve.warnings())
        .containsAll(stale.warnings());
    assertThat(stale.travelWith(curve).survivalAt(400)).isEqualTo(1);
  }

  @Test
  void everybodyWithTheEventOrNoTimeYetIsNoDivisionByZero() {
    assertThat(result(followUp, row("a", 10, 90, true)).all().staleShare()).isZero();
    assertThat(result(followUp, row("a", 0, 0, false)).all().completeness()).isEqualTo(1);
    assertThat(followUp.finish(followUp.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void impossibleFollowUpIsNamed() {
    assertThatThrownBy(() -> row("a", 11, 10, false)).hasMessageStartingWith("EV-TIME-012");
    assertThatThrownBy(() -> row("a", Double.NaN, 10, false)).hasMessageStartingWith("EV-TIME-012");
    assertThatThrownBy(() -> row("a", -1, 10, false)).hasMessageStartingWith("EV-TIME-012");
    assertThatThrownBy(() -> row(" ", 1, 10, false)).hasMessageStartingWith("EV-ROW-001");
    assertThatThrownBy(() -> new FollowUp(0, 0.9, false)).hasMessageStartingWith("EV-TIME-012");
    assertThatThrownBy(() -> followUp.empty().merge(new FollowUp(90, 0.9, false).empty()))
        .hasMessageStartingWith("EV-TIME-012");
  }
}
