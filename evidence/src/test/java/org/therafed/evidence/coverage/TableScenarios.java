package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.table.Arm;
import org.therafed.evidence.table.ArmRow;
import org.therafed.evidence.table.StratifiedOdds;
import org.therafed.evidence.table.TwoProportions;
import org.therafed.evidence.table.TwoProportionsResult;

/** Two proportions, and their odds ratio within strata. */
final class TableScenarios {
  private static final TwoProportions TWO = new TwoProportions(0.95);
  private static final StratifiedOdds STRATIFIED = new StratifiedOdds(0.95);

  private TableScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(
            two(25, 0.4, 0.2),
            two(100, 0.5, 0.35),
            Stream.of(stratified("4 strata of 30 + 30", 4, 30), stratified("60 pairs", 60, 1)))
        .flatMap(each -> each);
  }

  private static Stream<Scenario> two(int n, double p, double q) {
    double odds = p * (1 - q) / (q * (1 - p));
    return Stream.of(
        difference("Newcombe", n, p, q, r -> r.difference().newcombe()),
        difference("Miettinen–Nurminen", n, p, q, r -> r.difference().miettinenNurminen()),
        difference("Wald", n, p, q, r -> r.difference().wald()).declaring(n < 50 ? 0.92 : 1),
        scenario("risk ratio", "Katz, log", n, p, q, p / q, r -> r.riskRatio().interval()),
        scenario("odds ratio", "Woolf, log", n, p, q, odds, r -> r.oddsRatio().interval()),
        exactOdds(n, p, q, odds));
  }

  private static Scenario difference(
      String name, int n, double p, double q, Function<TwoProportionsResult, Interval> which) {
    return scenario("risk difference", name, n, p, q, p - q, which.andThen(Optional::of));
  }

  private static Scenario exactOdds(int n, double p, double q, double odds) {
    return new Scenario(
        "odds ratio",
        "exact conditional",
        conditions(n, p, q),
        true,
        odds,
        random ->
            table(random, n, p, q).flatMap(r -> r.exactOdds().map(o -> Scenario.of(o.limits()))));
  }

  private static Scenario scenario(
      String estimator,
      String name,
      int n,
      double p,
      double q,
      double truth,
      Function<TwoProportionsResult, Optional<Interval>> which) {
    return new Scenario(
        estimator,
        name,
        conditions(n, p, q),
        false,
        truth,
        random -> table(random, n, p, q).flatMap(which));
  }

  private static String conditions(int n, double p, double q) {
    return "n " + n + " + " + n + ", rates " + p + " and " + q;
  }

  private static Optional<TwoProportionsResult> table(Random random, int n, double p, double q) {
    List<ArmRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(ArmRow.of(Scenario.site(i), Arm.FIRST, random.nextDouble() < p));
      rows.add(ArmRow.of(Scenario.site(i), Arm.SECOND, random.nextDouble() < q));
    }
    return TWO.finish(TWO.partialOf(rows)).result();
  }

  /** Odds ratio 2 in each stratum, whose base odds run from 0.25 to 1. */
  private static Scenario stratified(String conditions, int strata, int n) {
    return new Scenario(
        "common odds ratio",
        "Mantel–Haenszel, Robins–Breslow–Greenland",
        conditions,
        false,
        2,
        random -> {
          List<ArmRow> rows = new ArrayList<>();
          for (int s = 0; s < strata; s++) {
            double odds = 0.25 + 0.75 * s / (strata - 1);
            for (int i = 0; i < n; i++) {
              boolean first = random.nextDouble() < 2 * odds / (1 + 2 * odds);
              boolean second = random.nextDouble() < odds / (1 + odds);
              rows.add(new ArmRow(Scenario.site(s + i), "s" + s, Arm.FIRST, first));
              rows.add(new ArmRow(Scenario.site(s + i), "s" + s, Arm.SECOND, second));
            }
          }
          return STRATIFIED
              .finish(STRATIFIED.partialOf(rows))
              .result()
              .flatMap(r -> r.oddsRatio().interval());
        });
  }
}
