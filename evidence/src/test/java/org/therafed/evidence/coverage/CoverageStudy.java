package org.therafed.evidence.coverage;

import java.util.stream.Stream;

/**
 * Simulates every interval that is published on populations with a known truth and prints a
 * Markdown table. On demand; {@code docs/validation.md} gives the command and holds the table.
 */
public final class CoverageStudy {
  private static final int REPLICATES = 2000;

  private CoverageStudy() {}

  static Stream<Scenario> scenarios() {
    return Stream.of(
            ResponseScenarios.all(),
            ToxicityScenarios.all(),
            TableScenarios.all(),
            RateScenarios.all(),
            SurvivalScenarios.all(),
            CompetingScenarios.all(),
            RecurrentScenarios.all(),
            LongitudinalScenarios.all(),
            MeanScenarios.all(),
            CostScenarios.all(),
            DoseScenarios.all(),
            WeightedScenarios.all(),
            CoxScenarios.all(),
            ComparisonScenarios.all(),
            PoolingScenarios.all())
        .flatMap(each -> each);
  }

  /**
   * Runs it.
   *
   * @param arguments replicates (2,000 by default); then, optionally, a part of the estimators'
   *     names
   */
  public static void main(String[] arguments) {
    int replicates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : REPLICATES;
    String only = arguments.length > 1 ? arguments[1] : "";
    System.out.println(
        "| estimator | interval | conditions | kind | nominal | coverage | intervals | verdict |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    scenarios()
        .filter(scenario -> scenario.estimator().contains(only))
        .forEach(scenario -> System.out.println(Coverage.of(scenario, replicates).line()));
  }
}
