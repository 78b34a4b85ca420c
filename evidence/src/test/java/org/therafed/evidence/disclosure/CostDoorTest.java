package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.disclosure.DisclosedCost.Component;
import org.therafed.evidence.partial.Finding;

class CostDoorTest {
  private static final MeanCost MEAN = new MeanCost(0.95, "EUR", 2026);

  private static Finding<CostResult> courses(int n, int withRare, double extra) {
    Random random = new Random(20261121);
    List<CostRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      TreeMap<String, Double> amounts = new TreeMap<>();
      amounts.put("drug", 18_000 + 4_000 * random.nextDouble() + (i == 0 ? extra : 0));
      amounts.put("imaging", 900 + 300 * random.nextDouble());
      amounts.put("stay", 2_000 + 900 * random.nextDouble());
      if (i < withRare) {
        amounts.put("intensive-care", 5_000.0);
      }
      rows.add(new CostRow("s" + i % 3, amounts));
    }
    return MEAN.finish(MEAN.partialOf(rows));
  }

  @Test
  void meanIsPrintedNoFinerThanOneAverageCourse() {
    CostResult result = courses(301, 40, 0).result().orElseThrow();
    DisclosedCost shown = (DisclosedCost) Released.of(courses(301, 40, 0));
    assertThat(shown.courses()).isEqualTo(300);
    assertThat(shown.total().step()).isEqualTo(100).isGreaterThan(result.mean() / 301);
    assertThat(shown.total().mean() % 100).isZero();
    assertThat(Math.abs(shown.total().mean() - result.mean())).isLessThanOrEqualTo(50);
    assertThat(shown.total().lower()).isLessThanOrEqualTo(result.interval().orElseThrow().lower());
    assertThat(shown.total().upper())
        .isGreaterThanOrEqualTo(result.interval().orElseThrow().upper());
    assertThat(shown.components())
        .extracting(Component::component)
        .containsExactly("drug", "stay", "imaging", "intensive-care");
    assertThat(shown.components()).allMatch(c -> c.amount() != null);
  }

  @Test
  void deviationIsPrintedNoFinerThanOneAverageCourseCanMoveIt() {
    CostResult result = courses(301, 40, 0).result().orElseThrow();
    DisclosedCost shown = (DisclosedCost) Released.of(courses(301, 40, 0));
    double step = CostDoor.stepAbove((shown.total().mean() + 50) / Math.sqrt(298));
    assertThat(step).isGreaterThanOrEqualTo(result.mean() / Math.sqrt(301));
    assertThat(shown.total().sd() % step).isZero();
    assertThat(shown.total().sd())
        .isCloseTo(result.total().sd().orElseThrow(), Offset.offset(step / 2));
  }

  @Test
  void componentOfFewCoursesDoesNotFollowFromTheTotal() {
    DisclosedCost shown = (DisclosedCost) Released.of(courses(301, 6, 0));
    assertThat(shown.components())
        .filteredOn(c -> c.amount() == null)
        .extracting(Component::component)
        .containsExactly("imaging", "intensive-care");
  }

  @Test
  void sumThatOneCourseDominatesIsNotReleased() {
    assertThat(Released.of(courses(60, 0, 900_000))).isInstanceOf(NotReleased.class);
  }

  @Test
  void coursesThatAllCostNothingArePrintedAsZero() {
    List<CostRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(new CostRow("s" + i % 3, Map.of()));
    }
    DisclosedCost shown = (DisclosedCost) Released.of(MEAN.finish(MEAN.partialOf(rows)));
    assertThat(shown.total().mean()).isZero();
    assertThat(shown.total().sd()).isZero();
  }

  @Test
  void stepsAreOneTwoOrFiveTimesAPowerOfTen() {
    assertThat(CostDoor.stepAbove(66.7)).isEqualTo(100);
    assertThat(CostDoor.stepAbove(100)).isEqualTo(100);
    assertThat(CostDoor.stepAbove(101)).isEqualTo(200);
    assertThat(CostDoor.stepAbove(3)).isEqualTo(5);
    assertThat(CostDoor.stepAbove(0)).isEqualTo(0.01);
  }
}
