package org.therafed.evidence.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.Landmark;
import org.therafed.evidence.survival.RestrictedMean;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.TimeGrid;
import org.therafed.evidence.survival.test.GroupedRow;
import org.therafed.evidence.survival.test.GroupedTables;
import org.therafed.evidence.survival.test.GroupedTablesBuilder;
import org.therafed.evidence.survival.test.LogRank;

/** Kaplan–Meier and what is read from it, log-rank and Fleming–Harrington tests. */
final class SurvivalQuestions {
  private static final String FAMILY = "survival";
  private static final int MILLION = 1_000_000;
  private static final double TAU = 1095;
  private static final KaplanMeier KAPLAN_MEIER = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);

  private SurvivalQuestions() {}

  static Stream<Question> all() {
    String median =
        "unlist(quantile(survfit(Surv(time, event) ~ 1, d, conf.type = 'log-log'), 0.5))";
    String test = "survdiff(Surv(time, event) ~ group, d)$chisq";
    return Stream.of(
        Question.of(FAMILY, "Kaplan–Meier and median, whole days", n -> median(n, true))
            .against(MILLION, 1e-9, median),
        Question.of(FAMILY, "log-rank of two groups, whole days", n -> logRank(n, true))
            .against(MILLION, 1e-9, test),
        Question.of(FAMILY, "Kaplan–Meier and median, distinct times", n -> median(n, false))
            .against(MILLION, 1e-9, median),
        // R takes times that differ by rounding for ties; of a million distinct ones some do.
        Question.of(FAMILY, "log-rank, distinct times", n -> logRank(n, false))
            .against(MILLION, 1e-6, test),
        Question.of(FAMILY, "Kaplan–Meier with late entry", SurvivalQuestions::lateEntry)
            .against(
                100_000,
                1e-9,
                "unlist(quantile(survfit(Surv(entry, time, event) ~ 1, d, conf.type = 'log-log'), 0.5))"),
        Question.of(FAMILY, "Kaplan–Meier on the monthly grid", SurvivalQuestions::monthly),
        Question.of(FAMILY, "restricted means of two arms, difference", SurvivalQuestions::means)
            .against(
                100_000,
                1e-8,
                """
                { t <- summary(survfit(Surv(time, event) ~ group, d), rmean = 1095)$table
                  c(t[1, 5] - t[2, 5], sqrt(t[1, 6]^2 + t[2, 6]^2)) }
                """),
        Question.of(
                FAMILY, "landmark at day 180: S(545) and its error", SurvivalQuestions::landmark)
            .against(
                100_000,
                1e-9,
                """
                { l <- d[d$time > 180, ]
                  s <- summary(survfit(Surv(time - 180, event) ~ 1, l), times = 365)
                  c(s$surv, s$std.err) }
                """),
        Question.of(FAMILY, "log-rank in 20 strata", n -> tested(n, 0))
            .against(
                100_000, 1e-9, "survdiff(Surv(time, event) ~ group + strata(stratum), d)$chisq"),
        Question.of(FAMILY, "Fleming–Harrington, ρ 1, in 20 strata", n -> tested(n, 1))
            .against(
                100_000,
                1e-9,
                "survdiff(Surv(time, event) ~ group + strata(stratum), d, rho = 1)$chisq"));
  }

  /** Two groups and twenty strata. */
  private static Columns rows(int n, boolean whole) {
    Columns d = new Columns(n).withLevels("group", 2).withLevels("stratum", 20);
    return d.withSurvival(whole, i -> d.is("group", i) ? 710 : 700);
  }

  static List<SurvivalRow> records(Columns d) {
    return d.rows(i -> new SurvivalRow(d.site(i), 0, d.get("time")[i], d.is("event", i)));
  }

  static double[] limits(SurvivalQuantile quantile) {
    return new double[] {
      quantile.timeDays().orElseThrow(),
      quantile.lowerDays().orElseThrow(),
      quantile.upperDays().orElseThrow()
    };
  }

  private static SurvivalCurve curve(EventTable table) {
    return KAPLAN_MEIER.finish(table).result().orElseThrow();
  }

  /** From columns, as a database streams them. */
  private static Question.Sample median(int n, boolean whole) {
    Columns d = rows(n, whole);
    return new Question.Sample(
        d,
        () -> {
          EventTableBuilder table = new EventTableBuilder();
          for (int i = 0; i < n; i++) {
            table.add(d.site(i), 0, d.get("time")[i], d.is("event", i));
          }
          return limits(curve(table.partial()).median());
        });
  }

  private static Question.Sample logRank(int n, boolean whole) {
    Columns d = rows(n, whole);
    return new Question.Sample(
        d,
        () -> {
          GroupedTablesBuilder tables = new GroupedTablesBuilder();
          EventTableBuilder[] groups = {tables.of("", "0"), tables.of("", "1")};
          for (int i = 0; i < n; i++) {
            groups[d.is("group", i) ? 1 : 0].add(d.site(i), 0, d.get("time")[i], d.is("event", i));
          }
          return statistic(0, tables.partial());
        });
  }

  private static double[] statistic(double rho, GroupedTables tables) {
    return new double[] {new LogRank(0.95, rho).finish(tables).result().orElseThrow().chiSquare()};
  }

  private static Question.Sample tested(int n, double rho) {
    Columns d = rows(n, true);
    List<GroupedRow> rows =
        d.rows(
            i ->
                new GroupedRow(
                    "stratum" + (int) d.get("stratum")[i],
                    "group" + (int) d.get("group")[i],
                    new SurvivalRow(d.site(i), 0, d.get("time")[i], d.is("event", i))));
    return new Question.Sample(d, () -> statistic(rho, d.partial(new LogRank(0.95, rho), rows)));
  }

  private static Question.Sample lateEntry(int n) {
    Columns d = rows(n, true);
    d.with("entry", i -> i % 2 * Math.min(d.get("time")[i] - 1, d.random().nextInt(100)));
    List<SurvivalRow> rows =
        d.rows(
            i -> new SurvivalRow(d.site(i), d.get("entry")[i], d.get("time")[i], d.is("event", i)));
    return new Question.Sample(d, () -> limits(d.estimate(KAPLAN_MEIER, rows).median()));
  }

  /** The partial that crosses between sites; R would be given the same rounded times. */
  private static Question.Sample monthly(int n) {
    Columns d = rows(n, false);
    List<SurvivalRow> rows = records(d);
    return new Question.Sample(
        d,
        () ->
            limits(
                curve(
                        d.bySite(rows).stream()
                            .map(KAPLAN_MEIER::partialOf)
                            .map(TimeGrid.MONTHLY::coarsen)
                            .reduce(EventTable.empty(), EventTable::merge))
                    .median()));
  }

  private static Question.Sample means(int n) {
    Columns d = rows(n, true);
    List<SurvivalRow> rows = records(d);
    return new Question.Sample(
        d,
        () -> {
          EventTableBuilder[] arms = {new EventTableBuilder(), new EventTableBuilder()};
          for (int i = 0; i < n; i++) {
            arms[d.is("group", i) ? 1 : 0].add(rows.get(i));
          }
          RestrictedMean.Difference difference =
              curve(arms[0].partial())
                  .restrictedMean(TAU)
                  .minus(curve(arms[1].partial()).restrictedMean(TAU));
          return new double[] {difference.days(), difference.stdErrDays()};
        });
  }

  private static Question.Sample landmark(int n) {
    Columns d = rows(n, true);
    List<SurvivalRow> rows = records(d);
    Landmark landmark = new Landmark(180);
    return new Question.Sample(
        d,
        () -> {
          EventTableBuilder table = new EventTableBuilder();
          rows.stream().map(landmark::from).flatMap(Optional::stream).forEach(table::add);
          var at = curve(table.partial()).at(545);
          return new double[] {at.survival(), at.stdErr().orElseThrow()};
        });
  }
}
