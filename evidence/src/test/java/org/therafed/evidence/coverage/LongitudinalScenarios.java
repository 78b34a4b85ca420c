package org.therafed.evidence.coverage;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.therafed.evidence.longitudinal.AdjustedChange;
import org.therafed.evidence.longitudinal.AnnualSlope;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.RepeatedMeasures;
import org.therafed.evidence.longitudinal.SlopeResult;
import org.therafed.evidence.longitudinal.SlopeSeries;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.longitudinal.VisitMoments;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundsDriver;

/** Change from baseline and slope; whoever does badly is more often lost. */
final class LongitudinalScenarios {
  private static final VisitDesign DESIGN =
      new VisitDesign(List.of("month 3", "month 6"), List.of("control", "treated"), "1");
  private static final MeanChange CHANGE = new MeanChange(DESIGN, 0.95);
  private static final RepeatedMeasures REPEATED = new RepeatedMeasures(DESIGN, 50, 0.95);
  private static final AnnualSlope SLOPE =
      new AnnualSlope(List.of("control", "treated"), "mL/min", 0.95);

  private LongitudinalScenarios() {}

  static Stream<Scenario> all() {
    return Stream.concat(
        Stream.of(change()), Stream.of(20, 60).flatMap(LongitudinalScenarios::ofArms));
  }

  private static Stream<Scenario> ofArms(int n) {
    String lost = "n " + n + " + " + n + ", 3 sites, missing at random";
    return Stream.of(
        repeated(
            "adjusted mean change, month 6",
            lost,
            n,
            -6,
            r -> r.means().get(1).change().interval()),
        repeated(
            "difference of changes, month 6",
            lost,
            n,
            4,
            r -> r.differences().get(1).difference().interval()),
        slope("annual slope", lost, n, -5, r -> r.slopes().get(0).perYear().interval()),
        slope(
            "difference of annual slopes",
            lost,
            n,
            2,
            r -> r.differences().get(0).perYear().interval()));
  }

  private static Scenario change() {
    return new Scenario(
        "mean change, month 3",
        "Student's t",
        "n 20 + 20, normal, nobody missed",
        false,
        -3,
        random ->
            CHANGE
                .finish(CHANGE.partialOf(persons(random, 20)))
                .result()
                .flatMap(r -> r.visits().get(0).interval()));
  }

  private static Scenario repeated(
      String estimator,
      String conditions,
      int n,
      double truth,
      Function<AdjustedChange, Interval> which) {
    return new Scenario(
            estimator,
            "REML, Satterthwaite",
            conditions,
            false,
            truth,
            random -> fitted(persons(random, n)).map(which))
        .slow();
  }

  private static Optional<AdjustedChange> fitted(List<VisitSeries> persons) {
    VisitMoments moments = CHANGE.partialOf(persons);
    List<RoundSource> sources =
        Scenario.SITES.stream()
            .map(s -> persons.stream().filter(p -> p.site().equals(s)).toList())
            .map(REPEATED::source)
            .toList();
    return RoundsDriver.run(REPEATED.fit(moments), sources).result();
  }

  private static List<VisitSeries> persons(Random random, int n) {
    return IntStream.range(0, 2 * n).mapToObj(i -> person(random, i)).toList();
  }

  /** Changes of −3 and −6, of the treated −1 and −2; a bad first visit is often the last one. */
  private static VisitSeries person(Random random, int i) {
    int arm = i % 2;
    double baseline = 50 + 5 * random.nextGaussian();
    double own = 3 * random.nextGaussian();
    double effect = arm == 0 ? -3 : -1;
    double first = effect + own + 2 * random.nextGaussian();
    double second = 2 * effect + 1.5 * own + 3 * random.nextGaussian();
    boolean lost = random.nextDouble() < (first < effect ? 0.45 : 0.1);
    return lost
        ? new VisitSeries(
            Scenario.site(i), arm, baseline, new int[] {0}, new double[] {baseline + first})
        : new VisitSeries(
            Scenario.site(i),
            arm,
            baseline,
            new int[] {0, 1},
            new double[] {baseline + first, baseline + second});
  }

  private static Scenario slope(
      String estimator,
      String conditions,
      int n,
      double truth,
      Function<SlopeResult, Interval> which) {
    return new Scenario(
            estimator,
            "REML, Satterthwaite",
            conditions,
            false,
            truth,
            random -> {
              List<SlopeSeries> persons =
                  IntStream.range(0, 2 * n).mapToObj(i -> course(random, i)).toList();
              List<RoundSource> sources =
                  Scenario.SITES.stream()
                      .map(s -> persons.stream().filter(p -> p.site().equals(s)).toList())
                      .map(SLOPE::source)
                      .toList();
              return RoundsDriver.run(SLOPE.fit(sources.size()), sources).result().map(which);
            })
        .slow();
  }

  /** Five half-yearly values, ended by the first below 45; −5 a year, of the treated −3. */
  private static SlopeSeries course(Random random, int i) {
    int arm = i % 2;
    double start = 60 + 8 * random.nextGaussian();
    double perYear = (arm == 0 ? -5 : -3) + 3 * random.nextGaussian();
    double[] days = new double[5];
    double[] value = new double[5];
    int seen = 0;
    while (seen < days.length) {
      days[seen] = 182.625 * seen;
      value[seen] = start + perYear * 0.5 * seen + 3 * random.nextGaussian();
      seen++;
      if (value[seen - 1] < 45) {
        break;
      }
    }
    return new SlopeSeries(
        Scenario.site(i),
        arm,
        java.util.Arrays.copyOf(days, seen),
        java.util.Arrays.copyOf(value, seen));
  }
}
