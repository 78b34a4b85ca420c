package org.therafed.evidence.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/** Hand-computed pools, few sites by name, impossible input. */
class MetaAnalysisTest {
  private static final double[] Y = {.1, .9, -.6, 1.4};
  private static final double[] SE = {.2, .3, .25, .4};

  private static MetaAnalysis analysis(Heterogeneity method, PoolingTest test) {
    return new MetaAnalysis(method, test, Prediction.T_K_MINUS_1, 0.95);
  }

  private static SiteEstimates sites(double[] y, double[] se) {
    List<SiteEstimate> rows = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      rows.add(new SiteEstimate("site" + i, 30, 10, y[i], se[i]));
    }
    return MetaAnalysis.ofFewSites(0.95).partialOf(rows);
  }

  @Test
  void fixedEffectIsTheInverseVarianceMean() {
    PooledEstimate pooled =
        analysis(Heterogeneity.FE, PoolingTest.Z)
            .finish(sites(new double[] {1, 2}, new double[] {1, 0.5}))
            .result()
            .orElseThrow();
    // Weights 1 and 4: (1 + 8)/5, variance 1/5, Q = 1·0.8² + 4·0.2² = 0.8.
    assertThat(pooled.estimate()).isEqualTo(1.8, within(1e-14));
    assertThat(pooled.stdErr()).isEqualTo(Math.sqrt(0.2), within(1e-14));
    assertThat(pooled.q()).isEqualTo(0.8, within(1e-14));
    assertThat(pooled.i2Percent()).isZero();
    assertThat(pooled.weightsPercent().get("site1")).isEqualTo(80, within(1e-12));
    assertThat(pooled.n()).isEqualTo(60);
    assertThat(pooled.events()).isEqualTo(20);
    assertThat(pooled.sites()).isEqualTo(2);
  }

  @Test
  void equalVariancesGiveTheTextbookTau2ByEveryMethod() {
    // y = 0, 1, 5 with v = 1: variance 7 about the mean 2, so τ² = 7 − 1; ML takes 14/3 − 1.
    SiteEstimates three = sites(new double[] {0, 1, 5}, new double[] {1, 1, 1});
    for (Heterogeneity method : Heterogeneity.values()) {
      PooledEstimate pooled = analysis(method, PoolingTest.Z).finish(three).result().orElseThrow();
      double expected =
          switch (method) {
            case FE -> 0;
            case ML -> 14 / 3.0 - 1;
            case SJ -> 14 / 3.0 * (14 / (14 / 3.0 + 1)) / 2;
            default -> 6;
          };
      assertThat(pooled.tau2()).as(method.name()).isEqualTo(expected, within(1e-9));
      assertThat(pooled.estimate()).isEqualTo(2, within(1e-12));
    }
  }

  @Test
  void hartungKnappIsStudentsTestWhereVariancesAreEqual() {
    SiteEstimates three = sites(new double[] {0, 1, 5}, new double[] {1, 1, 1});
    PooledEstimate pooled =
        analysis(Heterogeneity.REML, PoolingTest.HARTUNG_KNAPP)
            .finish(three)
            .result()
            .orElseThrow();
    double stdErr = Math.sqrt(7 / 3.0);
    assertThat(pooled.stdErr()).isEqualTo(stdErr, within(1e-12));
    assertThat(pooled.interval().upper()).isEqualTo(2 + 4.302652729749464 * stdErr, within(1e-9));
    assertThat(pooled.prediction().orElseThrow().upper())
        .isEqualTo(2 + 4.302652729749464 * Math.sqrt(7 / 3.0 + 6), within(1e-8));
  }

  @ParameterizedTest
  @CsvSource({"0.95, 1, 12.706204736174698", "0.95, 12, 2.178812829667228", "0.99, 2.5, 7.3"})
  void quantilesOfStudentAreExact(double level, double df, double expected) {
    // The last has no table; its tail is checked instead.
    double t = Levels.t(level, df);
    if (df == 2.5) {
      assertThat(
              2
                  * new org.hipparchus.distribution.continuous.TDistribution(df)
                      .cumulativeProbability(-t))
          .isEqualTo(0.01, within(1e-15));
    } else {
      assertThat(t).isEqualTo(expected, within(1e-12 * expected));
    }
  }

  @Test
  void profileIntervalOfTau2SolvesItsQuantiles() {
    PooledEstimate pooled =
        analysis(Heterogeneity.REML, PoolingTest.Z).finish(sites(Y, SE)).result().orElseThrow();
    assertThat(pooled.q()).isEqualTo(24.9344359828653, within(1e-10));
    assertThat(pooled.tau2Interval().orElseThrow().lower())
        .isEqualTo(0.151147575539679, within(1e-9));
    assertThat(pooled.tau2Interval().orElseThrow().upper())
        .isEqualTo(10.6958798945142, within(1e-7));
  }

  @Test
  void noSiteIsNoData() {
    assertThat(MetaAnalysis.ofFewSites(0.95).finish(SiteEstimates.empty()))
        .isInstanceOf(NoData.class);
  }

  @ParameterizedTest
  @EnumSource(Heterogeneity.class)
  void oneSiteIsItselfWithAWarning(Heterogeneity method) {
    for (PoolingTest test : PoolingTest.values()) {
      PooledEstimate one =
          analysis(method, test)
              .finish(sites(new double[] {-0.5}, new double[] {0.2}))
              .result()
              .orElseThrow();
      assertThat(one.estimate()).isEqualTo(-0.5);
      assertThat(one.interval().lower()).isEqualTo(-0.8919927969080108, within(1e-14));
      assertThat(one.tau2()).isZero();
      assertThat(one.qPValue()).isEqualTo(1);
      assertThat(one.prediction()).isEmpty();
      assertThat(one.tau2Interval()).isEmpty();
      assertThat(one.warnings()).hasSize(1).first().asString().startsWith("One site");
    }
  }

  @Test
  void fewSitesWithDerSimonianLairdAreWarnedOf() {
    assertThat(
            analysis(Heterogeneity.DL, PoolingTest.Z)
                .finish(sites(Y, SE))
                .result()
                .orElseThrow()
                .warnings())
        .anyMatch(w -> w.contains("Few sites (4)") && w.contains("DerSimonian–Laird"));
    assertThat(
            analysis(Heterogeneity.REML, PoolingTest.HARTUNG_KNAPP)
                .finish(sites(Y, SE))
                .result()
                .orElseThrow()
                .warnings())
        .noneMatch(w -> w.contains("Few sites"))
        .anyMatch(w -> w.startsWith("Fewer than 5 sites"))
        .anyMatch(w -> w.contains("prediction interval"));
    assertThat(
            analysis(Heterogeneity.DL, PoolingTest.Z)
                .finish(sites(new double[] {1, 2}, new double[] {1, 1}))
                .result()
                .orElseThrow()
                .warnings())
        .anyMatch(w -> w.startsWith("Two sites"));
  }

  @Test
  void equalEstimatesLeaveHartungKnappWithoutAnError() {
    SiteEstimates equal = sites(new double[] {.4, .4, .4}, new double[] {.1, .2, .3});
    assertThat(analysis(Heterogeneity.DL, PoolingTest.HARTUNG_KNAPP).finish(equal))
        .isInstanceOf(NotEstimable.class);
    for (Heterogeneity method : Heterogeneity.values()) {
      PooledEstimate pooled = analysis(method, PoolingTest.Z).finish(equal).result().orElseThrow();
      assertThat(pooled.tau2()).isZero();
      assertThat(pooled.tau2Interval()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Heterogeneity.class)
  void extremeScalesStayFinite(Heterogeneity method) {
    for (double scale : new double[] {1e-40, 1e-8, 1e8, 1e40}) {
      PooledEstimate pooled =
          analysis(method, PoolingTest.HARTUNG_KNAPP)
              .finish(
                  sites(
                      new double[] {scale, -3 * scale, 2 * scale},
                      new double[] {scale, 1e-6 * scale, 1e3 * scale}))
              .result()
              .orElseThrow();
      assertThat(pooled.estimate() / scale).isBetween(-3.1, 2.0);
      assertThat(pooled.tau2()).isFinite().isNotNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY, 1e-60})
  void impossibleStandardErrorsAreRefused(double stdErr) {
    refused(
        EvidenceCode.SITE_ESTIMATE_IMPOSSIBLE, () -> new SiteEstimate("north", 5, 1, 0.3, stdErr));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void impossibleEstimatesAreRefused(double estimate) {
    refused(
        EvidenceCode.SITE_ESTIMATE_IMPOSSIBLE,
        () -> new SiteEstimate("north", 5, 1, estimate, 0.1));
  }

  @Test
  void aSiteCountsOnce() {
    SiteEstimates one = sites(Y, SE);
    refused(EvidenceCode.SITE_TWICE, () -> one.merge(one));
    SiteEstimate north = new SiteEstimate("north", 5, 1, 0.3, 0.1);
    refused(
        EvidenceCode.SITE_TWICE,
        () -> MetaAnalysis.ofFewSites(0.95).partialOf(List.of(north, north)));
  }

  @Test
  void leavingOneSiteOutIsTheAnalysisOfTheOthers() {
    MetaAnalysis analysis = MetaAnalysis.ofFewSites(0.95);
    List<MetaAnalysis.LeftOut> left = analysis.leaveOneSiteOut(sites(Y, SE));
    assertThat(left)
        .extracting(MetaAnalysis.LeftOut::site)
        .containsExactly("site0", "site1", "site2", "site3");
    SiteEstimates rest = sites(new double[] {Y[0], Y[1], Y[2]}, new double[] {SE[0], SE[1], SE[2]});
    assertThat(left.get(3).finding()).isEqualTo(analysis.finish(rest));
    assertThat(analysis.leaveOneSiteOut(sites(new double[] {1}, new double[] {1}))).isEmpty();
  }

  private static void refused(
      EvidenceCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(EvidenceFault.class, f -> assertThat(f.code()).isEqualTo(code));
  }
}
