package org.therafed.evidence.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.competing.CompetingRow;
import org.therafed.evidence.competing.SubdistributionRow;
import org.therafed.evidence.contract.ContractCourse;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.cox.CoxRow;
import org.therafed.evidence.longitudinal.SlopeSeries;
import org.therafed.evidence.recurrent.CountRow;
import org.therafed.evidence.recurrent.RecurrentRow;
import org.therafed.evidence.response.Observation;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.WeightedRow;
import org.therafed.evidence.survival.followup.FollowUpRow;
import org.therafed.evidence.survival.interval.IntervalRow;
import org.therafed.evidence.toxicity.AdverseEvent;
import org.therafed.evidence.toxicity.AdverseEventRow;
import org.therafed.evidence.toxicity.GradingScheme;

/** A time that no person has lived is refused wherever times of persons enter. */
class PersonTimeTest {

  @ParameterizedTest
  @ValueSource(doubles = {45_001, 1e6, 1e8, 1e300})
  void timeBeyondALifeIsRefusedByEveryFamily(double days) {
    List<Runnable> rows =
        List.of(
            () -> new SurvivalRow("s", 0, days, true),
            () -> new EventTableBuilder().add("s", 0, days, true),
            () -> new WeightedRow("s", 0, days, true, 1),
            () -> new IntervalRow("s", 0, days),
            () -> new IntervalRow("s", days, IntervalRow.NEVER),
            () -> new FollowUpRow("s", 0, 1, days, false),
            () -> CoxRow.of("s", days, true, 1),
            () -> CompetingRow.of("s", "g", days, 1),
            () -> new SubdistributionRow("s", "g", days, SubdistributionRow.Status.EVENT),
            () -> new RecurrentRow("s", "p", "g", 0, days, true),
            () -> new AdverseEventRow("s", GradingScheme.CTCAE_5, days, List.of()),
            () -> AdverseEvent.of("Nausea", 1, days),
            () -> CostHistory.of("s", days, true, new double[1]),
            () -> new SlopeSeries("s", 0, new double[] {-days}, new double[1]),
            () -> Observation.value("PSA", days, 1));
    for (Runnable row : rows) {
      assertThatThrownBy(row::run)
          .isInstanceOf(EvidenceFault.class)
          .hasMessageStartingWith("EV-TIME-013 A time of more than 45000.0 days");
    }
    assertThatThrownBy(() -> new CountRow("s", "a", 1, days)).hasMessageStartingWith("EV-RATE-001");
    assertThatThrownBy(
            () ->
                new ContractCourse(
                    "s", (int) days, List.of(), OptionalInt.empty(), Optional.empty()))
        .hasMessageStartingWith("EV-TIME-013");
  }

  @ParameterizedTest
  @ValueSource(doubles = {90_001, 1e8})
  void partialWithSuchATimeIsUnreadable(double days) {
    EventTableBuilder rows = new EventTableBuilder();
    rows.add("s", 0, 10, true);
    String json = PartialJson.write(rows.partial()).replace("10.0", String.valueOf(days));
    assertThat(json).contains(String.valueOf(days));
    assertThatThrownBy(() -> PartialJson.read(json, EventTable.class))
        .isInstanceOf(EvidenceFault.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = 45_000)
  void longestLifeHasACurveByMonth(double days) {
    KaplanMeier estimator = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    List<SurvivalRow> rows =
        List.of(new SurvivalRow("s", 0, days, true), new SurvivalRow("s", 0, 10, true));
    assertThat(estimator.finish(estimator.partialOf(rows)).result().orElseThrow().estimates())
        .hasSize(2 * 1479 + 2);
  }
}
