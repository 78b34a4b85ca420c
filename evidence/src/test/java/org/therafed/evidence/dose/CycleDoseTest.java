package org.therafed.evidence.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;

class CycleDoseTest {
  private final CycleDose gray = new CycleDose(0.95, "Gy");

  private static CourseRow kidneys(String site, double... cycles) {
    return CourseRow.of(site, Map.of("kidneys", cycles));
  }

  @Test
  void missingCyclesAreReportedAndNeverTakenAsZero() {
    CycleDoseResult r =
        gray.finish(
                gray.partialOf(
                    List.of(
                        kidneys("a", 4, 5, 6),
                        kidneys("b", 3, Double.NaN, 5),
                        kidneys("b", Double.NaN),
                        kidneys("c", 6, 7))))
            .result()
            .orElseThrow();
    CycleDoseResult.Series s = r.byName().get("kidneys");
    assertThat(s.courses()).isEqualTo(4);
    assertThat(s.incomplete()).isEqualTo(2);
    assertThat(s.missingCycles()).isEqualTo(2);
    // Complete courses: 15 and 13.
    assertThat(s.cumulative().orElseThrow().mean()).isEqualTo(14, within(1e-12));
    assertThat(s.cumulative().orElseThrow().sd().orElseThrow())
        .isEqualTo(Math.sqrt(2), within(1e-12));
    // With the second scaled from 8 in two cycles to 12 in three.
    assertThat(s.cumulativeScaled().orElseThrow().mean()).isEqualTo(40.0 / 3, within(1e-12));
    assertThat(s.cycles()).hasSize(3);
    assertThat(s.cycles().get(0).given()).isEqualTo(4);
    assertThat(s.cycles().get(0).missing()).isEqualTo(1);
    assertThat(s.cycles().get(1).value().orElseThrow().mean()).isEqualTo(6, within(1e-12));
    assertThat(r.warnings()).hasSize(1);
    assertThat(r.sites()).isEqualTo(3);
  }

  @Test
  void oneCourseHasAMeanAndNoSpread() {
    MeanDose one =
        gray.finish(gray.partialOf(List.of(kidneys("a", 4))))
            .result()
            .orElseThrow()
            .byName()
            .get("kidneys")
            .cumulative()
            .orElseThrow();
    assertThat(one.mean()).isEqualTo(4);
    assertThat(one.sd()).isEmpty();
    assertThat(one.interval()).isEmpty();
  }

  @Test
  void onlyUnknownCyclesGiveNoMean() {
    CycleDoseResult.Series s =
        gray.finish(gray.partialOf(List.of(kidneys("a", Double.NaN))))
            .result()
            .orElseThrow()
            .byName()
            .get("kidneys");
    assertThat(s.cumulative()).isEmpty();
    assertThat(s.cumulativeScaled()).isEmpty();
    assertThat(s.cycles().get(0).value()).isEmpty();
  }

  @Test
  void impossibleDosesAndMixedUnitsAreRefused() {
    assertThat(gray.finish(gray.empty())).isInstanceOf(NoData.class);
    assertThatThrownBy(() -> kidneys("a", -1)).hasMessageStartingWith("EV-DOSE-001");
    assertThatThrownBy(() -> kidneys("a", Double.POSITIVE_INFINITY))
        .hasMessageStartingWith("EV-DOSE-001");
    assertThatThrownBy(() -> kidneys("a")).hasMessageStartingWith("EV-DOSE-001");
    assertThatThrownBy(() -> gray.empty().merge(new CycleDose(0.95, "mGy").empty()))
        .hasMessageStartingWith("EV-PARTIAL-010");
    assertThatThrownBy(() -> new CycleDose(0.95, " ")).hasMessageStartingWith("EV-DOSE-002");
  }
}
