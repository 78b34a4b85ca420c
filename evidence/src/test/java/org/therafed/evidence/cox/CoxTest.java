package org.therafed.evidence.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.RoundsDriver;

class CoxTest {
  private static final CoxModel ONE = CoxModel.of(List.of("x"));
  private static final CoxModel TWO = CoxModel.of(List.of("x", "y"));

  private static Finding<CoxResult> fit(CoxModel model, CoxRow... rows) {
    Cox cox = new Cox(model);
    return cox.finish(cox.partialOf(List.of(rows)));
  }

  private static CoxResult estimated(CoxModel model, CoxRow... rows) {
    return fit(model, rows).result().orElseThrow();
  }

  private static String reason(Finding<CoxResult> finding) {
    assertThat(finding).isInstanceOf(NotEstimable.class);
    return ((NotEstimable<CoxResult>) finding).reason();
  }

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

  private static double covariate(CoxRow row) {
    double[] x = new double[1];
    row.copyCovariates(x, 0);
    return x[0];
  }

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

  @Test
  void impossibleInputIsRefusedByCode() {
    refused(EvidenceCode.TIME_NEGATIVE, () -> CoxRow.of("a", -1, true, 1));
    refused(EvidenceCode.TIME_NOT_FINITE, () -> CoxRow.of("a", Double.NaN, true, 1));
    refused(EvidenceCode.ENTRY_NOT_BEFORE_TIME, () -> CoxRow.of("a", 3, true, 1).from(3));
    refused(EvidenceCode.COVARIATE_IMPOSSIBLE, () -> CoxRow.of("a", 3, true, Double.NaN));
    refused(
        EvidenceCode.COVARIATE_IMPOSSIBLE,
        () -> CoxRow.of("a", 3, true, 1).withOffset(Double.POSITIVE_INFINITY));
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(EvidenceCode.WEIGHT_IMPOSSIBLE, () -> CoxRow.of("a", 3, true, 1).weighing(weight));
    }
    refused(EvidenceCode.SITE_MISSING, () -> CoxRow.of(" ", 3, true, 1));
    refused(EvidenceCode.COVARIATE_IMPOSSIBLE, () -> fit(TWO, CoxRow.of("a", 3, true, 1)));
    refused(EvidenceCode.COVARIATE_DESIGN, () -> CoxModel.of(List.of("x", "x")));
    refused(EvidenceCode.COVARIATE_DESIGN, () -> CoxModel.of(List.of()));
    refused(EvidenceCode.LEVEL_OUT_OF_RANGE, () -> ONE.at(1));
    refused(
        EvidenceCode.COVARIATE_DESIGN,
        () -> new CoxFit(ONE.testing(Set.of(CoxModel.Transform.KM))));
  }

  @Test
  void aSourceAnswersItsOwnModelOnly() {
    Cox cox = new Cox(ONE);
    CoxSource source = new CoxSource(cox.partialOf(List.of(CoxRow.of("a", 1, true, 1))), ONE);
    RoundRequest ask = new CoxFit(ONE).next().orElseThrow();
    assertThat(source.answer(ask).size()).isPositive();
    refused(
        EvidenceCode.ROUND_REQUEST,
        () ->
            source.answer(
                new RoundRequest(2, ask.model(), ask.covariates(), 1, "newton", List.of(0.0))));
    refused(
        EvidenceCode.ROUND_REQUEST,
        () -> source.answer(new CoxFit(CoxModel.of(List.of("z"))).next().orElseThrow()));
    refused(
        EvidenceCode.ROUND_REQUEST,
        () ->
            source.answer(
                new RoundRequest(1, ask.model(), ask.covariates(), 1, "rows", List.of(0.0))));
    refused(
        EvidenceCode.ROUND_SHAPE, () -> new CoxFit(ONE).take(new RoundSums(new double[] {1, 2})));
  }

  private static void refused(EvidenceCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EvidenceFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
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
