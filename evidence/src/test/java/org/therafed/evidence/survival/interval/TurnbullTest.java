package org.therafed.evidence.survival.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;

class TurnbullTest {
  private final Turnbull turnbull = new Turnbull();

  private static IntervalRow row(double last, double first) {
    return new IntervalRow("a", last, first);
  }

  private TurnbullResult fit(IntervalRow... rows) {
    return turnbull.finish(turnbull.partialOf(List.of(rows))).result().orElseThrow();
  }

  private static List<String[]> reference() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    TurnbullTest.class.getResourceAsStream("/survival/turnbull.csv")),
                StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  private IntervalTable referenceTable() throws IOException {
    List<IntervalRow> rows = new ArrayList<>();
    for (String[] line : reference()) {
      if (line[0].equals("row")) {
        rows.add(
            new IntervalRow(
                "site" + rows.size() % 3,
                Double.parseDouble(line[1]),
                line[2].isEmpty() ? IntervalRow.NEVER : Double.parseDouble(line[2])));
      }
    }
    return turnbull.partialOf(rows);
  }

  @Test
  void referenceOfRIsMet() throws IOException {
    TurnbullResult result = turnbull.finish(referenceTable()).result().orElseThrow();
    int met = 0;
    for (String[] line : reference()) {
      if (line[0].equals("em") || line[0].equals("survfit")) {
        TurnbullResult.Bounds found = result.survivalAt(Double.parseDouble(line[1]));
        double expected = Double.parseDouble(line[2]);
        // survfit stops its iteration early; the EM equations were iterated to the end.
        double tolerance = line[0].equals("em") ? 1e-8 : 1e-4;
        assertThat(found.lower()).as(line[1]).isEqualTo(expected, within(tolerance));
        assertThat(found.upper()).as(line[1]).isEqualTo(expected, within(tolerance));
        met++;
      }
    }
    assertThat(met).isEqualTo(22);
    assertThat(result.logLikelihoodGap()).isLessThan(1e-9);
    assertThat(result.sites()).isEqualTo(3);
  }

  /** Equal likelihoods for everybody's doubles, triples, …: rounding grows, the answer stays. */
  @Test
  void manyMillionsOfPersonsHaveAnEstimate() throws IOException {
    IntervalTable table = referenceTable();
    TurnbullResult once = turnbull.finish(table).result().orElseThrow();
    while (table.n() < 50_000_000) {
      table = table.merge(table);
      TurnbullResult many = turnbull.finish(table).result().orElseThrow();
      for (int day = 0; day < 60; day += 5) {
        assertThat(many.survivalAt(day).lower())
            .isEqualTo(once.survivalAt(day).lower(), within(1e-8));
      }
      assertThat(many.logLikelihoodGap()).isLessThan(Math.max(1e-9, 1e-14 * table.n()));
    }
  }

  @Test
  void knownDaysAndCensoringsGiveKaplanMeier() {
    TurnbullResult result =
        fit(row(1, 1), row(2, 2), row(2, IntervalRow.NEVER), row(3, 3), row(5, IntervalRow.NEVER));
    assertThat(result.survivalAt(0.5).lower()).isEqualTo(1, within(1e-9));
    assertThat(result.survivalAt(1).upper()).isEqualTo(0.8, within(1e-9));
    assertThat(result.survivalAt(2).upper()).isEqualTo(0.6, within(1e-9));
    assertThat(result.survivalAt(3).upper()).isEqualTo(0.3, within(1e-9));
    assertThat(result.survivalAt(3).lower()).isEqualTo(0.3, within(1e-9));
  }

  @Test
  void overlappingIntervalsShareTheirInnermost() {
    // (0,2], (1,3], (2.5,4]: innermost are (1,2] and (2.5,3]; by symmetry and likelihood the
    // middle person is in both, so 1/2 each.
    TurnbullResult result = fit(row(0, 2), row(1, 3), row(2.5, 4));
    assertThat(result.support()).hasSize(2);
    assertThat(result.support().get(0).leftDays()).isEqualTo(1);
    assertThat(result.support().get(0).rightDays()).hasValue(2);
    assertThat(result.support().get(0).mass()).isEqualTo(0.5, within(1e-8));
    TurnbullResult.Bounds inside = result.survivalAt(1.5);
    assertThat(inside.lower()).isEqualTo(0.5, within(1e-8));
    assertThat(inside.upper()).isEqualTo(1, within(1e-8));
    assertThat(result.quantile(0.75).orElseThrow().rightDays()).hasValue(3);
  }

  @Test
  void nobodyWithTheEventKeepsTheCurveAtOne() {
    TurnbullResult result = fit(row(3, IntervalRow.NEVER), row(7, IntervalRow.NEVER));
    assertThat(result.survivalAt(7).lower()).isEqualTo(1);
    assertThat(result.survivalAt(8).lower()).isZero();
    assertThat(result.quantile(0.5)).isEmpty();
    assertThat(result.warnings()).anyMatch(w -> w.contains("Fewer than 10 events"));
  }

  @Test
  void onePersonAndOneDayAreEstimated() {
    assertThat(fit(row(4, 4)).survivalAt(4).upper()).isZero();
    assertThat(fit(row(0, 9)).survivalAt(9).upper()).isZero();
    assertThat(fit(row(0, 0)).support().get(0).exact()).isTrue();
  }

  @Test
  void noRowIsNamedNoData() {
    assertThat(turnbull.finish(turnbull.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void manyRandomIntervalsReachTheMaximum() {
    Random random = new Random(20261121);
    for (int round = 0; round < 200; round++) {
      List<IntervalRow> rows = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(40); i++) {
        double last = random.nextInt(12);
        double width = random.nextInt(6);
        rows.add(row(last, random.nextInt(4) == 0 ? IntervalRow.NEVER : last + width));
      }
      TurnbullResult result = turnbull.finish(turnbull.partialOf(rows)).result().orElseThrow();
      assertThat(result.logLikelihoodGap()).isLessThan(1e-8);
      double mass = result.support().stream().mapToDouble(TurnbullResult.Support::mass).sum();
      assertThat(mass).isEqualTo(1, within(1e-9));
    }
  }

  @Test
  void midpointConventionIsComparedAtDeclaredTimes() throws IOException {
    int met = 0;
    for (String[] line : reference()) {
      if (line[0].equals("midpoint")) {
        double day = Double.parseDouble(line[1]);
        MidpointSensitivity.Compared each =
            MidpointSensitivity.at(referenceTable(), List.of(day)).get(0);
        assertThat(each.midpoint()).isEqualTo(Double.parseDouble(line[2]), within(1e-12));
        // S is determined at these days, so the shift is the plain difference.
        assertThat(each.shift()).isEqualTo(each.midpoint() - each.turnbull().lower(), within(1e-8));
        met++;
      }
    }
    assertThat(met).isEqualTo(11);
    MidpointSensitivity.Compared inside =
        MidpointSensitivity.at(turnbull.partialOf(List.of(row(0, 10))), List.of(7.0)).get(0);
    assertThat(inside.midpoint()).isZero();
    assertThat(inside.turnbull().upper()).isEqualTo(1);
    assertThat(inside.shift()).isZero();
    // Known days only: the convention does nothing.
    IntervalTable known = turnbull.partialOf(List.of(row(1, 1), row(2, 2), row(3, 3)));
    assertThat(MidpointSensitivity.at(known, List.of(2.0)).get(0).shift())
        .isEqualTo(0, within(1e-9));
    assertThat(MidpointSensitivity.at(turnbull.empty(), List.of(2.0))).isEmpty();
  }

  @Test
  void impossibleIntervalsAreNamed() {
    assertThatThrownBy(() -> row(Double.NaN, 3)).hasMessageStartingWith("EV-TIME-011");
    assertThatThrownBy(() -> row(-1, 3)).hasMessageStartingWith("EV-TIME-011");
    assertThatThrownBy(() -> row(4, 3)).hasMessageStartingWith("EV-TIME-011");
    assertThatThrownBy(() -> row(4, Double.POSITIVE_INFINITY))
        .hasMessageStartingWith("EV-TIME-011");
    assertThatThrownBy(() -> fit(row(1, 1)).survivalAt(-1)).hasMessageStartingWith("EV-TIME-002");
    assertThatThrownBy(() -> fit(row(1, 1)).quantile(0)).hasMessageStartingWith("EV-LEVEL-002");
  }
}
