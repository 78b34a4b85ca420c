package org.therafed.evidence.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.evidence.partial.Interval;

/** The study in short: few replicates, so that only a gross error fails. */
class CoverageTest {
  private static final int REPLICATES = 60;

  static Stream<Scenario> scenarios() {
    return CoverageStudy.scenarios();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void intervalsContainTheTruthAboutAsOftenAsTheySay(Scenario scenario) {
    Coverage coverage = Coverage.of(scenario, scenario.inShort());
    double promised = Math.min(scenario.declared(), coverage.level());
    assertThat(coverage.intervals()).isGreaterThan(scenario.inShort() / 2);
    assertThat(coverage.share()).isGreaterThan(promised - 5 * coverage.stdErr());
  }

  @Test
  void anIntervalThatIsTooShortIsSeen() {
    Scenario half =
        new Scenario(
            "half",
            "too short",
            "uniform",
            true,
            0.5,
            random -> {
              double centre = random.nextDouble();
              return Optional.of(new Interval(centre - 0.25, centre + 0.25, 0.95));
            });
    Coverage coverage = Coverage.of(half, REPLICATES);
    assertThat(coverage.share()).isBetween(0.2, 0.8);
    assertThat(coverage.verdict()).isEqualTo("**below nominal**");
  }
}
