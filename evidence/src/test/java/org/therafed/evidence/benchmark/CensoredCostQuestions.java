package org.therafed.evidence.benchmark;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.therafed.evidence.cost.censored.CensoredCost;
import org.therafed.evidence.cost.censored.CensoredCostResult;
import org.therafed.evidence.cost.censored.CensoredCostTable;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.cost.censored.CostIntervals;
import org.therafed.evidence.cost.censored.CostJackknife;
import org.therafed.evidence.cost.censored.TieConvention;
import org.therafed.evidence.cost.effectiveness.ArmTables;
import org.therafed.evidence.cost.effectiveness.Bootstrap;
import org.therafed.evidence.cost.effectiveness.BootstrapWeights;
import org.therafed.evidence.cost.effectiveness.CostEffectiveness;
import org.therafed.evidence.cost.effectiveness.CostFrame;
import org.therafed.evidence.cost.effectiveness.CostPerEffect;
import org.therafed.evidence.cost.effectiveness.Fieller;
import org.therafed.evidence.cost.effectiveness.FiellerResult;
import org.therafed.evidence.cost.effectiveness.Increment;
import org.therafed.evidence.cost.effectiveness.OutcomeRow;

/** Costs and utilities under censoring, eight intervals up to day 720; cost against effect. */
final class CensoredCostQuestions {
  private static final String FAMILY = "cost";
  private static final CostIntervals INTERVALS =
      new CostIntervals(List.of(0.0, 90.0, 180.0, 270.0, 360.0, 450.0, 540.0, 630.0, 720.0));
  private static final CostFrame FRAME = new CostFrame("payer", INTERVALS, 0, 0, 2026, "EUR");
  private static final TieConvention TIES = TieConvention.DEATHS_FIRST;
  private static final CensoredCost COST = new CensoredCost(INTERVALS, TIES, "EUR", 0.95);
  private static final CostEffectiveness QUESTION = new CostEffectiveness(FRAME, TIES, 0.95);
  private static final BootstrapWeights WEIGHTS = new BootstrapWeights(20261121);
  private static final int REPLICATES = 20;

  private CensoredCostQuestions() {}

  /** Only Fieller's set is elementary in R; the estimators under censoring are in none of its. */
  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "Lin and Bang–Tsiatis, all four", CensoredCostQuestions::censored),
        Question.of(FAMILY, "their jackknife errors, whole days", n -> jackknife(n, true)),
        Question.of(FAMILY, "their jackknife errors, distinct times", n -> jackknife(n, false)),
        Question.of(FAMILY, "increments, QALYs, ICER", CensoredCostQuestions::increments),
        Question.of(FAMILY, "their bootstrap, 20 replicates", CensoredCostQuestions::bootstrap),
        Question.of(FAMILY, "cost per responder, 20 replicates", CensoredCostQuestions::perEffect)
            .sizes(1_000, 10_000, 100_000),
        Question.of(FAMILY, "Fieller's set", CensoredCostQuestions::fieller)
            .against(
                1_000_000,
                1e-8,
                """
                { t <- d$treated == 1
                  m <- c(mean(d$cost[t]) - mean(d$cost[!t]), mean(d$effect[t]) - mean(d$effect[!t]))
                  v <- cov(cbind(d$cost, d$effect)[t, ]) / sum(t) + cov(cbind(d$cost, d$effect)[!t, ]) / sum(!t)
                  z <- qnorm(0.975)^2
                  a <- m[2]^2 - z * v[2, 2]; b <- m[1] * m[2] - z * v[1, 2]; c <- m[1]^2 - z * v[1, 1]
                  (b + c(-1, 1) * sqrt(b^2 - a * c)) / a }
                """));
  }

  private static List<OutcomeRow> rows(Columns d, boolean censoring) {
    return rows(d, censoring, true);
  }

  private static List<OutcomeRow> rows(Columns d, boolean censoring, boolean whole) {
    int n = d.size();
    double[] cost = new double[n];
    double[] effect = new double[n];
    d.with("treated", i -> i % 2);
    List<OutcomeRow> rows =
        d.rows(
            i -> {
              boolean treated = i % 2 == 1;
              double death = Math.ceil(d.exponential(treated ? 600 : 450));
              double end = censoring ? 1 + d.random().nextInt(1800) : 5000;
              double earlier = Math.min(death, end);
              double time = whole ? earlier : earlier - d.random().nextDouble();
              double[] day = {0, Math.min(30, time / 2)};
              double[] spent = {(treated ? 9000 : 2000) * d.random().nextDouble(), 500};
              double[] utility = {(treated ? 0.75 : 0.55) + 0.2 * d.random().nextDouble()};
              CostHistory costs = FRAME.costs(d.site(i), time, death <= end, day, spent);
              CostHistory years =
                  FRAME.qualityAdjustedYears(
                      d.site(i), time, death <= end, new double[] {0}, utility);
              cost[i] = costs.total();
              effect[i] = years.total();
              return new OutcomeRow(i, treated, costs, years);
            });
    d.with("cost", i -> cost[i]).with("effect", i -> effect[i]);
    return rows;
  }

  private static Question.Sample censored(int n) {
    Columns d = new Columns(n);
    List<CostHistory> rows = rows(d, true).stream().map(OutcomeRow::cost).toList();
    return new Question.Sample(
        d,
        () -> {
          CensoredCostResult r = d.estimate(COST, rows);
          return new double[] {
            r.linInterval().orElseThrow(), r.linTotal(), r.weighted(), r.partitioned()
          };
        });
  }

  private static Question.Sample jackknife(int n, boolean whole) {
    Columns d = new Columns(n);
    List<CostHistory> rows = rows(d, true, whole).stream().map(OutcomeRow::cost).toList();
    return new Question.Sample(
        d,
        () -> {
          CensoredCostTable table = d.partial(COST, rows);
          return d.estimate(new CostJackknife(COST, table), rows).byMethod().values().stream()
              .mapToDouble(m -> m.stdErr())
              .toArray();
        });
  }

  private static ArmTables tables(Columns d, List<OutcomeRow> rows) {
    return d.bySite(rows).stream()
        .map(QUESTION::tables)
        .reduce(QUESTION.tables(List.of()), ArmTables::merge);
  }

  private static Question.Sample increments(int n) {
    Columns d = new Columns(n);
    List<OutcomeRow> rows = rows(d, true);
    return new Question.Sample(
        d,
        () -> {
          Increment r = QUESTION.increment(tables(d, rows)).orElseThrow();
          return new double[] {r.cost(), r.qualityYears(), r.cost() / r.qualityYears()};
        });
  }

  private static Question.Sample bootstrap(int n) {
    Columns d = new Columns(n);
    List<OutcomeRow> rows = rows(d, true);
    return new Question.Sample(
        d,
        () ->
            new Bootstrap(FRAME, TIES, rows, WEIGHTS)
                .run(REPLICATES, INTERVALS.size()).stream().mapToDouble(Increment::cost).toArray());
  }

  /** As sites do it: a replicate's tables of each are merged. */
  private static Question.Sample perEffect(int n) {
    Columns d = new Columns(n);
    List<OutcomeRow> rows = rows(d, true);
    CostPerEffect estimator = new CostPerEffect(FRAME, TIES, "responder", 0.95);
    CostEffectiveness question = estimator.question();
    return new Question.Sample(
        d,
        () -> {
          List<ArmTables> replicates =
              IntStream.range(0, REPLICATES)
                  .mapToObj(
                      r ->
                          d.bySite(rows).stream()
                              .map(own -> question.replicate(own, WEIGHTS, r))
                              .reduce(question.tables(List.of()), ArmTables::merge))
                  .toList();
          return new double[] {
            estimator.finish(tables(d, rows), replicates).result().orElseThrow().ratio()
          };
        });
  }

  private static Question.Sample fieller(int n) {
    Columns d = new Columns(n);
    List<OutcomeRow> rows = rows(d, false);
    return new Question.Sample(
        d,
        () -> {
          FiellerResult r = d.estimate(new Fieller(FRAME, 0.95), rows);
          return new double[] {r.lower().orElseThrow(), r.upper().orElseThrow()};
        });
  }
}
