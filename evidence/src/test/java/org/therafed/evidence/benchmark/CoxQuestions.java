package org.therafed.evidence.benchmark;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.therafed.evidence.cox.Cox;
import org.therafed.evidence.cox.CoxFit;
import org.therafed.evidence.cox.CoxModel;
import org.therafed.evidence.cox.CoxResult;
import org.therafed.evidence.cox.CoxRow;
import org.therafed.evidence.cox.CoxRowsBuilder;
import org.therafed.evidence.cox.CoxSource;
import org.therafed.evidence.cox.Ties;
import org.therafed.evidence.rounds.RoundsDriver;

/** Cox regression on three covariates, with concordance. */
final class CoxQuestions {
  private static final String FAMILY = "cox";
  private static final CoxModel MODEL = CoxModel.of(List.of("x", "y", "z")).testing(Set.of());
  private static final String NUMBERS = "c(coef(f), sqrt(diag(vcov(f))))";

  private CoxQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "Efron", n -> fit(n, MODEL, row -> row))
            .against(1_000_000, 1e-6, timed("coxph(Surv(time, event) ~ x + y + z, d)")),
        // R takes half a minute a turn where there are 10^5 rows; hence three turns of it.
        Question.of(FAMILY, "Efron, clustered by 50 sites", CoxQuestions::clustered)
            .against(
                100_000, 1e-6, timed("coxph(Surv(time, event) ~ x + y + z, d, cluster = site)")),
        Question.of(
                FAMILY,
                "robust by persons",
                n -> fit(n, MODEL.with(CoxModel.Variance.ROBUST), row -> row))
            .against(
                100_000, 1e-6, timed("coxph(Surv(time, event) ~ x + y + z, d, robust = TRUE)")),
        Question.of(FAMILY, "Breslow, late entry, 20 strata", CoxQuestions::stratified)
            .against(
                100_000,
                1e-6,
                timed(
                    "coxph(Surv(entry, time, event) ~ x + y + z + strata(stratum), d, ties ="
                        + " 'breslow')")),
        Question.of(FAMILY, "stratified by five sites, by rounds", CoxQuestions::bySite)
            .against(
                100_000,
                1e-6,
                "d$five <- floor((seq_len(n) - 1) * 5 / n)",
                timed("coxph(Surv(time, event) ~ x + y + z + strata(five), d)")),
        Question.of(FAMILY, "test of proportional hazards", CoxQuestions::proportional)
            .against(
                100_000,
                1e-5,
                """
                cox.zph(coxph(Surv(time, event) ~ x + y + z, d), transform = 'identity')$table[, 1]
                """));
  }

  private static String timed(String call) {
    return "{ f <- " + call + "; " + NUMBERS + " }";
  }

  private static Columns rows(int n) {
    Columns d =
        new Columns(n)
            .withLevels("x", 2)
            .withNormal("y")
            .withLevels("site", 50)
            .withLevels("stratum", 20);
    d.with("z", i -> 40 + d.random().nextInt(50));
    return d.withSurvival(
        true,
        i -> 2000 / Math.exp(-0.4 * d.get("x")[i] + 0.3 * d.get("y")[i] + 0.02 * d.get("z")[i]));
  }

  private static CoxRow row(Columns d, int i, String site) {
    return CoxRow.of(
        site, d.get("time")[i], d.is("event", i), d.get("x")[i], d.get("y")[i], d.get("z")[i]);
  }

  private static double[] numbers(CoxResult r) {
    return DoubleStream.concat(
            r.terms().stream().mapToDouble(t -> t.coefficient()),
            r.terms().stream().mapToDouble(t -> t.robustError().orElse(t.standardError())))
        .toArray();
  }

  private static Question.Sample fit(int n, CoxModel model, UnaryOperator<CoxRow> more) {
    Columns d = rows(n);
    List<CoxRow> rows = d.rows(i -> more.apply(row(d, i, d.site(i))));
    return new Question.Sample(d, () -> numbers(d.estimate(new Cox(model), rows)));
  }

  private static Question.Sample clustered(int n) {
    Columns d = rows(n);
    List<CoxRow> rows = d.rows(i -> row(d, i, "s" + (int) d.get("site")[i]));
    Cox cox = new Cox(MODEL.with(CoxModel.Variance.ROBUST_BY_SITE));
    return new Question.Sample(
        d, () -> numbers(cox.finish(cox.partialOf(rows)).result().orElseThrow()));
  }

  private static Question.Sample stratified(int n) {
    Columns d = rows(n);
    d.with("entry", i -> Math.min(d.get("time")[i] - 1, d.random().nextInt(100)));
    List<CoxRow> rows =
        d.rows(
            i ->
                row(d, i, d.site(i))
                    .from(d.get("entry")[i])
                    .inStratum("stratum" + (int) d.get("stratum")[i]));
    return new Question.Sample(
        d, () -> numbers(d.estimate(new Cox(MODEL.with(Ties.BRESLOW)), rows)));
  }

  private static Question.Sample bySite(int n) {
    Columns d = rows(n);
    CoxModel model = MODEL.bySite();
    List<CoxRow> rows = d.rows(i -> row(d, i, d.site(i)));
    return new Question.Sample(
        d,
        () -> {
          List<CoxSource> sites =
              d.bySite(rows).stream()
                  .map(
                      own -> {
                        CoxRowsBuilder builder = new CoxRowsBuilder(3);
                        own.forEach(builder::add);
                        return new CoxSource(builder.partial(), model);
                      })
                  .toList();
          return numbers(RoundsDriver.run(new CoxFit(model), sites).result().orElseThrow());
        });
  }

  private static Question.Sample proportional(int n) {
    Columns d = rows(n);
    List<CoxRow> rows = d.rows(i -> row(d, i, d.site(i)));
    Cox cox = new Cox(MODEL.testing(Set.of(CoxModel.Transform.IDENTITY)));
    return new Question.Sample(
        d,
        () -> {
          var tests =
              d.estimate(cox, rows).proportionalHazards(CoxModel.Transform.IDENTITY).orElseThrow();
          return DoubleStream.concat(
                  tests.terms().stream()
                      .mapToDouble(t -> tests.test(List.of(t)).orElseThrow().statistic()),
                  DoubleStream.of(tests.global().orElseThrow().statistic()))
              .toArray();
        });
  }
}
