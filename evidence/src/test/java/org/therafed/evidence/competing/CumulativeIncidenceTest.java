package org.therafed.evidence.competing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.PartialJson;

/** Cumulative incidence by hand, and what it makes of bad input. */
class CumulativeIncidenceTest {
  private static final CumulativeIncidence TWO =
      new CumulativeIncidence(0.95, List.of("event", "death"));

  /**
   * Adverse events over time: grade 3 or worse is cause 1, death without it cause 2. Of 4, one has
   * the event on day 10, one dies on day 20, one has the event on day 30, one is censored.
   */
  @Test
  void adverseEventsWithDeathAsCompetingAreNotOneMinusKaplanMeier() {
    IncidenceCurve curve = curve(TWO, row(10, 1), row(20, 2), row(30, 1), row(40, 0));

    assertThat(curve.incidenceAt(1, 9.9)).isZero();
    assertThat(curve.incidenceAt(1, 10)).isEqualTo(0.25);
    assertThat(curve.incidenceAt(2, 20)).isCloseTo(0.25, within(1e-15));
    // One minus Kaplan–Meier with death censored would say 1 − 3/4·1/2 = 0.625.
    assertThat(curve.incidenceAt(1, 30)).isCloseTo(0.5, within(1e-15));
    assertThat(curve.eventFreeAt(30)).isCloseTo(0.25, within(1e-15));
    assertThat(curve.atRiskAt(20)).isEqualTo(3);
    assertThat(curve.atRiskAt(41)).isZero();
    assertThat(curve.quantile(1, 0.5)).hasValue(30);
    assertThat(curve.quantile(2, 0.5)).isEmpty();
    assertThat(curve.timeLost(1, 40)).isCloseTo(0.25 * 20 + 0.5 * 10, within(1e-12));
    // Aalen's variance of a single event among four is 1/4².
    assertThat(curve.at(1, 10).variance()).isCloseTo(1 / 16.0, within(1e-15));
    assertThat(curve.at(1, 10).interval().orElseThrow().contains(0.25)).isTrue();
  }

  @Test
  void withoutCensoringEveryVarianceButAalensIsTheBinomials() {
    for (IncidenceVariance kind :
        List.of(IncidenceVariance.GREENWOOD, IncidenceVariance.INFINITESIMAL_JACKKNIFE)) {
      CumulativeIncidence estimator =
          new CumulativeIncidence(0.95, kind, List.of("event", "death"));
      IncidenceCurve curve =
          curve(estimator, row(1, 1), row(2, 2), row(2, 1), row(3, 2), row(4, 1));
      assertThat(curve.at(1, 3).variance()).isCloseTo(0.4 * 0.6 / 5, within(1e-15));
    }
  }

  /** Standard errors of R's survfit (survival 3.5-3) on the same eight rows, by person. */
  @Test
  void lateEntriesCountInTheJackknife() {
    double[] entry = {0, 0, 2, 3, 0, 4, 1, 0};
    double[] exit = {5, 3, 6, 8, 7, 9, 4, 6};
    int[] cause = {1, 2, 1, 0, 2, 1, 0, 1};
    CompetingRow[] rows = new CompetingRow[entry.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new CompetingRow("a", "g", "all", entry[i], exit[i], cause[i]);
    }
    CumulativeIncidence estimator =
        new CumulativeIncidence(
            0.95, IncidenceVariance.INFINITESIMAL_JACKKNIFE, List.of("event", "death"));
    IncidenceCurve curve = curve(estimator, rows);
    assertThat(curve.at(1, 6).incidence()).isCloseTo(0.416666666666667, within(1e-14));
    assertThat(curve.at(1, 6).stdErr()).isCloseTo(0.196418550329597, within(1e-14));
    assertThat(curve.at(2, 4).stdErr()).isCloseTo(0.152145154862546, within(1e-14));
    assertThat(curve.at(2, 8).incidence()).isCloseTo(0.305555555555556, within(1e-14));
    assertThat(curve.at(2, 8).stdErr()).isCloseTo(0.173224879017312, within(1e-14));
  }

  @Test
  void aRiskSetEmptiedBeforeTheLastEntryKeepsTheCurveFlatAndIsSaid() {
    IncidenceResult result =
        result(
            TWO,
            List.of(
                new CompetingRow("a", "g", "all", 0, 5, 1),
                new CompetingRow("a", "g", "all", 6, 9, 2)));
    assertThat(result.curves().get("g").incidenceAt(2, 9)).isZero();
    assertThat(result.curves().get("g").at(1, 9).variance()).isFinite();
    assertThat(result.warnings()).anyMatch(w -> w.contains("last entry"));
  }

  @Test
  void allCensoredHasFlatCurvesAndNoTest() {
    IncidenceResult result =
        result(TWO, List.of(CompetingRow.of("a", "g", 5, 0), CompetingRow.of("a", "h", 5, 0)));
    assertThat(result.tests()).isEmpty();
    assertThat(result.warnings()).anyMatch(w -> w.startsWith("Gray's test of event"));
    assertThat(result.curves().get("g").at(1, 5).incidence()).isZero();
    assertThat(result.estimates()).isNotEmpty();
  }

  @Test
  void identicalGroupsDoNotDifferAndAnEmptyStratumOfOneGroupDoesNoHarm() {
    List<CompetingRow> rows = new ArrayList<>();
    for (String group : new String[] {"g", "h"}) {
      for (int day = 1; day <= 12; day++) {
        rows.add(CompetingRow.of("a", group, day, day % 3));
      }
    }
    GrayTest same = result(TWO, rows).test(1).orElseThrow();
    assertThat(same.chisq()).isCloseTo(0, within(1e-20));
    assertThat(same.p()).isCloseTo(1, within(1e-9));
    rows.add(new CompetingRow("a", "g", "other", 0, 5, 1));
    assertThat(result(TWO, rows).test(1).orElseThrow().chisq()).isCloseTo(0, within(1e-20));
  }

  @Test
  void tiesEverywhereAndOneEventGiveFiniteNumbers() {
    List<CompetingRow> rows = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      rows.add(CompetingRow.of("a", "g" + i % 3, 7, i % 3));
    }
    assertThat(result(TWO, rows).estimates()).isNotEmpty();
    assertThat(result(TWO, List.of(CompetingRow.of("a", "g", 0, 1))).estimates()).isNotEmpty();
  }

  @Test
  void noRowsAreNoData() {
    assertThat(TWO.finish(TWO.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void impossibleRowsAreRefusedByCode() {
    refused(() -> CompetingRow.of("a", "g", Double.NaN, 1), EvidenceCode.TIME_NOT_FINITE);
    refused(() -> CompetingRow.of("a", "g", -1, 1), EvidenceCode.TIME_NEGATIVE);
    refused(() -> new CompetingRow("a", "g", "all", 5, 5, 1), EvidenceCode.ENTRY_NOT_BEFORE_TIME);
    refused(() -> CompetingRow.of("a", "g", 1, -1), EvidenceCode.CAUSE_UNKNOWN);
    refused(
        () -> TWO.partialOf(List.of(CompetingRow.of("a", "g", 1, 3))), EvidenceCode.CAUSE_UNKNOWN);
    refused(() -> CompetingRow.of("a", "", 1, 1), EvidenceCode.LABEL_MISSING);
    refused(() -> CompetingRow.of(" ", "g", 1, 1), EvidenceCode.SITE_MISSING);
    refused(() -> new CumulativeIncidence(0.95, List.of()), EvidenceCode.CAUSE_UNKNOWN);
    refused(() -> curve(TWO, row(1, 1)).at(3, 1), EvidenceCode.CAUSE_UNKNOWN);
    refused(() -> curve(TWO, row(1, 1)).at(1, Double.NaN), EvidenceCode.TIME_NOT_FINITE);
  }

  @Test
  void aTableWithImpossibleCountsIsRefused() {
    String json = PartialJson.write(TWO.partialOf(List.of(CompetingRow.of("a", "g", 1, 1))));
    String wrong = json.replace("\"counts\":[1]", "\"counts\":[2]");
    assertThat(wrong).isNotEqualTo(json);
    refused(() -> PartialJson.read(wrong, CompetingTable.class), EvidenceCode.PARTIAL_UNREADABLE);
  }

  private static CompetingRow row(double time, int cause) {
    return CompetingRow.of("a", "g", time, cause);
  }

  private static IncidenceCurve curve(CumulativeIncidence estimator, CompetingRow... rows) {
    return result(estimator, List.of(rows)).curves().get("g");
  }

  private static IncidenceResult result(CumulativeIncidence estimator, List<CompetingRow> rows) {
    return estimator.finish(estimator.partialOf(rows)).result().orElseThrow();
  }

  private static void refused(Runnable use, EvidenceCode code) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(EvidenceFault.class, f -> assertThat(f.code()).isEqualTo(code));
  }
}
