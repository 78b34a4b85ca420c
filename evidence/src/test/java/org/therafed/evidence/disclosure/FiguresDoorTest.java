package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.evidence.disclosure.FigureRelease.finish;
import static org.therafed.evidence.disclosure.FigureRelease.rows;
import static org.therafed.evidence.disclosure.FigureRelease.shown;
import static org.therafed.evidence.disclosure.FigureRelease.site;
import static org.therafed.evidence.disclosure.FigureRelease.withheld;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.competing.CompetingRow;
import org.therafed.evidence.competing.CumulativeIncidence;
import org.therafed.evidence.competing.IncidenceResult;
import org.therafed.evidence.competing.IncidenceVariance;
import org.therafed.evidence.disclosure.DisclosedFigures.Figure;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.pooling.Heterogeneity;
import org.therafed.evidence.pooling.MetaAnalysis;
import org.therafed.evidence.pooling.PoolingTest;
import org.therafed.evidence.pooling.Prediction;
import org.therafed.evidence.pooling.SiteEstimate;
import org.therafed.evidence.rate.ExposureRow;
import org.therafed.evidence.rate.PoissonRate;
import org.therafed.evidence.rate.RateRatio;
import org.therafed.evidence.results.DataCut;
import org.therafed.evidence.results.ReportText;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.test.GroupedRow;
import org.therafed.evidence.survival.test.LogRank;
import org.therafed.evidence.table.Arm;
import org.therafed.evidence.table.ArmRow;
import org.therafed.evidence.table.StratifiedOdds;
import org.therafed.evidence.table.TwoProportions;

/** Of each kind: an undersized group is withheld, a sufficient one is shown coarsened. */
class FiguresDoorTest {
  /** The second arm's people and events of 200 people, of whom the first's 30 have the event. */
  private static List<ArmRow> arms(int second, int events) {
    return rows(
        200,
        i ->
            i < second
                ? ArmRow.of(site(i), Arm.SECOND, i < events)
                : ArmRow.of(site(i), Arm.FIRST, i < second + 30));
  }

  @Test
  void twoProportionsShowTheirArmsAndADifferenceMadeOfThem() {
    TwoProportions estimator = new TwoProportions(0.95);
    withheld(finish(estimator, arms(10, 5)));
    withheld(finish(estimator, arms(80, 10)));
    withheld(finish(estimator, arms(80, 70)));
    List<Figure> figures = shown(finish(estimator, arms(80, 40)));
    assertThat(figures)
        .extracting(Figure::quantity)
        .containsExactly("proportion", "proportion", "risk difference");
    assertThat(figures.get(2).value()).isEqualTo(-0.25);
    assertThat(figures.get(2).lower()).isLessThan(-0.37);
  }

  @Test
  void commonOddsNeedEveryCellOfAllStrataTogether() {
    StratifiedOdds estimator = new StratifiedOdds(0.95);
    withheld(finish(estimator, arms(80, 10)));
    assertThat(shown(finish(estimator, arms(80, 40)))).hasSize(2);
  }

  private static List<GroupedRow> survival(int small, int events) {
    return rows(
        200,
        i ->
            new GroupedRow(
                "",
                i < small ? "b" : "a",
                new SurvivalRow(site(i), 0, 10 + i % 97, i < small ? i < events : i % 2 == 0)));
  }

  @Test
  void logRankTestNeedsEventsAndOthersInEachGroup() {
    LogRank estimator = new LogRank(0.95, 0);
    withheld(finish(estimator, survival(10, 5)));
    withheld(finish(estimator, survival(80, 10)));
    withheld(finish(estimator, survival(80, 70)));
    assertThat(shown(finish(estimator, survival(80, 40))))
        .extracting(Figure::quantity)
        .containsExactly("p-value", "Peto hazard ratio");
  }

  private static Finding<IncidenceResult> incidence(int groupB, int deathsA) {
    List<CompetingRow> rows =
        rows(
            300,
            i ->
                CompetingRow.of(
                    site(i),
                    i < groupB ? "b" : "a",
                    20 + 3.0 * (i % 101),
                    i >= groupB && i < groupB + deathsA ? 2 : i % 2));
    return finish(
        new CumulativeIncidence(0.95, IncidenceVariance.AALEN, List.of("relapse", "death")), rows);
  }

  @Test
  void incidenceOfSmallGroupsAndRareCausesIsLeftOut() {
    List<Figure> figures = shown(incidence(19, 10));
    assertThat(figures).allMatch(f -> f.of().get("cause").equals("relapse"));
    assertThat(figures).allMatch(f -> f.of().get("group").equals("a"));
    assertThat(shown(incidence(100, 60)))
        .extracting(f -> f.of().get("group") + " " + f.of().get("cause"))
        .contains("a relapse", "a death", "b relapse")
        .doesNotContain("b death");
  }

  @Test
  void incidenceIsMonthlyRisesAndStopsBeforeFewAreAtRisk() {
    IncidenceResult exact = incidence(0, 60).result().orElseThrow();
    double last = 0;
    for (Figure figure : shown(incidence(0, 60))) {
      if (figure.of().get("cause").equals("relapse")) {
        double day = Double.parseDouble(figure.of().get("month")) * DisclosurePolicy.MONTH_DAYS;
        assertThat(exact.curves().get("a").atRiskAt(day)).isGreaterThanOrEqualTo(11);
        assertThat(figure.value()).isGreaterThanOrEqualTo(last);
        last = figure.value();
      }
    }
    assertThat(last).isPositive();
  }

  @Test
  void ratesNeedEventsAndAreCoarserThanThreeEvents() {
    PoissonRate estimator = new PoissonRate(0.95);
    withheld(finish(estimator, rows(100, i -> ExposureRow.of(site(i), 365, i < 10 ? 1 : 0))));
    withheld(finish(estimator, rows(100, i -> ExposureRow.of(site(i), 365, i < 90 ? 1 : 0))));
    withheld(finish(estimator, rows(100, i -> ExposureRow.of(site(i), 365, i == 0 ? 100 : 0))));
    List<Figure> figures =
        shown(finish(estimator, rows(100, i -> ExposureRow.of(site(i), 365, i < 43 ? 1 : 0))));
    assertThat(figures).hasSize(1);
    assertThat(figures.get(0).value()).isEqualTo(0.0012);
  }

  @Test
  void rateRatioNeedsEventsInBothArms() {
    RateRatio estimator = new RateRatio(0.95);
    for (int events : new int[] {10, 41}) {
      Finding<? extends Result> finding =
          finish(
              estimator,
              rows(
                  200,
                  i ->
                      new ExposureRow(
                          site(i),
                          i < 100 ? Arm.FIRST : Arm.SECOND,
                          300,
                          i < events || i >= 170 ? 1 : 0)));
      if (events == 10) {
        withheld(finding);
      } else {
        assertThat(shown(finding)).hasSize(1);
      }
    }
  }

  @Test
  void pooledEstimateShowsNothingOfASite() {
    MetaAnalysis estimator =
        new MetaAnalysis(Heterogeneity.DL, PoolingTest.Z, Prediction.NONE, 0.95);
    List<SiteEstimate> few = rows(4, i -> new SiteEstimate("s" + i, 50, 2, 0.3 + 0.1 * i, 0.2));
    withheld(finish(estimator, few));
    List<SiteEstimate> sites = rows(4, i -> new SiteEstimate("s" + i, 50, 20, 0.3 + 0.1 * i, 0.2));
    assertThat(shown(finish(estimator, sites))).allMatch(f -> !f.of().containsKey("site"));
    withheld(finish(estimator, sites.subList(0, 2)));
  }

  @Test
  void visitOfFewIsLeftOut() {
    MeanChange estimator =
        new MeanChange(new VisitDesign(List.of("w4", "w8"), List.of("a"), "mL/min"), 0.95);
    List<VisitSeries> rows =
        rows(
            60,
            i ->
                i < 10
                    ? new VisitSeries(
                        site(i), 0, 60, new int[] {0, 1}, new double[] {60 + i % 7, 70 - i % 5})
                    : new VisitSeries(site(i), 0, 60, new int[] {0}, new double[] {60 + i % 7}));
    assertThat(shown(finish(estimator, rows)))
        .singleElement()
        .satisfies(f -> assertThat(f.of()).containsEntry("visit", "w4"));
  }

  @Test
  void figuresAreReportedWithTheirKeysAndLimits() {
    DisclosedResult result = Released.of(finish(new TwoProportions(0.95), arms(80, 40)));
    String report =
        ReportText.write(
            PublishedReport.of(
                "arms", result, new DataCut("2026Q3", LocalDate.of(2026, 9, 30)), "Therafed"));
    assertThat(report).contains("risk difference").contains("arm=first");
  }
}
