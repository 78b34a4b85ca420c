package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rounds.RoundsDriver;
import org.therafed.evidence.survival.ClusteredKaplanMeier;
import org.therafed.evidence.survival.ClusteredRow;
import org.therafed.evidence.survival.ClusteredRows;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.HazardPoint;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.RestrictedMean;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.WeightedCurve;
import org.therafed.evidence.survival.WeightedKaplanMeier;
import org.therafed.evidence.survival.WeightedRow;
import org.therafed.evidence.survival.WeightedStep;
import org.therafed.evidence.survival.WeightedVariance;

/** Weighted and clustered survival, cumulative hazard, and restricted means of two arms. */
final class WeightedScenarios {
  private static final double YEAR = 365;
  private static final double MEAN_DAYS = 900;
  private static final double TAU = 3 * YEAR;

  private WeightedScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(
            Stream.of(80, 300).flatMap(WeightedScenarios::weighted),
            Stream.of(clustered(10).declaring(0.9), clustered(40)),
            Stream.of(50, 200).flatMap(WeightedScenarios::ofArms))
        .flatMap(each -> each);
  }

  /** S(t) of a half with a mean of 900 days and a half with one of 450. */
  private static double mixture(double days) {
    return (Math.exp(-days / MEAN_DAYS) + Math.exp(-2 * days / MEAN_DAYS)) / 2;
  }

  private static Stream<Scenario> weighted(int n) {
    String conditions = "n " + n + ", known weights of 1.4 and 3.3";
    return Stream.of(
        new Scenario(
            "weighted Kaplan–Meier, S(1 year)",
            "robust, log–log",
            conditions,
            false,
            mixture(YEAR),
            random -> curve(random, n, WeightedVariance.ROBUST).flatMap(WeightedScenarios::atYear)),
        new Scenario(
                "weighted Kaplan–Meier, S(1 year)",
                "Greenwood, log–log",
                conditions,
                false,
                mixture(YEAR),
                random ->
                    curve(random, n, WeightedVariance.GREENWOOD).flatMap(WeightedScenarios::atYear))
            .declaring(0.77),
        new Scenario(
            "weighted Kaplan–Meier, median",
            "robust, log–log",
            conditions,
            false,
            median(),
            random ->
                curve(random, n, WeightedVariance.ROBUST)
                    .map(c -> c.quantile(0.5))
                    .map(WeightedScenarios::limits)),
        new Scenario(
            "weighted restricted mean, 3 years",
            "robust, normal",
            conditions,
            false,
            area(),
            random ->
                curve(random, n, WeightedVariance.ROBUST)
                    .map(c -> c.restrictedMean(TAU).interval())));
  }

  private static double area() {
    return MEAN_DAYS
        * ((1 - Math.exp(-TAU / MEAN_DAYS)) / 2 + (1 - Math.exp(-2 * TAU / MEAN_DAYS)) / 4);
  }

  /** With u = exp(−t/mean), u + u² = 1. */
  private static double median() {
    return -MEAN_DAYS * Math.log((Math.sqrt(5) - 1) / 2);
  }

  private static Interval limits(SurvivalQuantile quantile) {
    return Scenario.of(quantile.lowerDays(), quantile.upperDays(), quantile.level());
  }

  private static Optional<Interval> atYear(WeightedCurve curve) {
    WeightedStep step = curve.at(YEAR);
    return step.lower().isEmpty()
        ? Optional.empty()
        : Optional.of(Scenario.of(step.lower(), step.upper(), curve.level()));
  }

  /** Those with the lower hazard are sampled with 0.7, the others with 0.3. */
  private static Optional<WeightedCurve> curve(Random random, int n, WeightedVariance variance) {
    WeightedKaplanMeier estimator = new WeightedKaplanMeier(0.95, ConfidenceBand.LOG_LOG, variance);
    List<WeightedRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean often = random.nextDouble() < 0.7;
      double death = Scenario.exponential(random, often ? MEAN_DAYS : MEAN_DAYS / 2);
      double end = 5 * YEAR * random.nextDouble();
      rows.add(
          new WeightedRow(
              Scenario.site(i), 0, Math.min(death, end), death <= end, 1 / (often ? 0.7 : 0.3)));
    }
    return estimator.finish(estimator.partialOf(rows)).result();
  }

  /** Persons of a cluster share a gamma frailty of variance 0.5: S = (1 + t/2m)^−2. */
  private static Scenario clustered(int clusters) {
    int size = 200 / clusters;
    return new Scenario(
        "weighted Kaplan–Meier, S(1 year)",
        "robust by clusters, log–log",
        clusters + " clusters of " + size,
        false,
        Math.pow(1 + YEAR / (2 * MEAN_DAYS), -2),
        random -> {
          List<ClusteredRow> rows = new ArrayList<>();
          for (int c = 0; c < clusters; c++) {
            double frailty = Scenario.frailty(random);
            for (int i = 0; i < size; i++) {
              double death = Scenario.exponential(random, MEAN_DAYS / frailty);
              double end = 5 * YEAR * random.nextDouble();
              boolean event = death <= end;
              rows.add(
                  new ClusteredRow(
                      "c" + c,
                      new WeightedRow(Scenario.site(i), 0, Math.min(death, end), event, 1)));
            }
          }
          return clusteredAtYear(new ClusteredRows(rows));
        });
  }

  private static Optional<Interval> clusteredAtYear(ClusteredRows rows) {
    WeightedKaplanMeier estimator =
        new WeightedKaplanMeier(0.95, ConfidenceBand.LOG_LOG, WeightedVariance.ROBUST);
    ClusteredKaplanMeier fit = new ClusteredKaplanMeier(estimator, rows.table(), rows.clusters());
    return RoundsDriver.run(fit, List.of(rows)).result().flatMap(WeightedScenarios::atYear);
  }

  /** Means of 900 and 600 days. */
  private static Stream<Scenario> ofArms(int n) {
    double first = MEAN_DAYS * (1 - Math.exp(-TAU / MEAN_DAYS));
    double second = 600 * (1 - Math.exp(-TAU / 600));
    return Stream.of(
        arms(
            "difference of restricted means",
            "normal",
            n,
            first - second,
            a -> Optional.of(a[0].minus(a[1]).interval())),
        arms(
            "ratio of restricted means",
            "log",
            n,
            first / second,
            a -> a[0].over(a[1]).map(RestrictedMean.Ratio::interval)),
        new Scenario(
            "cumulative hazard, 1 year",
            "Aalen, log",
            "n " + n + ", exponential, uniform censoring",
            false,
            YEAR / MEAN_DAYS,
            random -> hazard(random, n)));
  }

  private static Scenario arms(
      String estimator,
      String interval,
      int n,
      double truth,
      Function<RestrictedMean[], Optional<Interval>> which) {
    return new Scenario(
        estimator,
        interval,
        "n " + n + " + " + n + ", 3 years",
        false,
        truth,
        random -> {
          RestrictedMean[] means = {mean(random, n, MEAN_DAYS), mean(random, n, 600)};
          return which.apply(means);
        });
  }

  private static final KaplanMeier KAPLAN_MEIER = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);

  private static RestrictedMean mean(Random random, int n, double mean) {
    return KAPLAN_MEIER
        .finish(KAPLAN_MEIER.partialOf(rows(random, n, mean)))
        .result()
        .orElseThrow()
        .restrictedMean(TAU);
  }

  private static Optional<Interval> hazard(Random random, int n) {
    HazardPoint point =
        KAPLAN_MEIER
            .finish(KAPLAN_MEIER.partialOf(rows(random, n, MEAN_DAYS)))
            .result()
            .orElseThrow()
            .cumulativeHazardAt(YEAR);
    OptionalDouble lower = point.lower();
    return lower.isEmpty()
        ? Optional.empty()
        : Optional.of(Scenario.of(lower, point.upper(), 0.95));
  }

  private static List<SurvivalRow> rows(Random random, int n, double mean) {
    List<SurvivalRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double death = Scenario.exponential(random, mean);
      double end = 5 * YEAR * random.nextDouble();
      rows.add(new SurvivalRow(Scenario.site(i), 0, Math.min(death, end), death <= end));
    }
    return rows;
  }
}
