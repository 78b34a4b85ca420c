package org.therafed.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.Radionuclides;

/** The formulas of {@code docs/model.md}, against draws and against published constants. */
class ModelTest {
  private static final int N = 20_000;

  /** Half-width of an interval that a mean of N draws leaves once in 100,000 seeds. */
  private static double reach(double standardDeviation) {
    return 4.4 * standardDeviation / Math.sqrt(N);
  }

  @Test
  void everyTermHasTheChineseNameThatTheConsoleShows() {
    for (Arm arm : Arm.values()) {
      assertThat(FederationModel.of(arm).toxicity())
          .extracting(TermRisk::term)
          .allMatch(
              term ->
                  CtcaeTerms.standard()
                      .chinese(CtcaeTerms.standard().named(term).orElseThrow().code())
                      .isPresent());
    }
  }

  @Test
  void medianOfTheWeibullIsTheStatedOne() {
    ShiftedWeibull survival = ShiftedWeibull.withMedian(60, 1.3, 465);
    assertThat(survival.medianDays()).isEqualTo(465, within(1e-9));
    assertThat(survival.survival(465)).isEqualTo(0.5, within(1e-12));
    assertThat(survival.survival(60)).isEqualTo(1);
  }

  @Test
  void drawnTimesFollowTheSurvivalFunction() {
    ShiftedWeibull survival = FederationModel.of(Arm.TREATED).survival();
    Draws draws = Draws.seeded(5);
    double[] times = new double[N];
    Arrays.setAll(times, i -> survival.draw(draws));
    for (int month : Truth.MONTHS) {
      double day = month * FederationModel.MONTH_DAYS;
      double alive = survival.survival(day);
      double observed = Arrays.stream(times).filter(t -> t > day).count() / (double) N;
      assertThat(observed).isEqualTo(alive, within(reach(Math.sqrt(alive * (1 - alive)))));
    }
    assertThat(Arrays.stream(times).min().orElseThrow()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void gammaAndLogNormalHaveTheirMeanAndVariation() {
    Draws draws = Draws.seeded(6);
    double gamma = 0;
    double gammaSquares = 0;
    double logNormal = 0;
    for (int i = 0; i < N; i++) {
      double x = draws.gamma(100, 0.6);
      gamma += x;
      gammaSquares += x * x;
      logNormal += draws.logNormal(100, 0.8);
    }
    assertThat(gamma / N).isEqualTo(100, within(reach(60)));
    assertThat(logNormal / N).isEqualTo(100, within(reach(80)));
    double variance = gammaSquares / N - Math.pow(gamma / N, 2);
    assertThat(Math.sqrt(variance) / 100).isEqualTo(0.6, within(0.03));
  }

  @Test
  void normalHasMeanZeroAndVarianceOne() {
    Draws draws = Draws.seeded(7);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < N; i++) {
      double x = draws.normal();
      sum += x;
      squares += x * x;
    }
    assertThat(sum / N).isEqualTo(0, within(reach(1)));
    assertThat(squares / N).isEqualTo(1, within(reach(Math.sqrt(2))));
  }

  @Test
  void activityHalvesInOneHalfLife() {
    LocalDateTime start = LocalDateTime.of(2025, 3, 1, 9, 0);
    LocalDateTime later = start.plusSeconds(Math.round(Lutetium177.HALF_LIFE_DAYS * 86_400));
    assertThat(Lutetium177.at(7.4, start, later)).isEqualTo(3.7, within(1e-5));
    assertThat(Lutetium177.at(3.7, later, start)).isEqualTo(7.4, within(1e-5));
  }

  @Test
  void halfLifeIsTheOneTheRegistryUses() {
    double seconds =
        Radionuclides.standard().named("Lu-177").orElseThrow().halfLife().toMillis() / 1000.0;
    assertThat(Lutetium177.HALF_LIFE_DAYS * 86_400).isEqualTo(seconds, within(1.0));
  }

  @Test
  void everyTermIsOfCtcaeAndEveryProbabilityIsOne() {
    for (Arm arm : Arm.values()) {
      for (TermRisk risk : FederationModel.of(arm).toxicity()) {
        assertThat(CtcaeTerms.standard().named(risk.term())).as(risk.term()).isPresent();
        assertThat(risk.atLeast(1)).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void plannedCyclesAreBoundedBySurvival() {
    ArmModel model = FederationModel.of(Arm.TREATED);
    double planned = 0;
    for (int i = 0; i < model.plannedCycles().size(); i++) {
      planned += (i + 1) * model.plannedCycles().get(i);
    }
    assertThat(model.expectedCycles()).isLessThan(planned).isGreaterThan(0.85 * planned);
  }

  @Test
  void everyTruthIsWithinItsRange() {
    assertThat(Truth.all()).hasSizeGreaterThan(40);
    for (Truth truth : Truth.all()) {
      double most = truth.unit() == Truth.Unit.PROBABILITY ? 1 : Double.MAX_VALUE;
      assertThat(truth.value()).as(truth.toString()).isGreaterThan(0).isLessThan(most);
    }
  }
}
