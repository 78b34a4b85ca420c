package org.therafed.evidence.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.therafed.evidence.comparison.BalanceResult;
import org.therafed.evidence.comparison.ComparisonModel;
import org.therafed.evidence.comparison.ComparisonResult;
import org.therafed.evidence.comparison.ComparisonRows;
import org.therafed.evidence.comparison.CovariateBalance;
import org.therafed.evidence.comparison.CovariateRow;
import org.therafed.evidence.comparison.EValue;
import org.therafed.evidence.comparison.ImputationModel;
import org.therafed.evidence.comparison.IncompleteRow;
import org.therafed.evidence.comparison.MultipleImputation;
import org.therafed.evidence.comparison.RubinRules;
import org.therafed.evidence.comparison.ScoredRows;
import org.therafed.evidence.comparison.Truncation;
import org.therafed.evidence.comparison.WeightType;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.logistic.LogisticResult;
import org.therafed.evidence.logistic.LogisticRows;

/** Logistic regression, weighting, balance, missing and unmeasured covariates. */
final class ComparisonQuestions {
  private static final String FAMILY = "comparison";
  private static final Design DESIGN =
      new Design(
          List.of(
              Covariate.numeric("x"), Covariate.numeric("z"), Covariate.site(Columns.SITES, "s0")));
  private static final LogisticModel MODEL = new LogisticModel(DESIGN, Columns.SITES, 0.95);
  private static final String SITES = "d$site <- factor(floor((seq_len(n) - 1) * 5 / n))";

  private ComparisonQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "logistic regression with site terms", ComparisonQuestions::logistic)
            .against(
                100_000,
                1e-6,
                SITES,
                """
                { f <- glm(treated ~ x + z + site, binomial, d, control = glm.control(1e-15))
                  c(coef(f)[2:3], sqrt(diag(vcov(f)))[2:3]) }
                """),
        Question.of(FAMILY, "inverse probability weights", n -> weighted(n, WeightType.ATE, false))
            .against(100_000, 1e-6, SITES, weighing("ifelse(t, 1 / p, 1 / (1 - p))")),
        Question.of(FAMILY, "overlap weights", n -> weighted(n, WeightType.OVERLAP, false))
            .against(100_000, 1e-6, SITES, weighing("ifelse(t, 1 - p, p)")),
        Question.of(
            FAMILY,
            "stabilised weights, truncated",
            n -> weighted(n, WeightType.ATE_STABILISED, true)),
        Question.of(FAMILY, "standardised differences, sample sizes", ComparisonQuestions::balance)
            .against(
                1_000_000,
                1e-8,
                """
                { t <- d$treated == 1
                  s <- function(x) sqrt((var(x[t]) + var(x[!t])) / 2)
                  w <- function(x, g) weighted.mean(x[g], d$w[g])
                  c(sapply(d[, c('x', 'y')], function(x) c((mean(x[t]) - mean(x[!t])) / s(x), (w(x, t) - w(x, !t)) / s(x))),
                    sum(d$w[t])^2 / sum(d$w[t]^2)) }
                """),
        Question.of(FAMILY, "scores, their AUC", ComparisonQuestions::scores)
            .against(
                1_000_000,
                1e-9,
                SITES + "; f <- glm(treated ~ x + z + site, binomial, d)",
                """
                { p <- predict(f, d, type = 'response'); t <- d$treated == 1
                  (sum(rank(p)[t]) - sum(t) * (sum(t) + 1) / 2) / sum(t) / sum(!t) }
                """),
        Question.of(
            FAMILY, "five imputations of a mean, Rubin's rules", ComparisonQuestions::impute),
        Question.of(FAMILY, "E-values, one a row", ComparisonQuestions::eValues)
            .against(1_000_000, 1e-12, "{ r <- 1.05 + abs(d$x); mean(r + sqrt(r * (r - 1))) }"));
  }

  /** The difference of weighted means; R's base has no error that accounts for the scores. */
  private static String weighing(String weights) {
    return """
        { f <- glm(treated ~ x + z + site, binomial, d, control = glm.control(1e-15))
          p <- fitted(f); t <- d$treated == 1; w <- WEIGHTS
          weighted.mean(d$y[t], w[t]) - weighted.mean(d$y[!t], w[!t]) }
        """
        .replace("WEIGHTS", weights);
  }

  private static Columns rows(int n) {
    Columns d = new Columns(n).withNormal("x").withLevels("z", 2);
    double[] x = d.get("x");
    double[] z = d.get("z");
    return d.with(
            "treated",
            i ->
                d.random().nextDouble()
                        < 1 / (1 + Math.exp(0.3 - 0.6 * x[i] - 0.4 * z[i] - 0.1 * d.siteOf(i)))
                    ? 1
                    : 0)
        .with("y", i -> 2 + x[i] + z[i] + d.get("treated")[i] + d.random().nextGaussian())
        .with("w", i -> 0.5 + d.random().nextDouble());
  }

  private static double[] values(Columns d, int i) {
    return new double[] {d.get("x")[i], d.get("z")[i]};
  }

  /** The model's own columns, one source a site. */
  private static List<LogisticRows> sources(Columns d) {
    List<LogisticRows> sources = Columns.SITES.stream().map(s -> MODEL.rows()).toList();
    for (int i = 0; i < d.size(); i++) {
      sources.get(d.siteOf(i)).add(d.site(i), values(d, i), d.is("treated", i));
    }
    return sources;
  }

  private static LogisticResult fitted(Columns d) {
    return MODEL.over(sources(d)).result().orElseThrow();
  }

  private static Question.Sample logistic(int n) {
    Columns d = rows(n);
    return new Question.Sample(
        d,
        () -> {
          var terms = fitted(d).terms().subList(1, 3);
          return DoubleStream.concat(
                  terms.stream().mapToDouble(t -> t.coefficient()),
                  terms.stream().mapToDouble(t -> t.modelStdErr()))
              .toArray();
        });
  }

  private static Question.Sample weighted(int n, WeightType type, boolean truncated) {
    Columns d = rows(n);
    ComparisonModel model =
        new ComparisonModel(
            MODEL, type, truncated ? Optional.of(Truncation.at(0.5, 3)) : Optional.empty());
    return new Question.Sample(
        d,
        () -> {
          List<ComparisonRows> sources = Columns.SITES.stream().map(s -> model.rows()).toList();
          for (int i = 0; i < n; i++) {
            sources
                .get(d.siteOf(i))
                .add(d.site(i), values(d, i), d.is("treated", i), d.get("y")[i]);
          }
          ComparisonResult r = model.over(sources).result().orElseThrow();
          return new double[] {r.difference().value()};
        });
  }

  private static Question.Sample balance(int n) {
    Columns d = rows(n);
    List<CovariateRow> rows =
        d.rows(
            i ->
                new CovariateRow(
                    d.site(i),
                    d.is("treated", i),
                    List.of(d.get("x")[i], d.get("y")[i]),
                    d.get("w")[i]));
    CovariateBalance estimator = new CovariateBalance(List.of("x", "y"));
    return new Question.Sample(
        d,
        () -> {
          BalanceResult r = d.estimate(estimator, rows);
          return DoubleStream.concat(
                  r.rows().stream()
                      .flatMap(row -> Stream.of(row.before(), row.after()))
                      .mapToDouble(value -> value.orElseThrow()),
                  DoubleStream.of(r.treated().effectiveSampleSize()))
              .toArray();
        });
  }

  private static Question.Sample scores(int n) {
    Columns d = rows(n);
    LogisticResult model = fitted(d);
    return new Question.Sample(
        d,
        () -> {
          ScoredRows scored = new ScoredRows(model, DESIGN);
          for (int i = 0; i < n; i++) {
            scored.add(d.site(i), values(d, i), d.is("treated", i));
          }
          return new double[] {scored.auc().orElseThrow()};
        });
  }

  private static Question.Sample impute(int n) {
    Columns d = rows(n);
    List<IncompleteRow> rows =
        d.rows(
            i ->
                new IncompleteRow(
                    d.site(i),
                    List.of(
                        d.get("x")[i],
                        d.random().nextDouble() < 0.3 ? Double.NaN : d.get("y")[i])));
    MultipleImputation plan = new MultipleImputation(List.of("x", "y"), List.of("y"), 5, 7);
    return new Question.Sample(
        d,
        () -> {
          ImputationModel model = d.estimate(plan, rows);
          List<RubinRules.Copy> copies = new ArrayList<>();
          for (int c = 0; c < plan.copies(); c++) {
            ImputationModel.Copy copy = model.copy(c);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
              List<Double> own = rows.get(i).values();
              double y = copy.complete(i, new double[] {own.get(0), own.get(1)})[1];
              sum += y;
              squares += y * y;
            }
            double mean = sum / n;
            copies.add(new RubinRules.Copy(mean, Math.sqrt((squares / n - mean * mean) / n)));
          }
          var pooled =
              RubinRules.pool(model.basis(), copies, OptionalDouble.empty(), 0.95)
                  .result()
                  .orElseThrow();
          return new double[] {pooled.estimate(), pooled.stdErr()};
        });
  }

  private static Question.Sample eValues(int n) {
    Columns d = rows(n);
    return new Question.Sample(
        d,
        () -> {
          double sum = 0;
          for (double x : d.get("x")) {
            sum += EValue.of(EValue.Ratio.RISK, 1.05 + Math.abs(x)).estimate();
          }
          return new double[] {sum / n};
        });
  }
}
