package org.therafed.evidence.benchmark;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.therafed.evidence.cost.CostQuantileFit;
import org.therafed.evidence.cost.CostQuantileSource;
import org.therafed.evidence.cost.CostQuantiles;
import org.therafed.evidence.cost.CostQuantilesResult.Quantile;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanAmount;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.cost.breakdown.CostBreakdown;
import org.therafed.evidence.cost.breakdown.CostItem;
import org.therafed.evidence.cost.breakdown.ItemisedCourse;
import org.therafed.evidence.cost.tariff.CaseRow;
import org.therafed.evidence.cost.tariff.PaymentGap;
import org.therafed.evidence.cost.tariff.Tariff;
import org.therafed.evidence.cost.tariff.TariffTable;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rounds.RoundsDriver;

/** Costs of whole courses: means, quantiles, parts, payment gap. */
final class CostQuestions {
  private static final String FAMILY = "cost";
  private static final List<Double> PROBS = List.of(0.25, 0.5, 0.75);
  private static final MeanCost MEAN = new MeanCost(0.95, "EUR", 2026);
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private CostQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "mean per course and by component", CostQuestions::mean)
            .against(
                1_000_000,
                1e-8,
                """
                c(t.test(d$drug + d$stay)$conf.int, t.test(d$drug)$conf.int, t.test(d$stay)$conf.int)
                """),
        Question.of(FAMILY, "quantiles from 500 bins, with limits", CostQuestions::bins),
        // A quantile is found to 0.05 of some 20,000.
        Question.of(FAMILY, "quantiles by bisection over five sites", CostQuestions::bisection)
            .against(
                1_000_000,
                1e-5,
                "quantile(d$drug + d$stay, c(0.25, 0.5, 0.75), type = 1, names = FALSE)"),
        Question.of(FAMILY, "by cycle, component and payer", CostQuestions::breakdown)
            .against(
                1_000_000,
                1e-8,
                """
                c(t.test(d$drug + d$stay)$conf.int, t.test(d$drug)$conf.int, t.test(d$stay)$conf.int,
                  t.test(d$drug)$conf.int, t.test(d$stay)$conf.int)
                """),
        Question.of(FAMILY, "payment gap, three tariffs", CostQuestions::gap)
            .against(
                1_000_000, 1e-7, "t.test(d$drug - c(9000, 15000, 21000)[d$code + 1])$conf.int"));
  }

  private static Columns amounts(int n) {
    Columns d = new Columns(n);
    return d.with("drug", i -> 15_000 * Math.exp(0.5 * d.random().nextGaussian()))
        .with("stay", i -> d.exponential(5_000))
        .withLevels("code", 3);
  }

  private static List<CostRow> rows(Columns d) {
    return d.rows(
        i -> new CostRow(d.site(i), Map.of("drug", d.get("drug")[i], "stay", d.get("stay")[i])));
  }

  private static double[] limits(Stream<Interval> intervals) {
    return intervals
        .flatMap(i -> Stream.of(i.lower(), i.upper()))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static double[] means(Stream<MeanAmount> amounts) {
    return limits(amounts.map(a -> a.interval().orElseThrow()));
  }

  private static Question.Sample mean(int n) {
    Columns d = amounts(n);
    List<CostRow> rows = rows(d);
    return new Question.Sample(
        d,
        () -> {
          var r = d.estimate(MEAN, rows);
          return means(Stream.concat(Stream.of(r.total()), r.byComponent().values().stream()));
        });
  }

  private static Question.Sample bins(int n) {
    Columns d = amounts(n);
    List<CostRow> rows = rows(d);
    List<Double> edges = Stream.iterate(0.0, e -> e + 1000).limit(501).toList();
    CostQuantiles estimator = new CostQuantiles(edges, PROBS, "EUR", 2026, 0.95);
    return new Question.Sample(
        d,
        () ->
            d.estimate(estimator, rows).quantiles().stream()
                .mapToDouble(q -> q.middle().orElseThrow())
                .toArray());
  }

  private static Question.Sample bisection(int n) {
    Columns d = amounts(n);
    List<CostRow> rows = rows(d);
    return new Question.Sample(
        d,
        () -> {
          CostQuantileFit fit = new CostQuantileFit(PROBS, MEAN, 0, 1e6, 0.05);
          List<CostQuantileSource> sources =
              d.bySite(rows).stream().map(own -> new CostQuantileSource(fit, own)).toList();
          return RoundsDriver.run(fit, sources).result().orElseThrow().quantiles().stream()
              .map(Quantile::middle)
              .mapToDouble(middle -> middle.orElseThrow())
              .toArray();
        });
  }

  private static Question.Sample breakdown(int n) {
    Columns d = amounts(n);
    List<ItemisedCourse> rows =
        d.rows(
            i ->
                new ItemisedCourse(
                    d.site(i),
                    1,
                    List.of(
                        new CostItem(1, "drug", "insurer", d.get("drug")[i]),
                        new CostItem(1, "stay", "patient", d.get("stay")[i]))));
    return new Question.Sample(
        d,
        () -> {
          var r = d.estimate(new CostBreakdown(0.95, "EUR", 2026), rows);
          return means(
              Stream.of(
                      Stream.of(r.total()),
                      r.byComponent().values().stream(),
                      r.byPayer().values().stream())
                  .flatMap(each -> each));
        });
  }

  private static Question.Sample gap(int n) {
    Columns d = amounts(n);
    PaymentGap estimator =
        new PaymentGap(
            new TariffTable(
                "synthetic 2026",
                "EUR",
                Stream.of(0, 1, 2)
                    .map(c -> Tariff.price("K" + c, DAY, DAY.plusDays(364), 9000 + 6000 * c))
                    .toList()),
            0.95);
    List<CaseRow> rows =
        d.rows(
            i ->
                new CaseRow(
                    d.site(i),
                    "K" + (int) d.get("code")[i],
                    DAY.plusDays(i % 365),
                    d.get("drug")[i]));
    return new Question.Sample(
        d, () -> limits(Stream.of(d.estimate(estimator, rows).interval().orElseThrow())));
  }
}
