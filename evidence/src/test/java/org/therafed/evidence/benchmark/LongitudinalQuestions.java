package org.therafed.evidence.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.evidence.longitudinal.AdjustedChange;
import org.therafed.evidence.longitudinal.AnnualSlope;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.RepeatedMeasures;
import org.therafed.evidence.longitudinal.SlopeSeries;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundsDriver;

/** Changes at two visits and slopes over five values; a row is a person. */
final class LongitudinalQuestions {
  private static final String FAMILY = "longitudinal";
  private static final List<String> ARMS = List.of("control", "treated");
  private static final VisitDesign DESIGN =
      new VisitDesign(List.of("month 3", "month 6"), ARMS, "1");
  private static final MeanChange CHANGE = new MeanChange(DESIGN, 0.95);
  private static final RepeatedMeasures REPEATED = new RepeatedMeasures(DESIGN, 50, 0.95);
  private static final AnnualSlope SLOPE = new AnnualSlope(ARMS, "mL/min", 0.95);
  private static final double HALF_YEAR = 182.625;

  private LongitudinalQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "mean change by arm and visit", LongitudinalQuestions::change)
            .against(
                1_000_000,
                1e-8,
                """
                { b <- function(v, a) t.test((v - d$baseline)[d$arm == a & d$seen == 1 | d$arm == a & identical(v, d$v1)])$conf.int
                  c(b(d$v1, 0), b(d$v2, 0), b(d$v1, 1), b(d$v2, 1)) }
                """),
        Question.of(FAMILY, "mixed model for repeated measures", LongitudinalQuestions::repeated)
            .sizes(1_000, 10_000, 100_000)
            .against(
                1_000,
                1e-3,
                """
                o <- rbind(data.frame(id = seq_len(n), arm = d$arm, b = d$baseline - 50, v = 1, y = d$v1 - d$baseline),
                           data.frame(id = seq_len(n), arm = d$arm, b = d$baseline - 50, v = 2, y = d$v2 - d$baseline)[d$seen == 1, ])
                o <- o[order(o$id, o$v), ]; o$f <- factor(o$v); o$a <- factor(o$arm)
                """,
                """
                { g <- gls(y ~ 0 + a:f + f:b, o, correlation = corSymm(form = ~ v | id), weights = varIdent(form = ~ 1 | f))
                  w <- c(0, 0, -1, 1, 0, 0)
                  c(sum(w * coef(g)), sqrt(t(w) %*% vcov(g) %*% w)) }
                """),
        Question.of(FAMILY, "slope, random intercept and slope", LongitudinalQuestions::slope)
            .sizes(1_000, 10_000, 100_000)
            .against(
                1_000,
                1e-3,
                """
                o <- data.frame(id = rep(seq_len(n), each = 5), a = factor(rep(d$arm, each = 5)), years = rep(0:4, n) * 182.625 / 365.25,
                                y = as.vector(t(as.matrix(d[, paste0('y', 0:4)]))))
                """,
                """
                { l <- lme(y ~ 0 + a + a:years, o, random = ~ years | id)
                  c(fixef(l)[3:4], sqrt(diag(vcov(l)))[3:4]) }
                """));
  }

  /** A bad first visit is often the last one. */
  private static Columns visits(int n) {
    Columns d = new Columns(n).withLevels("arm", 2).withNormal("own").withNormal("baseline");
    double[] baseline = d.get("baseline");
    Arrays.setAll(baseline, i -> 50 + 5 * baseline[i]);
    double[] own = d.get("own");
    d.with(
        "v1",
        i -> baseline[i] - 3 + 2 * d.get("arm")[i] + 3 * own[i] + 2 * d.random().nextGaussian());
    d.with(
        "v2",
        i -> baseline[i] - 6 + 4 * d.get("arm")[i] + 4 * own[i] + 3 * d.random().nextGaussian());
    return d.with(
        "seen", i -> d.random().nextDouble() < (d.get("v1")[i] < baseline[i] ? 0.7 : 0.9) ? 1 : 0);
  }

  private static List<VisitSeries> series(Columns d) {
    return d.rows(
        i -> {
          double first = d.get("v1")[i];
          boolean both = d.is("seen", i);
          return new VisitSeries(
              d.site(i),
              (int) d.get("arm")[i],
              d.get("baseline")[i],
              both ? new int[] {0, 1} : new int[] {0},
              both ? new double[] {first, d.get("v2")[i]} : new double[] {first});
        });
  }

  private static Question.Sample change(int n) {
    Columns d = visits(n);
    List<VisitSeries> rows = series(d);
    return new Question.Sample(
        d,
        () ->
            d.estimate(CHANGE, rows).visits().stream()
                .map(v -> v.interval().orElseThrow())
                .flatMap((Interval i) -> Stream.of(i.lower(), i.upper()))
                .mapToDouble(Double::doubleValue)
                .toArray());
  }

  private static Question.Sample repeated(int n) {
    Columns d = visits(n);
    List<VisitSeries> rows = series(d);
    return new Question.Sample(
        d,
        () -> {
          List<RoundSource> sources = d.bySite(rows).stream().map(REPEATED::source).toList();
          AdjustedChange r =
              RoundsDriver.run(REPEATED.fit(d.partial(CHANGE, rows)), sources)
                  .result()
                  .orElseThrow();
          var last = r.differences().get(1).difference();
          return new double[] {last.value(), last.stdErr()};
        });
  }

  private static Question.Sample slope(int n) {
    Columns d = new Columns(n).withLevels("arm", 2).withNormal("level").withNormal("fall");
    for (int k = 0; k < 5; k++) {
      double years = k * HALF_YEAR / 365.25;
      d.with(
          "y" + k,
          i ->
              60
                  + 8 * d.get("level")[i]
                  + (2 * d.get("arm")[i] - 5 + 3 * d.get("fall")[i]) * years
                  + 3 * d.random().nextGaussian());
    }
    double[] days = {0, HALF_YEAR, 2 * HALF_YEAR, 3 * HALF_YEAR, 4 * HALF_YEAR};
    List<SlopeSeries> rows =
        d.rows(
            i -> {
              double[] values = new double[5];
              Arrays.setAll(values, k -> d.get("y" + k)[i]);
              return new SlopeSeries(d.site(i), (int) d.get("arm")[i], days, values);
            });
    return new Question.Sample(
        d,
        () -> {
          List<RoundSource> sources = d.bySite(rows).stream().map(SLOPE::source).toList();
          var slopes =
              RoundsDriver.run(SLOPE.fit(sources.size()), sources).result().orElseThrow().slopes();
          return new double[] {
            slopes.get(0).perYear().value(),
            slopes.get(1).perYear().value(),
            slopes.get(0).perYear().stdErr(),
            slopes.get(1).perYear().stdErr()
          };
        });
  }
}
