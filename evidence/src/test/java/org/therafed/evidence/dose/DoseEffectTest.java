package org.therafed.evidence.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.RoundsDriver;

class DoseEffectTest {
  private static final DoseEffect QUESTION = new DoseEffect(0.95, "Gy", List.of(0.05, 0.5));
  private static final double[] DOSES = {
    5, 8, 10, 12, 14, 15, 17, 18, 20, 21, 22, 24, 25, 26, 28, 30, 31, 33, 35, 38
  };
  private static final int[] EFFECTS = {0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1};

  private static List<DoseRow> rows(double[] doses, int[] effects, int perCourse) {
    List<DoseRow> rows = new ArrayList<>();
    for (int i = 0; i < doses.length; i++) {
      rows.add(new DoseRow("site" + i / 4 % 3, i / perCourse, doses[i], effects[i] == 1));
    }
    return rows;
  }

  private static Finding<DoseEffectResult> fit(List<DoseRow> rows) {
    return RoundsDriver.run(QUESTION.fit(), List.of(new DoseSource(rows)));
  }

  private static Finding<DoseEffectResult> federated(List<DoseRow> rows) {
    List<DoseSource> sources = new ArrayList<>();
    for (int site = 0; site < 3; site++) {
      String label = "site" + site;
      sources.add(new DoseSource(rows.stream().filter(r -> r.site().equals(label)).toList()));
    }
    return RoundsDriver.run(QUESTION.fit(), sources);
  }

  @Test
  void fitAndTwentyDosesAreThoseOfGlm() {
    for (Finding<DoseEffectResult> finding :
        List.of(fit(rows(DOSES, EFFECTS, 1)), federated(rows(DOSES, EFFECTS, 1)))) {
      DoseEffectResult r = finding.result().orElseThrow();
      assertThat(r.intercept()).isEqualTo(-3.1974669364070305, within(1e-9));
      assertThat(r.slope()).isEqualTo(0.1355560201232967, within(1e-10));
      assertThat(r.covariance().get(0)).isEqualTo(2.615857892573936, within(1e-8));
      assertThat(r.covariance().get(1)).isEqualTo(-0.10423756969551583, within(1e-9));
      assertThat(r.covariance().get(2)).isEqualTo(0.00462908733860461, within(1e-10));
      assertThat(r.logLikelihood()).isEqualTo(-11.05646445876252, within(1e-10));
      assertThat(r.likelihoodRatioPValue()).isEqualTo(0.01999164761883791, within(1e-9));
      assertThat(r.slopePValue()).isEqualTo(0.04632990884353573, within(1e-9));
      DoseAtRisk td50 = r.doses().get(1);
      assertThat(td50.dose().orElseThrow()).isEqualTo(23.587790003710158, within(1e-7));
      assertThat(td50.delta().orElseThrow().lower()).isEqualTo(16.02021769907001, within(1e-7));
      assertThat(td50.delta().orElseThrow().upper()).isEqualTo(31.1553623083503, within(1e-7));
      // The slope is barely significant, so that Fieller's limits are wide.
      assertThat(td50.fieller().orElseThrow().lower()).isEqualTo(2.71822754143279, within(1e-5));
      assertThat(td50.fieller().orElseThrow().upper()).isEqualTo(108.62183619834806, within(1e-4));
      assertThat(r.sites()).isEqualTo(3);
      assertThat(r.riskAt(td50.dose().orElseThrow())).isEqualTo(0.5, within(1e-9));
    }
  }

  @Test
  void aSteepCurveHasFiellerLimitsCloseToTheDeltaMethod() {
    List<DoseRow> rows = new ArrayList<>();
    int[] affected = {1, 3, 8, 15, 22, 28};
    for (int i = 0; i < 180; i++) {
      rows.add(new DoseRow("a", i, 5 * (i / 30 + 1), i % 30 < affected[i / 30]));
    }
    DoseEffectResult r = fit(rows).result().orElseThrow();
    assertThat(r.slope()).isEqualTo(0.2262767662799583, within(1e-10));
    DoseAtRisk td5 = r.doses().get(0);
    assertThat(td5.dose().orElseThrow()).isEqualTo(6.803546452196592, within(1e-8));
    assertThat(td5.delta().orElseThrow().lower()).isEqualTo(2.960706110382094, within(1e-7));
    assertThat(td5.fieller().orElseThrow().lower()).isEqualTo(1.664509850048558, within(1e-7));
    assertThat(td5.fieller().orElseThrow().upper()).isEqualTo(9.910971208494841, within(1e-7));
    assertThat(r.clustered()).isFalse();
  }

  @Test
  void cyclesOfOneCourseGiveErrorsByCourse() {
    DoseEffectResult r = fit(rows(DOSES, EFFECTS, 2)).result().orElseThrow();
    assertThat(r.clustered()).isTrue();
    assertThat(r.courses()).isEqualTo(10);
    assertThat(r.covariance().get(0)).isEqualTo(1.3360135132576119, within(1e-8));
    assertThat(r.covariance().get(1)).isEqualTo(-0.052495980663348416, within(1e-9));
    assertThat(r.covariance().get(2)).isEqualTo(0.002376215057942422, within(1e-10));
    assertThat(r.warnings()).anyMatch(w -> w.contains("by course"));
  }

  @Test
  void aFallingOrFlatRiskHasAFitAndNoDose() {
    int[] falling = EFFECTS.clone();
    for (int i = 0; i < falling.length; i++) {
      falling[i] = 1 - EFFECTS[i];
    }
    DoseEffectResult r = fit(rows(DOSES, falling, 1)).result().orElseThrow();
    assertThat(r.slope()).isNegative();
    assertThat(r.doses()).allMatch(d -> d.dose().isEmpty() && d.delta().isEmpty());
    assertThat(r.doses().get(0).remark()).isEqualTo("The risk does not rise with dose.");
    DoseEffectResult flat =
        fit(rows(new double[] {1, 1, 2, 2}, new int[] {0, 1, 0, 1}, 1)).result().orElseThrow();
    assertThat(flat.slope()).isEqualTo(0, within(1e-9));
    assertThat(flat.doses()).allMatch(d -> d.dose().isEmpty());
  }

  @Test
  void aRiskPassedAtDoseZeroHasNoDoseAndAnUncertainSlopeNoFieller() {
    double[] doses = {1, 2, 3, 4, 5, 6, 7, 8};
    int[] effects = {1, 0, 1, 1, 0, 1, 1, 0};
    effects[7] = 1;
    DoseEffectResult r = fit(rows(doses, effects, 1)).result().orElseThrow();
    assertThat(r.slope()).isPositive();
    assertThat(r.doses().get(0).dose()).isEmpty();
    assertThat(r.doses().get(0).remark()).contains("dose 0");
    DoseEffect nine = new DoseEffect(0.95, "Gy", List.of(0.9));
    DoseAtRisk at =
        RoundsDriver.run(nine.fit(), List.of(new DoseSource(rows(doses, effects, 1))))
            .result()
            .orElseThrow()
            .doses()
            .get(0);
    assertThat(at.dose()).isPresent();
    assertThat(at.fieller()).isEmpty();
    assertThat(at.remark()).contains("unbounded");
  }

  @Test
  void whatCannotBeFittedIsNamed() {
    assertThat(fit(List.of())).isInstanceOf(NoData.class);
    double[] four = {1, 2, 3, 4};
    assertNamed(fit(rows(four, new int[] {0, 0, 0, 0}, 1)), "Nobody");
    assertNamed(fit(rows(four, new int[] {1, 1, 1, 1}, 1)), "Everybody");
    assertNamed(fit(rows(new double[] {7, 7, 7}, new int[] {0, 1, 0}, 1)), "same");
    assertNamed(fit(rows(new double[] {0, 0, 0}, new int[] {0, 1, 0}, 1)), "same");
    assertNamed(fit(rows(four, new int[] {0, 0, 1, 1}, 1)), "separate");
    assertNamed(fit(rows(new double[] {1, 2, 2, 3}, new int[] {0, 0, 1, 1}, 1)), "separate");
    assertNamed(fit(rows(four, new int[] {1, 1, 0, 0}, 1)), "separate");
  }

  private static void assertNamed(Finding<DoseEffectResult> finding, String reason) {
    assertThat(finding).isInstanceOf(NotEstimable.class);
    assertThat(((NotEstimable<DoseEffectResult>) finding).reason()).contains(reason);
  }

  @Test
  void impossibleQuestionsRowsAndAnswersAreRefused() {
    assertThatThrownBy(() -> new DoseRow("a", 1, Double.NaN, true))
        .hasMessageStartingWith("EV-DOSE-001");
    assertThatThrownBy(() -> new DoseRow("a", 1, -1, true)).hasMessageStartingWith("EV-DOSE-001");
    assertThatThrownBy(() -> new DoseEffect(0.95, "Gy", List.of(0.0)))
        .hasMessageStartingWith("EV-LEVEL-002");
    assertThatThrownBy(() -> new DoseEffect(0.95, "", List.of(0.5)))
        .hasMessageStartingWith("EV-DOSE-002");
    DoseEffectFit fit = QUESTION.fit();
    assertThatThrownBy(fit::finding).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fit.take(new RoundSums(new double[] {1, 2})))
        .hasMessageStartingWith("EV-ROUND-002");
  }

  @Property(tries = 1000, seed = "20261121")
  void splitSourcesFitAsPooled(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int n) {
    Random random = new Random(seed);
    List<DoseRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double dose = 5 + 30 * random.nextDouble();
      boolean effect = random.nextDouble() < 1 / (1 + Math.exp(3 - 0.15 * dose));
      rows.add(new DoseRow("site" + random.nextInt(3), random.nextInt(40), dose, effect));
    }
    Finding<DoseEffectResult> pooled = fit(rows);
    Finding<DoseEffectResult> split = federated(rows);
    assertThat(split.getClass()).isEqualTo(pooled.getClass());
    Optional<DoseEffectResult> a = split.result();
    if (a.isPresent()) {
      DoseEffectResult b = pooled.result().orElseThrow();
      assertThat(a.get().n()).isEqualTo(b.n());
      assertThat(a.get().estimates()).hasSameSizeAs(b.estimates()).hasSize(7);
      assertThat(a.get().sites()).isEqualTo(b.sites());
      assertThat(a.get().courses()).isEqualTo(b.courses());
      assertThat(a.get().slope()).isEqualTo(b.slope(), within(1e-9 * (1 + Math.abs(b.slope()))));
      assertThat(a.get().intercept())
          .isEqualTo(b.intercept(), within(1e-9 * (1 + Math.abs(b.intercept()))));
      assertThat(a.get().covariance().get(2))
          .isEqualTo(b.covariance().get(2), within(1e-7 * b.covariance().get(2)));
    }
  }
}
