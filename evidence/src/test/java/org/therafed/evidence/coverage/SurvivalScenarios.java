package org.therafed.evidence.coverage;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.Point;
import org.therafed.evidence.survival.RestrictedMean;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.survival.SurvivalRow;

/** Exponential survival with a median of two years, uniformly censored up to five. */
final class SurvivalScenarios {
  private static final double MEAN_DAYS = 730 / Math.log(2);

  private SurvivalScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(50, 200)
        .flatMap(
            n ->
                Stream.concat(
                    Stream.of(ConfidenceBand.values()).flatMap(band -> ofBand(n, band)),
                    Stream.of(restrictedMean(n), followUp(n))));
  }

  private static Stream<Scenario> ofBand(int n, ConfidenceBand band) {
    String conditions = "n " + n + ", exponential, uniform censoring";
    String scale = band.name().toLowerCase(Locale.ROOT).replace('_', '–');
    return Stream.of(
        new Scenario(
                "Kaplan–Meier, S(1 year)",
                "Greenwood, " + scale,
                conditions,
                false,
                Math.exp(-365 / MEAN_DAYS),
                random -> curve(random, n, band).flatMap(SurvivalScenarios::atOneYear))
            .declaring(n < 100 && band != ConfidenceBand.LOG_LOG ? 0.92 : 1),
        new Scenario(
            "median survival",
            "Brookmeyer–Crowley, " + scale,
            conditions,
            false,
            730,
            random -> curve(random, n, band).flatMap(SurvivalScenarios::median)));
  }

  private static Scenario restrictedMean(int n) {
    double tau = 3 * 365.0;
    return new Scenario(
            "restricted mean survival, 3 years",
            "normal",
            "n " + n + ", exponential, uniform censoring",
            false,
            MEAN_DAYS * (1 - Math.exp(-tau / MEAN_DAYS)),
            random ->
                curve(random, n, ConfidenceBand.LOG_LOG)
                    .map(curve -> curve.restrictedMean(tau))
                    .map(RestrictedMean::interval))
        .declaring(n < 100 ? 0.92 : 1);
  }

  private static Scenario followUp(int n) {
    return new Scenario(
        "median follow-up",
        "reverse Kaplan–Meier, log–log",
        "n " + n + ", exponential, uniform censoring",
        false,
        2.5 * 365,
        random ->
            curve(random, n, ConfidenceBand.LOG_LOG)
                .map(SurvivalCurve::medianFollowUp)
                .map(q -> Scenario.of(q.lowerDays(), q.upperDays(), q.level())));
  }

  private static Optional<Interval> atOneYear(SurvivalCurve curve) {
    Point point = curve.at(365);
    return point.lower().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Interval(point.lower().getAsDouble(), point.upper().getAsDouble(), curve.level()));
  }

  private static Optional<Interval> median(SurvivalCurve curve) {
    SurvivalQuantile median = curve.median();
    return Optional.of(Scenario.of(median.lowerDays(), median.upperDays(), median.level()));
  }

  private static Optional<SurvivalCurve> curve(Random random, int n, ConfidenceBand band) {
    KaplanMeier kaplanMeier = new KaplanMeier(0.95, band);
    return kaplanMeier
        .finish(
            kaplanMeier.partialOf(
                IntStream.range(0, n).mapToObj(i -> row(random, Scenario.site(i))).toList()))
        .result();
  }

  static SurvivalRow row(Random random, String site) {
    double death = Scenario.exponential(random, MEAN_DAYS);
    double censoring = 5 * 365 * random.nextDouble();
    return new SurvivalRow(site, 0, Math.min(death, censoring), death <= censoring);
  }
}
