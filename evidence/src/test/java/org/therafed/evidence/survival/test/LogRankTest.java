package org.therafed.evidence.survival.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.survival.SurvivalRow;

class LogRankTest {
  private final LogRank logRank = new LogRank(0.95, 0);

  private static GroupedRow row(
      String stratum, String group, double entry, double time, boolean event) {
    return new GroupedRow(stratum, group, new SurvivalRow("a", entry, time, event));
  }

  private Finding<LogRankResult> finding(GroupedRow... rows) {
    return logRank.finish(logRank.partialOf(List.of(rows)));
  }

  private LogRankResult result(GroupedRow... rows) {
    return finding(rows).result().orElseThrow();
  }

  @Test
  void twoEventsByHand() {
    // At 1: 2 and 2 at risk, expected 1/2, variance 1/4. At 2: 1 and 2, expected 1/3, variance 2/9.
    LogRankResult result =
        result(
            row("", "x", 0, 1, true),
            row("", "x", 0, 5, false),
            row("", "y", 0, 2, true),
            row("", "y", 0, 5, false));
    double variance = 0.25 + 2 / 9.0;
    assertThat(result.groups().get(0).expected()).isEqualTo(5 / 6.0, within(1e-15));
    assertThat(result.variance(0, 0)).isEqualTo(variance, within(1e-15));
    assertThat(result.variance(0, 1)).isEqualTo(-variance, within(1e-15));
    assertThat(result.chiSquare()).isEqualTo(1 / 36.0 / variance, within(1e-14));
    assertThat(result.df()).isEqualTo(1);
    assertThat(result.petoRatio("x").orElseThrow().hazardRatio())
        .isEqualTo(Math.exp(1 / 6.0 / variance), within(1e-14));
    assertThat(result.petoRatio("x").orElseThrow().interval().contains(1)).isTrue();
    assertThat(result.petoRatio("z")).isEmpty();
  }

  @Test
  void strataAreComparedWithinThemselvesOnly() {
    GroupedRow[] first = {
      row("p", "x", 0, 1, true), row("p", "y", 0, 2, true), row("p", "y", 0, 3, false)
    };
    LogRankResult one = result(first);
    LogRankResult both =
        result(
            first[0],
            first[1],
            first[2],
            row("q", "x", 0, 1, true),
            row("q", "y", 0, 2, true),
            row("q", "y", 0, 3, false));
    assertThat(both.variance(0, 0)).isEqualTo(2 * one.variance(0, 0), within(1e-15));
    assertThat(both.chiSquare()).isEqualTo(2 * one.chiSquare(), within(1e-14));
  }

  @Test
  void lateEntriesAreNotAtRiskAtTheirEntry() {
    LogRankResult result =
        result(
            row("", "x", 0, 3, true),
            row("", "y", 0, 4, false),
            row("", "y", 3, 5, true),
            row("", "x", 1, 6, false));
    // At 3: x 2, y 1 at risk (the one who enters at 3 is not). At 5: x 1, y 1.
    assertThat(result.groups().get(0).expected()).isEqualTo(2 / 3.0 + 0.5, within(1e-15));
  }

  @Test
  void whatCannotBeComparedIsNamed() {
    assertThat(logRank.finish(logRank.empty())).isInstanceOf(NoData.class);
    assertThat(finding(row("", "x", 0, 1, true), row("", "x", 0, 2, false)))
        .isInstanceOf(NotEstimable.class);
    assertThat(finding(row("", "x", 0, 1, false), row("", "y", 0, 2, false)))
        .isInstanceOf(NotEstimable.class);
    // Each stratum has one group only.
    assertThat(finding(row("p", "x", 0, 1, true), row("q", "y", 0, 2, true)))
        .isInstanceOf(NotEstimable.class);
    // The groups are never at risk together.
    assertThat(finding(row("", "x", 0, 1, true), row("", "y", 1, 2, true)))
        .isInstanceOf(NotEstimable.class);
    // All have the event at once: no variance.
    assertThat(finding(row("", "x", 0, 1, true), row("", "y", 0, 1, true)))
        .isInstanceOf(NotEstimable.class);
  }

  @Test
  void groupNeverAtRiskAtAnEventIsLeftOutWithAWarning() {
    LogRankResult result =
        result(
            row("", "x", 0, 5, true),
            row("", "y", 0, 6, true),
            row("", "y", 0, 7, true),
            row("", "x", 0, 8, false),
            row("", "z", 0, 1, false));
    assertThat(result.df()).isEqualTo(1);
    assertThat(result.warnings()).anyMatch(w -> w.contains("never at risk"));
    assertThat(result.estimates()).isNotEmpty();
  }

  @Test
  void farTailsKeepTheirDigits() {
    // 2 (1 − Φ(20)) and e^−50 (1 + 50), known to all digits.
    assertThat(ChiSquare.upperTail(400, 1)).isEqualTo(5.507248237212467e-89, within(1e-100));
    assertThat(ChiSquare.upperTail(100, 4)).isEqualTo(51 * Math.exp(-50), within(1e-33));
    assertThat(ChiSquare.upperTail(0, 3)).isEqualTo(1);
    // qchisq(0.95, 1:3)
    assertThat(ChiSquare.upperTail(3.841458820694124, 1)).isEqualTo(0.05, within(1e-14));
    assertThat(ChiSquare.upperTail(5.991464547107979, 2)).isEqualTo(0.05, within(1e-14));
    assertThat(ChiSquare.upperTail(7.814727903251179, 3)).isEqualTo(0.05, within(1e-14));
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> row("", " ", 0, 1, true)).hasMessageStartingWith("EV-GROUP-001");
    assertThatThrownBy(() -> row("", "x", 0, -1, true)).hasMessageStartingWith("EV-TIME-002");
    assertThatThrownBy(() -> row("", "x", 0, Double.NaN, true))
        .hasMessageStartingWith("EV-TIME-001");
    assertThatThrownBy(() -> new LogRank(0.95, Double.NaN)).hasMessageStartingWith("EV-WEIGHT-001");
    assertThatThrownBy(() -> new LogRank(1, 0)).hasMessageStartingWith("EV-LEVEL-001");
  }
}
