package org.therafed.evidence.benchmark;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.therafed.evidence.competing.CompetingRow;
import org.therafed.evidence.competing.CumulativeIncidence;
import org.therafed.evidence.competing.FineGrayFit;
import org.therafed.evidence.competing.FineGrayResult;
import org.therafed.evidence.competing.FineGraySource;
import org.therafed.evidence.competing.FineGrayTerm;
import org.therafed.evidence.competing.FineGrayWeights;
import org.therafed.evidence.competing.IncidencePoint;
import org.therafed.evidence.competing.IncidenceVariance;
import org.therafed.evidence.competing.SubdistributionRow;
import org.therafed.evidence.competing.SubdistributionRow.Status;
import org.therafed.evidence.rounds.RoundsDriver;

/** Two causes, of which one competes. */
final class CompetingQuestions {
  private static final String FAMILY = "competing";
  private static final List<String> CAUSES = List.of("progression", "death");
  private static final List<String> TERMS = List.of("x", "y");

  private CompetingQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "cumulative incidence, jackknife error", CompetingQuestions::jackknife)
            .against(
                10_000,
                1e-7,
                """
                { s <- summary(survfit(Surv(time, status) ~ 1, d), times = 365)
                  c(s$pstate[, 2], s$std.err[, 2]) }
                """
                    .replace("status", "factor(cause)")),
        // cmprsk, which has them, is not among R's recommended packages.
        Question.of(
            FAMILY, "cumulative incidence, Aalen, and Gray's test", CompetingQuestions::gray),
        Question.of(FAMILY, "Fine–Gray, two covariates", n -> fineGray(n, false))
            .against(
                10_000,
                1e-6,
                "d$status <- factor(d$cause)",
                """
                { g <- finegray(Surv(time, status) ~ x + y, d, etype = '1')
                  f <- coxph(Surv(fgstart, fgstop, fgstatus) ~ x + y, g, weights = fgwt, ties = 'breslow')
                  coef(f) }
                """),
        Question.of(FAMILY, "Fine–Gray stratified by five sites", n -> fineGray(n, true)));
  }

  /** In whole days; one event in three of the second cause. */
  private static Columns rows(int n) {
    Columns d = new Columns(n).withLevels("x", 2).withNormal("y");
    d.withSurvival(true, i -> 700 * Math.exp(0.3 * d.get("x")[i] - 0.2 * d.get("y")[i]));
    return d.with("cause", i -> d.is("event", i) ? d.random().nextDouble() < 0.67 ? 1 : 2 : 0);
  }

  private static List<CompetingRow> records(Columns d, boolean grouped) {
    return d.rows(
        i ->
            CompetingRow.of(
                d.site(i),
                grouped ? "group" + (int) d.get("x")[i] : "all",
                d.get("time")[i],
                (int) d.get("cause")[i]));
  }

  private static Question.Sample jackknife(int n) {
    Columns d = rows(n);
    List<CompetingRow> rows = records(d, false);
    CumulativeIncidence estimator =
        new CumulativeIncidence(0.95, IncidenceVariance.INFINITESIMAL_JACKKNIFE, CAUSES);
    return new Question.Sample(
        d,
        () -> {
          IncidencePoint at = d.estimate(estimator, rows).curves().get("all").at(1, 365);
          return new double[] {at.incidence(), at.stdErr()};
        });
  }

  private static Question.Sample gray(int n) {
    Columns d = rows(n);
    List<CompetingRow> rows = records(d, true);
    CumulativeIncidence estimator = new CumulativeIncidence(0.95, IncidenceVariance.AALEN, CAUSES);
    return new Question.Sample(
        d,
        () -> {
          var r = d.estimate(estimator, rows);
          return DoubleStream.concat(
                  r.curves().values().stream().mapToDouble(c -> c.at(1, 365).stdErr()),
                  r.tests().stream().mapToDouble(t -> t.chisq()))
              .toArray();
        });
  }

  private static Question.Sample fineGray(int n, boolean bySite) {
    Columns d = rows(n);
    List<SubdistributionRow> rows =
        d.rows(
            i ->
                new SubdistributionRow(
                    d.site(i),
                    bySite ? d.site(i) : "all",
                    d.get("time")[i],
                    List.of(Status.CENSORED, Status.EVENT, Status.COMPETING)
                        .get((int) d.get("cause")[i]),
                    d.get("x")[i],
                    d.get("y")[i]));
    List<List<SubdistributionRow>> parts = bySite ? d.bySite(rows) : List.of(rows);
    FineGrayWeights weights = FineGrayWeights.DEATHS_FIRST;
    return new Question.Sample(
        d,
        () -> {
          List<FineGraySource> sources =
              parts.stream().map(own -> new FineGraySource(weights, TERMS, own)).toList();
          FineGrayResult r =
              RoundsDriver.run(new FineGrayFit(0.95, weights, TERMS), sources)
                  .result()
                  .orElseThrow();
          return r.terms().stream().mapToDouble(FineGrayTerm::coef).toArray();
        });
  }
}
