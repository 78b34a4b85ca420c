package org.therafed.evidence.benchmark;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rate.ExposureRow;
import org.therafed.evidence.rate.PoissonRate;
import org.therafed.evidence.rate.RateRatio;
import org.therafed.evidence.rate.RateRatioResult;
import org.therafed.evidence.rate.RateResult;
import org.therafed.evidence.response.AssessmentRow;
import org.therafed.evidence.response.Criterion;
import org.therafed.evidence.response.Endpoint;
import org.therafed.evidence.response.EndpointRate;
import org.therafed.evidence.response.EndpointResult;
import org.therafed.evidence.response.Observation;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.table.Arm;
import org.therafed.evidence.table.ArmRow;
import org.therafed.evidence.table.StratifiedOdds;
import org.therafed.evidence.table.StratifiedOddsResult;
import org.therafed.evidence.table.TwoProportions;
import org.therafed.evidence.table.TwoProportionsResult;

/** Response rates, tables of two arms, rates of events. */
final class ProportionQuestions {
  private static final String FAMILY = "response";

  private ProportionQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "rate, Clopper–Pearson and Wilson", ProportionQuestions::response)
            .against(
                1_000_000,
                1e-9,
                """
                { x <- sum(d$y); n <- nrow(d)
                  c(x / n, binom.test(x, n)$conf.int, prop.test(x, n, correct = FALSE)$conf.int) }
                """),
        Question.of(FAMILY, "PSA50 of three assessments, confirmed", ProportionQuestions::psa50),
        Question.of(FAMILY, "two proportions, all tests and intervals", ProportionQuestions::two)
            .against(
                100_000,
                1e-6,
                """
                { t <- table(d$arm, d$y)
                  c(chisq.test(t, correct = FALSE)$statistic, chisq.test(t)$statistic, fisher.test(t)$p.value) }
                """),
        Question.of(FAMILY, "odds ratio in 20 strata, Mantel–Haenszel", ProportionQuestions::strata)
            .against(
                1_000_000,
                1e-9,
                """
                { t <- table(d$arm, d$y, d$stratum)
                 storage.mode(t) <- "double" # products of counts exceed R's integers
                 m <- mantelhaen.test(t, correct = FALSE)
                  c(m$estimate, m$conf.int, m$statistic) }
                """),
        Question.of(FAMILY, "Poisson rate, Garwood", ProportionQuestions::rate)
            .against(
                1_000_000,
                1e-9,
                // At its own rate: the p-value of another sums millions of terms.
                """
                { x <- sum(d$events); t <- sum(d$days)
                  p <- poisson.test(x, t, r = x / t)
                  c(p$estimate, p$conf.int) }
                """),
        Question.of(FAMILY, "rate ratio, exact conditional", ProportionQuestions::ratio)
            .against(
                1_000_000,
                1e-9,
                """
                { f <- d$arm == 1
                  p <- poisson.test(c(sum(d$events[f]), sum(d$events[!f])), c(sum(d$days[f]), sum(d$days[!f])))
                  c(p$estimate, p$conf.int) }
                """));
  }

  private static Question.Sample response(int n) {
    Columns d = new Columns(n);
    d.with("y", i -> d.random().nextDouble() < 0.4 ? 1 : 0);
    List<ResponseRow> rows = d.rows(i -> new ResponseRow(d.site(i), d.is("y", i)));
    return new Question.Sample(
        d,
        () -> {
          ResponseResult r = d.estimate(new ResponseRate(0.95), rows);
          Interval exact = r.clopperPearson();
          Interval wilson = r.wilson();
          return new double[] {
            r.rate(), exact.lower(), exact.upper(), wilson.lower(), wilson.upper()
          };
        });
  }

  /** R has no endpoint that chooses between assessments in a window. */
  private static Question.Sample psa50(int n) {
    Columns d = new Columns(n);
    Endpoint endpoint =
        new Endpoint(
            "PSA50",
            new Criterion.Fall("PSA", 0.5),
            1,
            365,
            Endpoint.Choice.CONFIRMED,
            21,
            Endpoint.NotEvaluable.NON_RESPONDER);
    List<AssessmentRow> rows =
        d.rows(
            i -> {
              double baseline = 1 + 20 * d.random().nextDouble();
              List<Observation> seen =
                  Stream.of(42, 84, 126)
                      .map(day -> Observation.value("PSA", day, baseline * d.random().nextDouble()))
                      .toList();
              return new AssessmentRow(d.site(i), Map.of("PSA", baseline), seen);
            });
    return new Question.Sample(
        d,
        () -> {
          EndpointResult r = d.estimate(new EndpointRate(0.95, endpoint), rows);
          return new double[] {r.rate(), r.clopperPearson().lower()};
        });
  }

  private static Columns arms(int n) {
    Columns d = new Columns(n).withLevels("arm", 2).withLevels("stratum", 20);
    double[] stratum = d.get("stratum");
    double slight = 0.7 / Math.sqrt(n);
    return d.with(
        "y",
        i ->
            d.random().nextDouble() < 0.3 + 0.01 * stratum[i] + (d.is("arm", i) ? slight : 0)
                ? 1
                : 0);
  }

  private static Question.Sample two(int n) {
    Columns d = arms(n);
    List<ArmRow> rows =
        d.rows(i -> ArmRow.of(d.site(i), d.is("arm", i) ? Arm.FIRST : Arm.SECOND, d.is("y", i)));
    Supplier<double[]> answer =
        () -> {
          TwoProportionsResult r = d.estimate(new TwoProportions(0.95), rows);
          return new double[] {
            r.pearson().orElseThrow().chiSquare(),
            r.yates().orElseThrow().chiSquare(),
            r.exactOdds().orElseThrow().pValue()
          };
        };
    return new Question.Sample(d, answer);
  }

  private static Question.Sample strata(int n) {
    Columns d = arms(n);
    double[] stratum = d.get("stratum");
    List<ArmRow> rows =
        d.rows(
            i ->
                new ArmRow(
                    d.site(i),
                    "stratum" + (int) stratum[i],
                    d.is("arm", i) ? Arm.FIRST : Arm.SECOND,
                    d.is("y", i)));
    return new Question.Sample(
        d,
        () -> {
          StratifiedOddsResult r = d.estimate(new StratifiedOdds(0.95), rows);
          Interval limits = r.oddsRatio().interval().orElseThrow();
          return new double[] {
            r.oddsRatio().value().orElseThrow(),
            limits.lower(),
            limits.upper(),
            r.test().chiSquare()
          };
        });
  }

  private static List<ExposureRow> exposures(Columns d) {
    d.withLevels("arm", 2).with("days", i -> 30 + d.random().nextInt(400)).withLevels("events", 4);
    return d.rows(
        i ->
            new ExposureRow(
                d.site(i),
                d.is("arm", i) ? Arm.FIRST : Arm.SECOND,
                d.get("days")[i],
                (long) d.get("events")[i]));
  }

  private static Question.Sample rate(int n) {
    Columns d = new Columns(n);
    List<ExposureRow> rows = exposures(d);
    return new Question.Sample(
        d,
        () -> {
          RateResult r = d.estimate(new PoissonRate(0.95), rows);
          Interval exact = r.rate().exact();
          return new double[] {r.rate().perDay(), exact.lower(), exact.upper()};
        });
  }

  private static Question.Sample ratio(int n) {
    Columns d = new Columns(n);
    List<ExposureRow> rows = exposures(d);
    return new Question.Sample(
        d,
        () -> {
          RateRatioResult r = d.estimate(new RateRatio(0.95), rows);
          return new double[] {
            r.ratio().orElseThrow(), r.exact().lower(), r.exact().upper().orElseThrow()
          };
        });
  }
}
