package org.therafed.evidence.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.therafed.evidence.cox.CoxFits.ONE;
import static org.therafed.evidence.cox.CoxFits.TWO;
import static org.therafed.evidence.cox.CoxFits.covariate;
import static org.therafed.evidence.cox.CoxFits.estimated;
import static org.therafed.evidence.cox.CoxFits.fit;
import static org.therafed.evidence.cox.CoxFits.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.rounds.RoundsDriver;

class CoxTest {
  @Test
  void twoEventsByHand() {
    // l(b) = b - ln(2u + 1) - ln(1 + u) with u = e^b; its maximum is at u² = 1/2.
    CoxResult result =
        estimated(
            ONE,
            CoxRow.of("a", 1, true, 1),
            CoxRow.of("a", 2, true, 0),
            CoxRow.of("b", 3, false, 1));
    CoxTerm x = result.terms().get(0);
    double u = Math.sqrt(0.5);
    double information = 2 * u / Math.pow(2 * u + 1, 2) + u / Math.pow(1 + u, 2);
    assertThat(x.coefficient()).isCloseTo(Math.log(u), within(1e-12));
    assertThat(x.standardError()).isCloseTo(1 / Math.sqrt(information), within(1e-12));
    assertThat(result.logLikelihood())
        .isCloseTo(Math.log(u / (2 * u + 1) / (1 + u)), within(1e-13));
    assertThat(result.logLikelihoodNull()).isCloseTo(-Math.log(6), within(1e-13));
    assertThat(result.n()).isEqualTo(3);
    assertThat(result.events()).isEqualTo(2);
    assertThat(result.sites()).isEqualTo(2);
  }

  @Test
  void tiedEventsByHand() {
    CoxRow[] rows = {
      CoxRow.of("a", 1, true, 1), CoxRow.of("a", 1, true, 0), CoxRow.of("a", 2, false, 0)
    };
    // Breslow: 1 = 2u/(u + 2). Efron: 1 = u/(u + 2) + u/(u + 3). Exact: no maximum.
    assertThat(estimated(ONE.with(Ties.BRESLOW), rows).terms().get(0).coefficient())
        .isCloseTo(Math.log(2), within(1e-12));
    assertThat(estimated(ONE, rows).terms().get(0).coefficient())
        .isCloseTo(Math.log(6) / 2, within(1e-12));
    assertThat(reason(fit(ONE.with(Ties.EXACT), rows))).contains("x").contains("no maximum");
  }

  @Test
  void timesWithinRoundingAreTied() {
    CoxResult result =
        estimated(
            ONE.with(Ties.BRESLOW),
            CoxRow.of("a", 0.3, true, 1),
            CoxRow.of("a", 0.1 + 0.2, true, 0),
            CoxRow.of("a", 2, false, 0));
    assertThat(result.terms().get(0).coefficient()).isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void aWeightOfTwoIsTheRowTwiceUnderBreslow() {
    Random random = new Random(3);
    List<CoxRow> weighted = new ArrayList<>();
    List<CoxRow> repeated = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int weight = random.nextInt(3);
      CoxRow row = CoxRow.of("a", 1 + random.nextInt(12), i % 3 > 0, random.nextGaussian());
      weighted.add(row.weighing(weight));
      for (int k = 0; k < weight; k++) {
        repeated.add(row);
      }
    }
    CoxModel model = ONE.with(Ties.BRESLOW);
    CoxTerm one = estimated(model, weighted.toArray(CoxRow[]::new)).terms().get(0);
    CoxTerm other = estimated(model, repeated.toArray(CoxRow[]::new)).terms().get(0);
    assertThat(one.coefficient()).isCloseTo(other.coefficient(), within(1e-11));
    assertThat(one.standardError()).isCloseTo(other.standardError(), within(1e-11));
  }

  @Test
  void splitIntervalsAreTheirPersonAndClusterBindsThem() {
    Random random = new Random(4);
    List<CoxRow> whole = new ArrayList<>();
    List<CoxRow> split = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      CoxRow row =
          CoxRow.of("a", 5 + random.nextInt(20), random.nextInt(4) > 0, random.nextGaussian())
              .inCluster("p" + i);
      whole.add(row);
      double cut = 2 + random.nextInt(3);
      double x = row.width() == 1 ? covariate(row) : 0;
      split.add(CoxRow.of("a", cut, false, x).inCluster("p" + i));
      split.add(CoxRow.of("a", row.timeDays(), row.event(), x).from(cut).inCluster("p" + i));
    }
    CoxModel model = ONE.with(CoxModel.Variance.ROBUST);
    CoxTerm one = estimated(model, whole.toArray(CoxRow[]::new)).terms().get(0);
    CoxTerm other = estimated(model, split.toArray(CoxRow[]::new)).terms().get(0);
    assertThat(other.coefficient()).isCloseTo(one.coefficient(), within(1e-11));
    assertThat(other.robustError().orElseThrow())
        .isCloseTo(one.robustError().orElseThrow(), within(1e-11));
  }

  @Test
  void aShiftOfCovariatesAndUnitsOfTimeDoNotMatter() {
    Random random = new Random(7);
    List<CoxRow> rows = new ArrayList<>();
    List<CoxRow> far = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double x = random.nextInt(50);
      double time = 1 + random.nextInt(90);
      rows.add(CoxRow.of("a", time, i % 3 > 0, x));
      far.add(CoxRow.of("a", time * 365.25, i % 3 > 0, x + 1e7));
    }
    CoxTerm one = estimated(ONE, rows.toArray(CoxRow[]::new)).terms().get(0);
    CoxTerm other = estimated(ONE, far.toArray(CoxRow[]::new)).terms().get(0);
    assertThat(other.coefficient()).isCloseTo(one.coefficient(), within(1e-9));
    assertThat(other.standardError()).isCloseTo(one.standardError(), within(1e-9));
  }

  @Test
  void aLateLargeHazardThatLeavesDoesNotDrownTheOthers() {
    // One row of hazard e^40 leaves the sums; what stays must not be its rounding.
    CoxRow[] rows = {
      CoxRow.of("a", 1, true, 1),
      CoxRow.of("a", 2, true, 0),
      CoxRow.of("a", 3, false, 1),
      CoxRow.of("a", 20, true, 0).from(10).withOffset(40),
      CoxRow.of("a", 20, false, 1).from(10).withOffset(40),
      CoxRow.of("a", 19, false, 0).from(10).withOffset(40)
    };
    CoxRow[] plain = rows.clone();
    for (int i = 3; i < 6; i++) {
      plain[i] = plain[i].withOffset(0);
    }
    CoxResult far = estimated(ONE, rows);
    CoxResult near = estimated(ONE, plain);
    assertThat(far.terms().get(0).coefficient())
        .isCloseTo(near.terms().get(0).coefficient(), within(1e-9));
  }

  @Test
  void nonProportionalHazardsAreAWarning() {
    Random random = new Random(8);
    List<CoxRow> rows = new ArrayList<>();
    List<CoxRow> proportional = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      double x = i % 2;
      double e = -Math.log(1 - random.nextDouble());
      // Hazard 1/100 without x; with it ten times as much to day 20 and a tenth afterwards.
      double late = 20 + (e - 2) * 1000;
      rows.add(CoxRow.of("a", x == 0 ? e * 100 : e < 2 ? e * 10 : late, true, x));
      proportional.add(CoxRow.of("a", x == 0 ? e * 100 : e * 50, true, x));
    }
    assertThat(estimated(ONE, rows.toArray(CoxRow[]::new)).warnings())
        .anyMatch(w -> w.startsWith("not proportional hazards (identity)"));
    assertThat(estimated(ONE, proportional.toArray(CoxRow[]::new)).checks())
        .anyMatch(c -> c.startsWith("proportional hazards (identity)"));
  }

  @Test
  void fewEventsAndFewClustersAreWarnings() {
    List<CoxRow> rows = new ArrayList<>();
    Random random = new Random(9);
    for (int i = 0; i < 30; i++) {
      rows.add(CoxRow.of("s" + i % 5, 1 + i, i % 5 == 0 || i % 7 == 0, random.nextGaussian()));
    }
    CoxResult result =
        estimated(ONE.with(CoxModel.Variance.ROBUST_BY_SITE), rows.toArray(CoxRow[]::new));
    assertThat(result.warnings()).anyMatch(w -> w.contains("fewer than 80 sites"));
    CoxResult few = estimated(TWO, withSecond(rows));
    assertThat(few.warnings()).anyMatch(w -> w.contains("events per parameter"));
  }

  private static CoxRow[] withSecond(List<CoxRow> rows) {
    CoxRow[] two = new CoxRow[rows.size()];
    for (int i = 0; i < two.length; i++) {
      CoxRow row = rows.get(i);
      two[i] = CoxRow.of("a", row.timeDays(), row.event(), covariate(row), i * 31 % 7);
    }
    return two;
  }

  @Test
  void aSourceWithoutRowsChangesNothing() {
    CoxModel model = ONE.bySite();
    Cox cox = new Cox(model);
    CoxRows rows =
        cox.partialOf(
            List.of(
                CoxRow.of("a", 1, true, 1),
                CoxRow.of("a", 2, true, 0),
                CoxRow.of("a", 3, false, 1)));
    Finding<CoxResult> finding =
        RoundsDriver.run(
            new CoxFit(model),
            List.of(new CoxSource(rows, model), new CoxSource(cox.empty(), model)));
    assertThat(finding.result().orElseThrow().terms().get(0).coefficient())
        .isCloseTo(-Math.log(2) / 2, within(1e-12));
  }

  @Test
  void everyNumberIsListed() {
    CoxResult result =
        estimated(
            ONE,
            CoxRow.of("a", 1, true, 1),
            CoxRow.of("a", 2, true, 0),
            CoxRow.of("b", 3, false, 1));
    assertThat(result.estimates())
        .anySatisfy(
            e -> {
              assertThat(e.quantity()).isEqualTo("hazard-ratio");
              assertThat(e.of()).containsEntry("term", "x");
              assertThat(e.value().orElseThrow()).isCloseTo(Math.sqrt(0.5), within(1e-12));
            });
  }
}
