package org.therafed.evidence.benchmark;

import java.util.List;
import java.util.stream.Stream;
import org.therafed.evidence.rounds.RoundsDriver;
import org.therafed.evidence.survival.ClusteredKaplanMeier;
import org.therafed.evidence.survival.ClusteredRow;
import org.therafed.evidence.survival.ClusteredRows;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.WeightedCurve;
import org.therafed.evidence.survival.WeightedKaplanMeier;
import org.therafed.evidence.survival.WeightedRow;
import org.therafed.evidence.survival.WeightedTable;
import org.therafed.evidence.survival.WeightedVariance;
import org.therafed.evidence.survival.followup.FollowUp;
import org.therafed.evidence.survival.followup.FollowUpResult;
import org.therafed.evidence.survival.followup.FollowUpRow;
import org.therafed.evidence.survival.interval.IntervalRow;
import org.therafed.evidence.survival.interval.IntervalTable;
import org.therafed.evidence.survival.interval.MidpointSensitivity;
import org.therafed.evidence.survival.interval.Turnbull;

/** Weighted, clustered and interval-censored survival, and how complete follow-up is. */
final class CurveQuestions {
  private static final String FAMILY = "survival";
  private static final int CLUSTERS = 50;
  private static final WeightedKaplanMeier ROBUST =
      new WeightedKaplanMeier(0.95, ConfidenceBand.LOG_LOG, WeightedVariance.ROBUST);

  private CurveQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "weighted Kaplan–Meier, robust error", CurveQuestions::weighted)
            .against(
                10_000,
                1e-7,
                """
                { s <- summary(survfit(Surv(time, event) ~ 1, d, weights = w, robust = TRUE), times = 365)
                  c(s$surv, s$std.err) }
                """),
        Question.of(FAMILY, "Kaplan–Meier clustered by 50", CurveQuestions::clustered)
            .against(
                10_000,
                1e-7,
                """
                { s <- summary(survfit(Surv(time, event) ~ 1, d, cluster = cluster), times = 365)
                  c(s$surv, s$std.err) }
                """),
        // survfit stops its iteration early.
        Question.of(FAMILY, "Turnbull, visits monthly for 4 years", CurveQuestions::turnbull)
            .against(
                10_000,
                1e-2,
                "d$first[d$first < 0] <- NA",
                """
                summary(survfit(Surv(last, first, type = 'interval2') ~ 1, d), times = c(360, 720))$surv
                """),
        Question.of(FAMILY, "midpoint convention beside Turnbull", CurveQuestions::midpoint)
            .sizes(10_000, 100_000),
        Question.of(FAMILY, "completeness of follow-up", CurveQuestions::followUp)
            .against(1_000_000, 1e-9, "sum(d$time) / sum(ifelse(d$event == 1, d$time, 2000))"));
  }

  private static Columns rows(int n) {
    Columns d = new Columns(n).withLevels("cluster", CLUSTERS);
    return d.withSurvival(true, i -> 500 + 8 * d.get("cluster")[i])
        .with("w", i -> 0.5 + d.random().nextInt(8) / 4.0);
  }

  private static double[] atYear(WeightedCurve curve) {
    return new double[] {curve.at(365).survival(), curve.at(365).stdErr().orElseThrow()};
  }

  private static WeightedRow row(Columns d, int i, double weight) {
    return new WeightedRow(d.site(i), 0, d.get("time")[i], d.is("event", i), weight);
  }

  private static Question.Sample weighted(int n) {
    Columns d = rows(n);
    List<WeightedRow> rows = d.rows(i -> row(d, i, d.get("w")[i]));
    return new Question.Sample(d, () -> atYear(d.estimate(ROBUST, rows)));
  }

  /** Two rounds: the table, then the clusters' influence; clusters reach across sites. */
  private static Question.Sample clustered(int n) {
    Columns d = rows(n);
    List<ClusteredRow> rows =
        d.rows(i -> new ClusteredRow("c" + (int) d.get("cluster")[i], row(d, i, 1)));
    return new Question.Sample(
        d,
        () -> {
          List<ClusteredRows> sites = d.bySite(rows).stream().map(ClusteredRows::new).toList();
          WeightedTable table =
              sites.stream()
                  .map(ClusteredRows::table)
                  .reduce(WeightedTable.empty(), WeightedTable::merge);
          List<String> clusters =
              sites.stream().flatMap(s -> s.clusters().stream()).distinct().sorted().toList();
          return atYear(
              RoundsDriver.run(new ClusteredKaplanMeier(ROBUST, table, clusters), sites)
                  .result()
                  .orElseThrow());
        });
  }

  /** Seen every month, now and then one later. */
  private static List<IntervalRow> visits(Columns d) {
    double[] first = new double[d.size()];
    d.with(
            "last",
            i -> {
              double event = d.exponential(700);
              int gap = 30 * (1 + d.random().nextInt(3));
              double last = gap * Math.floor(Math.min(event, 1460) / gap);
              first[i] = event < 1460 ? last + gap : -1;
              return last;
            })
        .with("first", i -> first[i]);
    return d.rows(
        i ->
            new IntervalRow(
                d.site(i),
                d.get("last")[i],
                d.is("first", i) ? d.get("first")[i] : IntervalRow.NEVER));
  }

  private static Question.Sample turnbull(int n) {
    Columns d = new Columns(n);
    List<IntervalRow> rows = visits(d);
    return new Question.Sample(
        d,
        () -> {
          var r = d.estimate(new Turnbull(), rows);
          return new double[] {r.survivalAt(360).lower(), r.survivalAt(720).lower()};
        });
  }

  private static Question.Sample midpoint(int n) {
    Columns d = new Columns(n);
    List<IntervalRow> rows = visits(d);
    return new Question.Sample(
        d,
        () -> {
          IntervalTable table = d.partial(new Turnbull(), rows);
          return MidpointSensitivity.at(table, List.of(360.0, 720.0)).stream()
              .mapToDouble(MidpointSensitivity.Compared::midpoint)
              .toArray();
        });
  }

  private static Question.Sample followUp(int n) {
    Columns d = rows(n);
    List<FollowUpRow> rows =
        d.rows(i -> new FollowUpRow(d.site(i), 0, d.get("time")[i], 2000, d.is("event", i)));
    return new Question.Sample(
        d,
        () -> {
          FollowUpResult r = d.estimate(new FollowUp(180, 0.9, false), rows);
          return new double[] {r.all().completeness()};
        });
  }
}
