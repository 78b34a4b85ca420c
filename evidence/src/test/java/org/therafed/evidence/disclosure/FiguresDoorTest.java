package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.access.AccessRow;
import org.therafed.evidence.access.ActivityLoss;
import org.therafed.evidence.access.ActivityRow;
import org.therafed.evidence.access.DistanceBands;
import org.therafed.evidence.access.DistanceRow;
import org.therafed.evidence.access.FunnelRow;
import org.therafed.evidence.access.StandardisedAccess;
import org.therafed.evidence.access.TreatmentFunnel;
import org.therafed.evidence.competing.CompetingRow;
import org.therafed.evidence.competing.CumulativeIncidence;
import org.therafed.evidence.competing.IncidenceResult;
import org.therafed.evidence.competing.IncidenceVariance;
import org.therafed.evidence.contract.Agreement;
import org.therafed.evidence.contract.ContractCourse;
import org.therafed.evidence.contract.MilestoneRule;
import org.therafed.evidence.contract.Milestones;
import org.therafed.evidence.disclosure.DisclosedFigures.Figure;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Partial;
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
  private static final List<String> SITES = List.of("s0", "s1", "s2");

  private static <T> List<T> rows(int n, IntFunction<T> row) {
    return IntStream.range(0, n).mapToObj(row).toList();
  }

  private static <T, P extends Partial<P>, R extends Result> Finding<R> of(
      Estimator<T, P, R> estimator, List<T> rows) {
    return estimator.finish(estimator.partialOf(rows));
  }

  private static String site(int i) {
    return SITES.get(i % 3);
  }

  private static List<Figure> shown(Finding<? extends Result> finding) {
    DisclosedResult result = Released.of(finding);
    assertThat(result).isInstanceOf(DisclosedFigures.class);
    List<Figure> figures = ((DisclosedFigures) result).figures();
    figures.stream()
        .filter(f -> f.lower() != null)
        .forEach(f -> assertThat(f.value()).isBetween(f.lower(), f.upper()));
    return figures;
  }

  private static void withheld(Finding<? extends Result> finding) {
    assertThat(finding.result()).isPresent();
    assertThat(Released.of(finding)).isInstanceOf(NotReleased.class);
  }

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
    withheld(of(estimator, arms(10, 5)));
    withheld(of(estimator, arms(80, 10)));
    withheld(of(estimator, arms(80, 70)));
    List<Figure> figures = shown(of(estimator, arms(80, 40)));
    assertThat(figures)
        .extracting(Figure::quantity)
        .containsExactly("proportion", "proportion", "risk difference");
    assertThat(figures.get(2).value()).isEqualTo(-0.25);
    assertThat(figures.get(2).lower()).isLessThan(-0.37);
  }

  @Test
  void commonOddsNeedEveryCellOfAllStrataTogether() {
    StratifiedOdds estimator = new StratifiedOdds(0.95);
    withheld(of(estimator, arms(80, 10)));
    assertThat(shown(of(estimator, arms(80, 40)))).hasSize(2);
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
    withheld(of(estimator, survival(10, 5)));
    withheld(of(estimator, survival(80, 10)));
    withheld(of(estimator, survival(80, 70)));
    assertThat(shown(of(estimator, survival(80, 40))))
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
    return of(
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
    withheld(of(estimator, rows(100, i -> ExposureRow.of(site(i), 365, i < 10 ? 1 : 0))));
    withheld(of(estimator, rows(100, i -> ExposureRow.of(site(i), 365, i < 90 ? 1 : 0))));
    withheld(of(estimator, rows(100, i -> ExposureRow.of(site(i), 365, i == 0 ? 100 : 0))));
    List<Figure> figures =
        shown(of(estimator, rows(100, i -> ExposureRow.of(site(i), 365, i < 43 ? 1 : 0))));
    assertThat(figures).hasSize(1);
    assertThat(figures.get(0).value()).isEqualTo(0.0012);
  }

  @Test
  void rateRatioNeedsEventsInBothArms() {
    RateRatio estimator = new RateRatio(0.95);
    for (int events : new int[] {10, 41}) {
      Finding<? extends Result> finding =
          of(
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
    withheld(of(estimator, few));
    List<SiteEstimate> sites = rows(4, i -> new SiteEstimate("s" + i, 50, 20, 0.3 + 0.1 * i, 0.2));
    assertThat(shown(of(estimator, sites))).allMatch(f -> !f.of().containsKey("site"));
    withheld(of(estimator, sites.subList(0, 2)));
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
    assertThat(shown(of(estimator, rows)))
        .singleElement()
        .satisfies(f -> assertThat(f.of()).containsEntry("visit", "w4"));
  }

  private static List<AccessRow> regions(int west) {
    return rows(
        240,
        i -> {
          String region = i < west ? "west" : i < 110 ? "north" : i < 170 ? "south" : "east";
          return new AccessRow(site(i), Map.of("region", region), i % 3 == 0);
        });
  }

  @Test
  void smallRegionTakesTheNextSmallestWithIt() {
    StandardisedAccess estimator =
        new StandardisedAccess(
            0.95, "region", List.of(), new TreeMap<>(), StandardisedAccess.Limits.EXACT);
    assertThat(shown(of(estimator, regions(9))))
        .extracting(f -> f.of().get("region"))
        .containsOnly("north", "east");
    assertThat(shown(of(estimator, regions(50))))
        .extracting(f -> f.of().get("region"))
        .containsOnly("west", "north", "south", "east");
  }

  @Test
  void distanceBandsAreAPartitionToo() {
    DistanceBands estimator = new DistanceBands(0.95, List.of(25.0, 50.0));
    List<DistanceRow> rows =
        rows(
            150,
            i -> {
              double km = i < 9 ? 60 : i < 60 ? 30 : 10;
              return new DistanceRow(site(i), OptionalDouble.of(km), i % 3 == 0);
            });
    assertThat(shown(of(estimator, rows)))
        .singleElement()
        .satisfies(f -> assertThat(f.of().get("km")).startsWith("0"));
  }

  @Test
  void stageThatFewDidNotReachIsLeftOut() {
    TreatmentFunnel estimator =
        new TreatmentFunnel(0.95, List.of("eligible", "board", "ordered", "treated"));
    List<FunnelRow> rows =
        rows(
            150,
            i ->
                new FunnelRow(
                    site(i),
                    i < 40 ? "eligible" : i < 45 ? "board" : i < 80 ? "ordered" : "treated",
                    ""));
    assertThat(shown(of(estimator, rows)))
        .extracting(f -> f.of().get("stage"))
        .containsExactly("board", "treated");
  }

  @Test
  void meanShareOfActivityLostIsShownWithoutLimits() {
    List<ActivityRow> rows =
        rows(60, i -> new ActivityRow(site(i), 6.6, 7400, 1 + i % 3, OptionalDouble.empty()));
    assertThat(shown(of(new ActivityLoss(0.95), rows)))
        .singleElement()
        .satisfies(f -> assertThat(f.lower()).isNull());
    withheld(of(new ActivityLoss(0.95), rows.subList(0, 19)));
  }

  @Test
  void milestonesShowSharesAndNoAmounts() {
    MilestoneRule infusion =
        new MilestoneRule("infusion", "infused", 0, 0, 1, new BigDecimal("0.52"));
    MilestoneRule later =
        new MilestoneRule("month 18", "response", 548, 30, 60, new BigDecimal("0.48"));
    Milestones estimator =
        new Milestones(
            0.95,
            new Agreement("A-1", "EUR", new BigDecimal("320000"), 2, List.of(infusion, later)));
    List<ContractCourse> courses =
        rows(
            90,
            i -> {
              List<ContractCourse.Assessment> all = new ArrayList<>();
              all.add(new ContractCourse.Assessment("infused", 0, true));
              all.add(new ContractCourse.Assessment("response", 550, i < 45));
              return new ContractCourse(site(i), 700, all, OptionalInt.empty(), Optional.empty());
            });
    // Everybody was infused: the complement of that milestone is nobody.
    assertThat(shown(of(estimator, courses)))
        .singleElement()
        .satisfies(f -> assertThat(f.of()).containsEntry("milestone", "month 18"));
    withheld(of(estimator, courses.subList(40, 90)));
  }

  @Test
  void figuresAreReportedWithTheirKeysAndLimits() {
    DisclosedResult result = Released.of(of(new TwoProportions(0.95), arms(80, 40)));
    String report =
        ReportText.write(
            PublishedReport.of(
                "arms", result, new DataCut("2026Q3", LocalDate.of(2026, 9, 30)), "Therafed"));
    assertThat(report).contains("risk difference").contains("arm=first");
  }
}
