package org.therafed.registry.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What others see of a site tells no cell of 1 to 10. */
class ShownTest {

  private static Shown others(long part, long whole) {
    return Shown.toOthers(new Tally(part, whole), whole);
  }

  @Test
  void groupOfOneToTenIsNotShown() {
    for (int whole = 0; whole <= 10; whole++) {
      assertThat(others(whole / 2, whole)).isEqualTo(Shown.WITHHELD);
    }
  }

  /** Whatever part is behind it: nobody learns whether it is 0 or 10. */
  @Test
  void everySmallCellOfAGroupLooksTheSame() {
    for (int whole = 11; whole <= 300; whole++) {
      for (int cell = 1; cell <= 10; cell++) {
        assertThat(others(cell, whole)).as("%d of %d", cell, whole).isEqualTo(others(0, whole));
        assertThat(others(whole - cell, whole))
            .as("all but %d of %d", cell, whole)
            .isEqualTo(others(whole, whole));
      }
    }
  }

  @Test
  void limitsHoldWhateverIsBehindThem() {
    for (int whole = 11; whole <= 300; whole++) {
      for (int part = 0; part <= whole; part++) {
        Shown shown = others(part, whole);
        double share = (double) part / whole;
        if (shown.atLeast() != null) {
          assertThat(share).isGreaterThanOrEqualTo(shown.atLeast() - 1e-9);
        }
        if (shown.atMost() != null) {
          assertThat(share).isLessThanOrEqualTo(shown.atMost() + 1e-9);
        }
        if (shown.share() != null) {
          assertThat(shown.share()).isBetween(share - 0.005001, share + 0.005001);
        }
      }
    }
  }

  @Test
  void itsOwnSiteSeesItWhole() {
    assertThat(Shown.own(new Tally(2, 3))).isEqualTo(new Shown(0.67, null, null));
    assertThat(Shown.own(Tally.NONE)).isEqualTo(Shown.WITHHELD);
  }

  private static Measured site(String name, long part, long whole) {
    return Measured.of(
        name, "m", "2026-01", whole, Map.of(Dimension.PLAUSIBILITY, new Tally(part, whole)));
  }

  @Test
  void medianIsOfFiveSitesOfElevenCoursesOrMoreAndCoarse() {
    List<Measured> four =
        List.of(site("a", 10, 20), site("b", 12, 20), site("c", 14, 20), site("d", 2, 2));
    assertThat(QualityBoard.median(four, "m", Dimension.PLAUSIBILITY)).isNull();
    List<Measured> five =
        List.of(
            site("a", 10, 20),
            site("b", 12, 20),
            site("c", 143, 200),
            site("d", 18, 20),
            site("e", 19, 20));
    assertThat(QualityBoard.median(five, "m", Dimension.PLAUSIBILITY)).isEqualTo(0.7);
    assertThat(QualityBoard.median(five, "other", Dimension.PLAUSIBILITY)).isNull();
    assertThat(QualityBoard.median(five, "m", Dimension.TIMELINESS)).isNull();
  }

  @Test
  void monthsOfASiteAddUp() {
    Measured both =
        Measured.of("a", "m", "2026-01", 2, Map.of(Dimension.TIMELINESS, new Tally(1, 2)))
            .and(
                Measured.of("a", "m", "2026-02", 3, Map.of(Dimension.TIMELINESS, new Tally(3, 3))));
    assertThat(both.courses()).isEqualTo(5);
    assertThat(both.all(Dimension.TIMELINESS)).isEqualTo(new Tally(4, 5));
    SortedMap<String, Tally> none = new TreeMap<>();
    assertThat(Drift.in(none)).isEmpty();
  }
}
