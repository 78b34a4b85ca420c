package org.therafed.evidence.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.RoundsDriver;

class WeightedKaplanMeierTest {
  private final WeightedKaplanMeier robust =
      new WeightedKaplanMeier(0.95, ConfidenceBand.LOG_LOG, WeightedVariance.ROBUST);
  private final WeightedKaplanMeier greenwood =
      new WeightedKaplanMeier(0.95, ConfidenceBand.LOG_LOG, WeightedVariance.GREENWOOD);

  private static WeightedRow row(double entry, double time, boolean event, double weight) {
    return new WeightedRow("a", entry, time, event, weight);
  }

  private WeightedCurve curve(WeightedKaplanMeier estimator, List<WeightedRow> rows) {
    return estimator.finish(estimator.partialOf(rows)).result().orElseThrow();
  }

  /** Influence of each row straight from its definition, with any late entry. */
  private static double[] stdErrByDefinition(List<WeightedRow> rows, double time, double tau) {
    double[] steps = rows.stream().mapToDouble(WeightedRow::timeDays).sorted().distinct().toArray();
    double[] u = new double[rows.size()];
    double[] area = new double[rows.size()];
    double[] now = new double[rows.size()];
    double s = 1;
    double atTime = 1;
    for (int k = 0; k < steps.length; k++) {
      double n = 0;
      double d = 0;
      for (WeightedRow r : rows) {
        boolean present = r.entryDays() < steps[k] && r.timeDays() >= steps[k];
        n += present ? r.weight() : 0;
        d += r.event() && r.timeDays() == steps[k] ? r.weight() : 0;
      }
      if (n - d < 1e-9) {
        break;
      }
      s *= (n - d) / n;
      double end = k + 1 < steps.length ? Math.min(tau, steps[k + 1]) : tau;
      for (int i = 0; i < now.length; i++) {
        WeightedRow r = rows.get(i);
        boolean present = r.entryDays() < steps[k] && r.timeDays() >= steps[k];
        double event = r.event() && r.timeDays() == steps[k] ? 1 : 0;
        now[i] -= (event - (present ? d / n : 0)) / (n - d);
        if (steps[k] < tau) {
          area[i] += s * now[i] * (end - steps[k]);
        }
        if (steps[k] <= time) {
          u[i] = now[i];
        }
      }
      atTime = steps[k] <= time ? s : atTime;
    }
    double survival = 0;
    double mean = 0;
    for (int i = 0; i < u.length; i++) {
      double w = rows.get(i).weight();
      survival += w * w * u[i] * u[i];
      mean += w * w * area[i] * area[i];
    }
    return new double[] {atTime * Math.sqrt(survival), Math.sqrt(mean)};
  }

  private static List<WeightedRow> random(Random random, int n) {
    List<WeightedRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double entry = random.nextInt(3) == 0 ? random.nextInt(8) : 0;
      rows.add(
          row(
              entry,
              entry + 1 + random.nextInt(15),
              random.nextBoolean(),
              random.nextDouble() * 3));
    }
    return rows;
  }

  @Test
  void robustErrorIsThatOfItsDefinition() {
    Random random = new Random(20261121);
    for (int round = 0; round < 300; round++) {
      List<WeightedRow> rows = random(random, 30);
      WeightedCurve curve = curve(robust, rows);
      double[] expected = stdErrByDefinition(rows, 6, 9);
      if (curve.survivalAt(9) > 0) {
        assertThat(curve.at(6).stdErr().orElseThrow())
            .isEqualTo(expected[0], within(1e-11 * (1 + expected[0])));
        assertThat(curve.restrictedMean(9).stdErrDays())
            .isEqualTo(expected[1], within(1e-10 * (1 + expected[1])));
      }
    }
  }

  @Test
  void everyRowAClusterOfItsOwnIsTheRobustErrorByRow() {
    Random random = new Random(7);
    List<WeightedRow> rows = random(random, 40);
    List<ClusteredRow> clustered = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      labels.add("c" + i);
      clustered.add(new ClusteredRow("c" + i, rows.get(i)));
    }
    WeightedCurve byRow = curve(robust, rows);
    WeightedCurve byCluster =
        RoundsDriver.run(
                new ClusteredKaplanMeier(robust, robust.partialOf(rows), labels),
                List.of(
                    new ClusteredRows(clustered.subList(0, 11)),
                    new ClusteredRows(List.of()),
                    new ClusteredRows(clustered.subList(11, 40))))
            .result()
            .orElseThrow();
    for (double time : new double[] {1, 4, 7, 12}) {
      assertThat(byCluster.at(time).stdErr().orElse(-1))
          .isEqualTo(byRow.at(time).stdErr().orElse(-1), within(1e-12));
      assertThat(byCluster.cumulativeHazardAt(time).stdErr())
          .isEqualTo(byRow.cumulativeHazardAt(time).stdErr(), within(1e-12));
    }
    assertThat(byCluster.restrictedMean(9).stdErrDays())
        .isEqualTo(byRow.restrictedMean(9).stdErrDays(), within(1e-11));
  }

  @Test
  void frequencyWeightsAreRowsRepeated() {
    List<WeightedRow> weighted =
        List.of(row(0, 1, true, 2), row(0, 2, false, 1), row(0, 3, true, 3), row(0, 4, false, 2));
    List<SurvivalRow> repeated = new ArrayList<>();
    weighted.forEach(
        r -> {
          for (int i = 0; i < r.weight(); i++) {
            repeated.add(new SurvivalRow("a", 0, r.timeDays(), r.event()));
          }
        });
    KaplanMeier plain = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    SurvivalCurve expected = plain.finish(plain.partialOf(repeated)).result().orElseThrow();
    WeightedCurve found = curve(greenwood, weighted);
    assertThat(found.at(3).stdErr().orElseThrow())
        .isEqualTo(expected.at(3).stdErr().orElseThrow(), within(1e-15));
    assertThat(found.restrictedMean(4).stdErrDays())
        .isEqualTo(expected.restrictedMean(4).stdErrDays(), within(1e-14));
    assertThat(found.cumulativeHazardAt(3).stdErr())
        .isEqualTo(expected.cumulativeHazardAt(3).stdErr(), within(1e-15));
    assertThat(found.at(2.5).atRisk()).isEqualTo(5);
  }

  @Test
  void weightsThatAreNoCountsWarnWithGreenwood() {
    assertThat(curve(greenwood, List.of(row(0, 1, true, 0.5))).warnings())
        .anyMatch(w -> w.contains("robust"));
    assertThat(curve(greenwood, List.of(row(0, 1, true, 2))).warnings())
        .noneMatch(w -> w.contains("robust"));
    assertThat(curve(robust, List.of(row(0, 1, true, 0.5))).estimates()).isNotEmpty();
  }

  @Test
  void weightsThatAreNoneAreNamed() {
    for (double weight :
        new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
      assertThatThrownBy(() -> row(0, 1, true, weight)).hasMessageStartingWith("EV-WEIGHT-001");
    }
    assertThat(robust.finish(robust.partialOf(List.of(row(0, 1, true, 0)))))
        .isInstanceOf(NotEstimable.class);
    assertThat(robust.finish(robust.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void undeclaredClustersAndOtherModelsAreRefused() {
    WeightedRow one = row(0, 1, true, 1);
    WeightedTable table = robust.partialOf(List.of(one));
    ClusteredRows rows = new ClusteredRows(List.of(new ClusteredRow("x", one)));
    assertThatThrownBy(
            () -> rows.answer(new ClusteredKaplanMeier(robust, table, List.of("y")).next().get()))
        .hasMessageStartingWith("EV-CLUSTER-001");
    assertThatThrownBy(() -> new ClusteredKaplanMeier(robust, table, List.of("x", "x")))
        .hasMessageStartingWith("EV-CLUSTER-001");
    assertThatThrownBy(() -> new ClusteredKaplanMeier(greenwood, table, List.of("x")))
        .hasMessageStartingWith("EV-CLUSTER-001");
    assertThatThrownBy(() -> new ClusteredRow("", one)).hasMessageStartingWith("EV-CLUSTER-001");
    assertThat(new ClusteredKaplanMeier(robust, robust.empty(), List.of()).finding().result())
        .isEmpty();
  }

  @Test
  void ratioOfRestrictedMeansHasItsLogInterval() {
    WeightedCurve curve = curve(greenwood, List.of(row(0, 2, true, 1), row(0, 5, false, 1)));
    RestrictedMean mean = curve.restrictedMean(4);
    RestrictedMean.Ratio same = mean.over(mean).orElseThrow();
    assertThat(same.ratio()).isEqualTo(1);
    assertThat(same.pValue()).isEqualTo(1);
    assertThat(same.interval().lower() * same.interval().upper()).isEqualTo(1, within(1e-12));
    assertThat(mean.over(curve.restrictedMean(0))).isEmpty();
  }

  @Test
  void landmarkKeepsWhoeverIsStillObserved() {
    Landmark landmark = new Landmark(30);
    assertThat(landmark.from(new SurvivalRow("a", 0, 30, true))).isEmpty();
    assertThat(landmark.from(new SurvivalRow("a", 0, 31, true)))
        .hasValue(new SurvivalRow("a", 30, 31, true));
    assertThat(landmark.from(new SurvivalRow("a", 40, 50, true)))
        .hasValue(new SurvivalRow("a", 40, 50, true));
    assertThatThrownBy(() -> new Landmark(-1)).hasMessageStartingWith("EV-TIME-002");
  }
}
