package org.therafed.evidence.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

class TwoProportionsTest {
  private final TwoProportions two = new TwoProportions(0.95);

  private static TablePartial table(long a, long b, long c, long d) {
    TreeMap<String, Cells> strata = new TreeMap<>();
    strata.put("all", new Cells(a, b, c, d));
    TreeMap<String, java.util.SortedMap<String, Cells>> sites = new TreeMap<>();
    sites.put("north", strata);
    return new TablePartial(sites);
  }

  private TwoProportionsResult of(long a, long b, long c, long d) {
    return two.finish(table(a, b, c, d)).result().orElseThrow();
  }

  @Test
  void noRowIsNamedNoDataAndAnEmptyArmNotEstimable() {
    assertThat(two.finish(two.empty())).isInstanceOf(NoData.class);
    assertThat(two.finish(table(1, 2, 0, 0))).isInstanceOf(NotEstimable.class);
    assertThat(two.finish(table(0, 0, 1, 2))).isInstanceOf(NotEstimable.class);
  }

  @Test
  void scoreIntervalsAreThoseOfNewcombesTable() {
    // Newcombe 1998b, table II, case (a): 56/70 against 48/80.
    TwoProportionsResult.Difference d = of(56, 14, 48, 32).difference();
    assertThat(d.value()).isEqualTo(0.2, within(1e-12));
    assertThat(d.wald().lower()).isEqualTo(0.0575, within(5e-5));
    assertThat(d.wald().upper()).isEqualTo(0.3425, within(5e-5));
    assertThat(d.newcombe().lower()).isEqualTo(0.0524, within(5e-5));
    assertThat(d.newcombe().upper()).isEqualTo(0.3339, within(5e-5));
    assertThat(d.miettinenNurminen().lower()).isEqualTo(0.0528, within(5e-5));
    assertThat(d.miettinenNurminen().upper()).isEqualTo(0.3382, within(5e-5));
  }

  @Test
  void exactOddsSolveTheirEquationsToRounding() {
    // Solved to 1e-15 for these margins; fisher.test stops at about 1e-4.
    ExactOdds odds = of(95, 224, 2, 118).exactOdds().orElseThrow();
    assertThat(odds.value().orElseThrow()).isEqualTo(24.92028248953935, within(1e-8));
    assertThat(odds.limits().upper().orElseThrow()).isEqualTo(212.4237865613783, within(1e-7));
  }

  @Test
  void emptyCellsLeaveRatiosAbsentAndExactLimitsUnbounded() {
    TwoProportionsResult none = of(0, 10, 3, 7);
    assertThat(none.riskRatio().value()).hasValue(0);
    assertThat(none.riskRatio().interval()).isEmpty();
    assertThat(none.exactOdds().orElseThrow().value()).hasValue(0);
    assertThat(none.exactOdds().orElseThrow().limits().lower()).isZero();
    TwoProportionsResult infinite = of(3, 7, 0, 10);
    assertThat(infinite.riskRatio().value()).isEmpty();
    assertThat(infinite.oddsRatio().value()).isEmpty();
    assertThat(infinite.exactOdds().orElseThrow().value()).isEmpty();
    assertThat(infinite.exactOdds().orElseThrow().limits().upper()).isEmpty();
    assertThat(infinite.warnings()).isNotEmpty();
  }

  @Test
  void everybodyOrNobodyHasNoTestAndADifferenceOfNothing() {
    for (TwoProportionsResult r : new TwoProportionsResult[] {of(0, 9, 0, 7), of(9, 0, 7, 0)}) {
      assertThat(r.pearson()).isEmpty();
      assertThat(r.yates()).isEmpty();
      assertThat(r.difference().value()).isZero();
      assertThat(r.difference().miettinenNurminen().lower()).isBetween(-1.0, -0.1);
      assertThat(r.difference().miettinenNurminen().upper()).isBetween(0.1, 1.0);
      assertThat(r.exactOdds().orElseThrow().pValue()).isEqualTo(1, within(1e-12));
      assertThat(r.warnings()).anyMatch(w -> w.startsWith("Everybody or nobody"));
    }
  }

  @Test
  void swappingTheArmsMirrorsTheInterval() {
    var one = of(7, 13, 2, 28).difference().miettinenNurminen();
    var other = of(2, 28, 7, 13).difference().miettinenNurminen();
    assertThat(one.lower()).isEqualTo(-other.upper(), within(1e-10));
    assertThat(one.upper()).isEqualTo(-other.lower(), within(1e-10));
  }

  @Test
  void veryLargeTablesGiveNoExactOddsInsteadOfHanging() {
    TwoProportionsResult r = of(5_000_000, 5_000_000, 4_000_000, 6_000_000);
    assertThat(r.exactOdds()).isEmpty();
    assertThat(r.oddsRatio().interval()).isPresent();
  }

  @Test
  void impossibleCountsAndMissingStrataAreRefused() {
    assertThatThrownBy(() -> new Cells(-1, 0, 0, 0)).hasMessageStartingWith("EV-ROW-002");
    assertThatThrownBy(() -> new ArmRow("a", " ", Arm.FIRST, true))
        .hasMessageStartingWith("EV-ACCESS-004");
    assertThatThrownBy(() -> ArmRow.of("", Arm.FIRST, true)).hasMessageStartingWith("EV-ROW-001");
    assertThatThrownBy(() -> new TwoProportions(1)).hasMessageStartingWith("EV-LEVEL-001");
  }
}
