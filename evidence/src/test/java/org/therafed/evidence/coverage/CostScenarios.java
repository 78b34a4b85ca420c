package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.therafed.evidence.cost.CostQuantiles;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.censored.CensoredCost;
import org.therafed.evidence.cost.censored.CensoredCostResult;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.cost.censored.CostIntervals;
import org.therafed.evidence.cost.censored.TieConvention;
import org.therafed.evidence.cost.effectiveness.Bootstrap;
import org.therafed.evidence.cost.effectiveness.BootstrapWeights;
import org.therafed.evidence.cost.effectiveness.CostFrame;
import org.therafed.evidence.cost.effectiveness.Fieller;
import org.therafed.evidence.cost.effectiveness.FiellerResult;
import org.therafed.evidence.cost.effectiveness.Increment;
import org.therafed.evidence.cost.effectiveness.OutcomeRow;
import org.therafed.evidence.cost.effectiveness.ValueForMoney;
import org.therafed.evidence.partial.Interval;

/**
 * Persons who die at random (mean 500 days) and cost 1,000 at once and 10 a day while alive, 15
 * when treated, at a utility of 0.7, 0.8 when treated; up to day 720.
 */
final class CostScenarios {
  private static final CostIntervals INTERVALS =
      new CostIntervals(List.of(0.0, 180.0, 360.0, 540.0, 720.0));
  private static final CostFrame FRAME = new CostFrame("payer", INTERVALS, 0, 0, 2026, "EUR");
  private static final double MEAN_DAYS = 500;
  private static final double DAYS_LIVED = MEAN_DAYS * (1 - Math.exp(-720 / MEAN_DAYS));
  private static final int REPLICATES = 400;

  private CostScenarios() {}

  static Stream<Scenario> all() {
    return Stream.concat(
        Stream.of(50, 200).flatMap(n -> Stream.of(censored(n), cost(n), effect(n), fieller(n))),
        Stream.of(quantile()));
  }

  private static Scenario censored(int n) {
    return new Scenario(
        "mean cost under censoring",
        "Bang–Tsiatis simple, plug-in",
        "n " + n + ", 3 sites, a third censored",
        false,
        1000 + 10 * DAYS_LIVED,
        random -> {
          CensoredCost estimator =
              new CensoredCost(INTERVALS, TieConvention.DEATHS_FIRST, "EUR", 0.95);
          List<CostHistory> rows = new ArrayList<>();
          for (int i = 0; i < n; i++) {
            rows.add(person(random, i, false, true).cost());
          }
          return estimator
              .finish(estimator.partialOf(rows))
              .result()
              .filter(result -> !result.checks().isEmpty())
              .map(CensoredCostResult::weightedLimits);
        });
  }

  private static Scenario cost(int n) {
    return new Scenario(
            "incremental cost",
            "Poisson bootstrap, percentile",
            "n " + n + " per arm, 3 sites, a third censored, 400 replicates",
            false,
            5 * DAYS_LIVED,
            random -> Optional.of(bootstrap(random, n).interval(Increment::cost, 0.95)))
        .slow();
  }

  private static Scenario effect(int n) {
    return new Scenario(
            "incremental effect",
            "Poisson bootstrap, percentile",
            "n " + n + " per arm, 3 sites, a third censored, 400 replicates",
            false,
            0.1 * DAYS_LIVED / CostFrame.YEAR_DAYS,
            random -> Optional.of(bootstrap(random, n).interval(Increment::qualityYears, 0.95)))
        .slow();
  }

  private static Scenario fieller(int n) {
    return new Scenario(
        "cost-effectiveness ratio",
        "Fieller",
        "n " + n + " per arm, 3 sites, nobody censored, where the set is an interval",
        false,
        5 * CostFrame.YEAR_DAYS / 0.5,
        random -> {
          Fieller estimator = new Fieller(FRAME, 0.95);
          FiellerResult result =
              estimator.finish(estimator.partialOf(strongEffect(random, n))).result().orElseThrow();
          return result.lower().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Interval(result.lower().getAsDouble(), result.upper().getAsDouble(), 0.95));
        });
  }

  private static Scenario quantile() {
    return new Scenario(
        "median cost in bins of 5",
        "order statistics, outwards to bins",
        "n 50, 3 sites, uniform costs",
        true,
        50,
        random -> {
          List<Double> edges = Stream.iterate(0.0, e -> e + 5).limit(21).toList();
          CostQuantiles estimator = new CostQuantiles(edges, List.of(0.5), "EUR", 2026, 0.95);
          List<CostRow> rows = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            rows.add(new CostRow(Scenario.site(i), Map.of("all", 100 * random.nextDouble())));
          }
          return estimator
              .finish(estimator.partialOf(rows))
              .result()
              .map(result -> result.quantiles().get(0))
              .map(q -> Scenario.of(q.lower(), q.upper(), 0.95));
        });
  }

  private static ValueForMoney bootstrap(Random random, int n) {
    List<OutcomeRow> rows = new ArrayList<>();
    for (int i = 0; i < 2 * n; i++) {
      rows.add(person(random, i, i % 2 == 0, true));
    }
    return new ValueForMoney(
        new Bootstrap(
                FRAME, TieConvention.DEATHS_FIRST, rows, new BootstrapWeights(random.nextLong()))
            .run(REPLICATES, INTERVALS.size()));
  }

  private static OutcomeRow person(Random random, int i, boolean treated, boolean censoring) {
    double death = Scenario.exponential(random, MEAN_DAYS);
    double end = censoring ? 2200 * random.nextDouble() : 10_000;
    return row(i, treated, Math.min(death, end), death <= end, treated ? 0.8 : 0.7);
  }

  /** The same days lived in both arms, and half a utility between them. */
  private static List<OutcomeRow> strongEffect(Random random, int n) {
    List<OutcomeRow> rows = new ArrayList<>();
    for (int i = 0; i < 2 * n; i++) {
      double death = Scenario.exponential(random, MEAN_DAYS);
      rows.add(row(i, i % 2 == 0, death, true, i % 2 == 0 ? 0.9 : 0.4));
    }
    return rows;
  }

  private static OutcomeRow row(int i, boolean treated, double time, boolean died, double utility) {
    double[] amounts = new double[INTERVALS.size()];
    for (int k = 0; k < amounts.length; k++) {
      double days = Math.min(time, INTERVALS.end(k)) - INTERVALS.start(k);
      amounts[k] = (k == 0 ? 1000 : 0) + Math.max(0, days) * (treated ? 15 : 10);
    }
    String site = Scenario.site(i / 2);
    return new OutcomeRow(
        i,
        treated,
        CostHistory.of(site, time, died, amounts),
        FRAME.qualityAdjustedYears(site, time, died, new double[] {0}, new double[] {utility}));
  }
}
