package org.therafed.evidence.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

class StratifiedOddsTest {
  private final StratifiedOdds odds = new StratifiedOdds(0.95);

  private Finding<StratifiedOddsResult> of(Cells... strata) {
    TreeMap<String, Cells> cells = new TreeMap<>();
    for (Cells each : strata) {
      cells.put("stratum" + cells.size(), each);
    }
    TreeMap<String, SortedMap<String, Cells>> sites = new TreeMap<>();
    sites.put("only", cells);
    return odds.finish(new TablePartial(sites));
  }

  @Test
  void homogeneityIsBreslowDayWithTaronesTerm() {
    StratifiedOddsResult r =
        of(new Cells(12, 5, 8, 15), new Cells(20, 14, 10, 16), new Cells(6, 3, 9, 12))
            .result()
            .orElseThrow();
    // Recomputed from the formula; without Tarone's term it is 0.6180908853648942.
    assertThat(r.homogeneity().orElseThrow().chiSquare())
        .isEqualTo(0.6178589200457967, within(1e-9));
    assertThat(r.homogeneity().orElseThrow().degreesOfFreedom()).isEqualTo(2);
    assertThat(r.sites()).isEqualTo(1);
  }

  @Test
  void emptyAndUninformativeStrataAreNamed() {
    assertThat(odds.finish(odds.empty())).isInstanceOf(NoData.class);
    assertThat(of(new Cells(3, 4, 0, 0), new Cells(0, 0, 2, 1))).isInstanceOf(NotEstimable.class);
    assertThat(of(new Cells(3, 0, 4, 0), new Cells(1, 0, 0, 0))).isInstanceOf(NotEstimable.class);
    StratifiedOddsResult r =
        of(new Cells(3, 4, 2, 6), new Cells(1, 0, 0, 0), Cells.NONE).result().orElseThrow();
    assertThat(r.strata()).isEqualTo(1);
    assertThat(r.homogeneity()).isEmpty();
    assertThat(r.warnings()).anyMatch(w -> w.contains("fewer than two"));
  }

  @Test
  void aRatioOfZeroOrInfinityHasNoInterval() {
    StratifiedOddsResult none = of(new Cells(0, 5, 3, 4)).result().orElseThrow();
    assertThat(none.oddsRatio().value()).hasValue(0);
    assertThat(none.oddsRatio().interval()).isEmpty();
    StratifiedOddsResult infinite = of(new Cells(3, 4, 0, 5)).result().orElseThrow();
    assertThat(infinite.oddsRatio().value()).isEmpty();
    assertThat(infinite.test().pValue()).isBetween(0.0, 1.0);
  }
}
