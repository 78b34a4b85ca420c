package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.recurrent.CountRow;
import org.therafed.evidence.recurrent.EventRate;
import org.therafed.evidence.recurrent.EventRateResult;
import org.therafed.evidence.recurrent.MeanCumulativeCount;
import org.therafed.evidence.recurrent.RecurrentRow;

/** Events that recur, at rates that vary between persons by a gamma law of variance 0.5. */
final class RecurrentScenarios {
  private static final double YEAR = 365;
  private static final MeanCumulativeCount COUNT = new MeanCumulativeCount(0.95);
  private static final EventRate RATE = new EventRate(0.95, "control", "treated");

  private RecurrentScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(
            Stream.of(meanCount(50).declaring(0.93), meanCount(200)), ratesOf(30), ratesOf(120))
        .flatMap(each -> each);
  }

  /** 1.5 events a year, seen for 6 to 36 months. */
  private static Scenario meanCount(int n) {
    return new Scenario(
        "mean cumulative count, 1 year",
        "jackknife by persons, log",
        "n " + n + ", rates vary by gamma, 20 % seen for less",
        false,
        1.5,
        random -> {
          List<RecurrentRow> rows = new ArrayList<>();
          for (int i = 0; i < n; i++) {
            addHistory(random, i, rows);
          }
          return COUNT
              .finish(COUNT.partialOf(rows))
              .result()
              .flatMap(r -> r.curves().get("all").at(YEAR).interval());
        });
  }

  private static void addHistory(Random random, int i, List<RecurrentRow> rows) {
    double mean = YEAR / (1.5 * Scenario.frailty(random));
    double end = YEAR * (0.5 + 2.5 * random.nextDouble());
    double from = 0;
    double to = Scenario.exponential(random, mean);
    while (to < end) {
      rows.add(new RecurrentRow(Scenario.site(i), "p" + i, "all", from, to, true));
      from = to;
      to += Math.max(1e-3, Scenario.exponential(random, mean));
    }
    if (end > from * (1 + 1e-9)) {
      rows.add(new RecurrentRow(Scenario.site(i), "p" + i, "all", from, end, false));
    }
  }

  private static Stream<Scenario> ratesOf(int n) {
    return Stream.of(
        rates(
            "event rate",
            "negative binomial, Wald",
            n,
            1 / YEAR,
            r -> Optional.of(r.reference().interval())),
        rates(
            "event rate ratio",
            "negative binomial, Wald",
            n,
            0.6,
            r -> Optional.of(r.negativeBinomial().wald())),
        rates("event rate ratio", "negative binomial, profile", n, 0.6, EventRateResult::profile),
        rates("event rate ratio", "Poisson, robust", n, 0.6, r -> Optional.of(r.poisson().wald())));
  }

  /** 1 event a year against 0.6, at risk for 200 to 700 days. */
  private static Scenario rates(
      String estimator,
      String name,
      int n,
      double truth,
      Function<EventRateResult, Optional<Interval>> which) {
    return new Scenario(
        estimator,
        name,
        "n " + n + " + " + n + ", rates vary by gamma",
        false,
        truth,
        random -> {
          List<CountRow> rows = new ArrayList<>();
          for (int i = 0; i < n; i++) {
            rows.add(row(random, i, "control", 1));
            rows.add(row(random, i, "treated", 0.6));
          }
          return RATE.finish(RATE.partialOf(rows)).result().flatMap(which);
        });
  }

  private static CountRow row(Random random, int i, String arm, double perYear) {
    double exposure = 200 + 500 * random.nextDouble();
    double mean = perYear * Scenario.frailty(random) * exposure / YEAR;
    return new CountRow(Scenario.site(i), arm, Scenario.poisson(random, mean), exposure);
  }
}
