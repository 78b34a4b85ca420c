package org.therafed.evidence.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.therafed.evidence.cox.CoxFits.ONE;
import static org.therafed.evidence.cox.CoxFits.TWO;
import static org.therafed.evidence.cox.CoxFits.estimated;
import static org.therafed.evidence.cox.CoxFits.fit;
import static org.therafed.evidence.cox.CoxFits.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;

/** Where the likelihood has no maximum, nothing is estimated; where it has one, it is found. */
class CoxNotEstimableTest {
  @Test
  void noRowsAreNoData() {
    assertThat(fit(ONE)).isInstanceOf(NoData.class);
    assertThat(fit(ONE, CoxRow.of("a", 1, true, 1).weighing(0))).isInstanceOf(NoData.class);
  }

  @Test
  void noEventIsNotEstimable() {
    assertThat(reason(fit(ONE, CoxRow.of("a", 1, false, 1), CoxRow.of("b", 2, false, 0))))
        .contains("no event")
        .contains("x");
  }

  @Test
  void oneEventAloneAtRiskIsNotEstimable() {
    assertThat(reason(fit(ONE, CoxRow.of("a", 1, false, 1), CoxRow.of("b", 2, true, 0))))
        .contains("x");
  }

  @Test
  void aGroupWithoutEventsIsNamedAndNeverANumber() {
    List<CoxRow> rows = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      rows.add(CoxRow.of("a", 1 + i % 37, i % 2 == 0, i % 2 == 0 ? 1 : 0, random.nextGaussian()));
    }
    String reason = reason(fit(TWO, rows.toArray(CoxRow[]::new)));
    assertThat(reason).contains("x would be infinite").doesNotContain("y");
  }

  @Test
  void aScoreThatOrdersAllEventsDiverges() {
    CoxRow[] rows = new CoxRow[30];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = CoxRow.of("a", i + 1, true, -0.001 * i * i);
    }
    assertThat(reason(fit(ONE, rows))).contains("x would be infinite");
  }

  @Test
  void aStrongButFiniteEffectIsANumber() {
    // 2,000 events without and one with the covariate: about 7 on the log scale, finite.
    List<CoxRow> rows = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      boolean exposed = i % 2 == 0;
      rows.add(CoxRow.of("a", 1 + i, !exposed || i == 2000, exposed ? 1 : 0));
    }
    CoxResult result = estimated(ONE, rows.toArray(CoxRow[]::new));
    assertThat(result.terms().get(0).coefficient()).isBetween(-9.0, -5.0);
  }

  @Test
  void collinearAndConstantColumnsAreNamedAndTheOthersFitted() {
    Random random = new Random(6);
    CoxModel four = CoxModel.of(List.of("x", "same", "constant", "y"));
    List<CoxRow> rows = new ArrayList<>();
    List<CoxRow> two = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      rows.add(CoxRow.of("a", 1 + i % 31, i % 3 > 0, x, 3 - 2 * x, 7.7, y));
      two.add(CoxRow.of("a", 1 + i % 31, i % 3 > 0, x, y));
    }
    CoxResult result = estimated(four, rows.toArray(CoxRow[]::new));
    assertThat(result.notEstimable()).containsOnlyKeys("same", "constant");
    assertThat(result.warnings()).anyMatch(w -> w.startsWith("same not estimable"));
    CoxResult alone = estimated(TWO, two.toArray(CoxRow[]::new));
    for (String name : List.of("x", "y")) {
      assertThat(result.term(name).orElseThrow().coefficient())
          .isCloseTo(alone.term(name).orElseThrow().coefficient(), within(1e-10));
    }
    assertThat(result.likelihoodRatio().df()).isEqualTo(2);
    CoxRow[] flat = {CoxRow.of("a", 1, true, 5), CoxRow.of("a", 2, true, 5)};
    assertThat(reason(fit(ONE, flat))).contains("x");
  }

  @Test
  void oneClusterHasNoRobustVariance() {
    CoxRow[] rows = new CoxRow[40];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = CoxRow.of("a", 1 + i, i % 2 == 0, i * 7 % 11, i * 5 % 13).inCluster("one");
    }
    assertThat(reason(fit(TWO.with(CoxModel.Variance.ROBUST), rows))).contains("clusters");
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i].inCluster("one of " + i % 2);
    }
    // Two clusters' scores sum to 0: one direction only, so the two errors stand but no joint test.
    CoxResult two = estimated(TWO.with(CoxModel.Variance.ROBUST), rows);
    assertThat(two.wald()).isEmpty();
    assertThat(two.warnings()).anyMatch(w -> w.contains("no Wald test"));
  }
}
