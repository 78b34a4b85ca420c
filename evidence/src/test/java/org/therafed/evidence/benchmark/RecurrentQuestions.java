package org.therafed.evidence.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.evidence.recurrent.CountRow;
import org.therafed.evidence.recurrent.EventRate;
import org.therafed.evidence.recurrent.EventRateResult;
import org.therafed.evidence.recurrent.MeanCountPoint;
import org.therafed.evidence.recurrent.MeanCumulativeCount;
import org.therafed.evidence.recurrent.RecurrentRow;

/** Events that recur. */
final class RecurrentQuestions {
  private static final String FAMILY = "recurrent";

  private RecurrentQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "mean cumulative count, error by persons", RecurrentQuestions::count)
            .against(
                10_000,
                1e-7,
                """
                { s <- survfit(Surv(from, to, event) ~ 1, d, id = person)
                  i <- findInterval(365, s$time)
                  c(s$cumhaz[i], s$std.chaz[i]) }
                """),
        Question.of(FAMILY, "negative binomial rate ratio", RecurrentQuestions::rates)
            .against(
                10_000,
                1e-5,
                """
                { f <- glm.nb(events ~ arm + offset(log(days)), d, control = glm.control(1e-12, 100))
                  c(exp(coef(f)[2]), sqrt(vcov(f)[2, 2]), 1 / f$theta) }
                """));
  }

  /** Rows are intervals between events, some four a person. */
  private static Question.Sample count(int n) {
    Columns d = new Columns(n);
    double[] person = new double[n];
    double[] from = new double[n];
    double[] to = new double[n];
    double[] event = new double[n];
    List<RecurrentRow> rows = new ArrayList<>(n);
    double end = 0;
    double mean = 0;
    for (int i = 0; i < n; i++) {
      boolean another = i == 0 || event[i - 1] == 0;
      if (another) {
        end = 300 + d.random().nextInt(800);
        mean = 150 / (0.3 + d.random().nextDouble());
      }
      person[i] = i == 0 ? 0 : person[i - 1] + (another ? 1 : 0);
      from[i] = another ? 0 : to[i - 1];
      double next = from[i] + Math.ceil(d.exponential(mean));
      event[i] = next < end ? 1 : 0;
      to[i] = Math.min(next, end);
      String site = Columns.SITES.get((int) person[i] % Columns.SITES.size());
      rows.add(new RecurrentRow(site, "p" + (int) person[i], "all", from[i], to[i], event[i] > 0));
    }
    d.with("person", i -> person[i]).with("from", i -> from[i]).with("to", i -> to[i]);
    d.with("event", i -> event[i]);
    MeanCumulativeCount estimator = new MeanCumulativeCount(0.95);
    return new Question.Sample(
        d,
        () -> {
          MeanCountPoint at = d.estimate(estimator, rows).curves().get("all").at(365);
          return new double[] {at.mean(), at.stdErr()};
        });
  }

  private static Question.Sample rates(int n) {
    Columns d = new Columns(n).withLevels("arm", 2);
    d.with("days", i -> 90 + 30 * d.random().nextInt(14))
        .with(
            "events",
            i -> {
              double frailty = d.exponential(0.5) + d.exponential(0.5);
              double mean = frailty * d.get("days")[i] * (d.is("arm", i) ? 0.006 : 0.01);
              int events = 0;
              for (double at = d.exponential(1); at < mean; at += d.exponential(1)) {
                events++;
              }
              return events;
            });
    List<CountRow> rows =
        d.rows(
            i ->
                new CountRow(
                    d.site(i),
                    d.is("arm", i) ? "treated" : "control",
                    (int) d.get("events")[i],
                    d.get("days")[i]));
    return new Question.Sample(
        d,
        () -> {
          EventRateResult r = d.estimate(new EventRate(0.95, "control", "treated"), rows);
          return new double[] {
            r.negativeBinomial().ratio(), r.negativeBinomial().logStdErr(), r.dispersion()
          };
        });
  }
}
