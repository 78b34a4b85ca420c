package org.therafed.evidence.longitudinal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundsDriver;

class LongitudinalTest {
  private static final VisitDesign DESIGN =
      new VisitDesign(List.of("v1", "v2"), List.of("control", "treated"), "1");
  private static final MeanChange CHANGE = new MeanChange(DESIGN, 0.95);
  private static final RepeatedMeasures REPEATED = new RepeatedMeasures(DESIGN, 50, 0.95);
  private static final AnnualSlope SLOPE = new AnnualSlope(List.of("all"), "mL/min", 0.95);

  private static VisitSeries person(Random random, String site) {
    double baseline = 50 + 5 * random.nextGaussian();
    double own = 3 * random.nextGaussian();
    double first = baseline + own + random.nextGaussian();
    double second = baseline + own + 2 * random.nextGaussian();
    int arm = random.nextInt(2);
    return switch (random.nextInt(6)) {
      case 0 -> new VisitSeries(site, arm, baseline, new int[] {0}, new double[] {first});
      case 1 -> new VisitSeries(site, arm, baseline, new int[] {1}, new double[] {second});
      default ->
          new VisitSeries(site, arm, baseline, new int[] {0, 1}, new double[] {first, second});
    };
  }

  private static List<VisitSeries> persons(long seed, int n) {
    Random random = new Random(seed);
    return IntStream.range(0, n).mapToObj(i -> person(random, "s" + random.nextInt(4))).toList();
  }

  private static Finding<AdjustedChange> repeated(List<List<VisitSeries>> split) {
    VisitMoments moments =
        split.stream().map(CHANGE::partialOf).reduce(CHANGE.empty(), VisitMoments::merge);
    List<RoundSource> sources = split.stream().map(REPEATED::source).toList();
    return RoundsDriver.run(REPEATED.fit(moments), sources);
  }

  private static <R> List<List<R>> split(List<R> rows, Random random) {
    List<R> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    List<List<R>> parts = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>(), List.of()));
    shuffled.forEach(row -> parts.get(random.nextInt(2)).add(row));
    return parts;
  }

  @Property(tries = 1000, seed = "20261121")
  void repeatedMeasuresAreTheSameHoweverPersonsAreSplit(@ForAll long seed) {
    List<VisitSeries> rows = persons(seed, 30);
    Finding<AdjustedChange> pooled = repeated(List.of(rows));
    Finding<AdjustedChange> federated = repeated(split(rows, new Random(seed)));
    assertThat(federated.getClass()).isEqualTo(pooled.getClass());
    if (pooled.result().isPresent()) {
      List<AdjustedChange.VisitMean> one = pooled.result().get().means();
      List<AdjustedChange.VisitMean> other = federated.result().orElseThrow().means();
      for (int i = 0; i < one.size(); i++) {
        near(other.get(i).change().value(), one.get(i).change().value(), 1);
        near(other.get(i).change().stdErr(), one.get(i).change().stdErr(), 1);
      }
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void slopesAreTheSameHoweverPersonsAreSplit(@ForAll long seed) {
    Random random = new Random(seed);
    List<SlopeSeries> rows =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  double level = 60 + 8 * random.nextGaussian();
                  double slope = -3 + 2 * random.nextGaussian();
                  double[] days = {0, 150 + random.nextInt(50), 400, 900};
                  double[] value = new double[4];
                  for (int j = 0; j < 4; j++) {
                    value[j] = level + slope * days[j] / 365.25 + random.nextGaussian();
                  }
                  return new SlopeSeries("s" + i % 3, 0, days, value);
                })
            .toList();
    Finding<SlopeResult> pooled = RoundsDriver.run(SLOPE.fit(3), List.of(SLOPE.source(rows)));
    Finding<SlopeResult> federated =
        RoundsDriver.run(SLOPE.fit(3), split(rows, random).stream().map(SLOPE::source).toList());
    assertThat(federated.getClass()).isEqualTo(pooled.getClass());
    if (pooled.result().isPresent()) {
      near(
          federated.result().orElseThrow().slopes().get(0).perYear().value(),
          pooled.result().get().slopes().get(0).perYear().value(),
          1);
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void momentsAreTheSameHoweverPersonsAreSplitAndSent(@ForAll long seed) {
    List<VisitSeries> rows = persons(seed, 25);
    VisitMoments pooled = CHANGE.partialOf(rows);
    VisitMoments merged = CHANGE.empty();
    for (List<VisitSeries> part : split(rows, new Random(seed))) {
      String json = PartialJson.write(CHANGE.partialOf(part));
      merged = PartialJson.read(json, VisitMoments.class).merge(merged);
    }
    ChangeResult one = CHANGE.finish(pooled).result().orElseThrow();
    ChangeResult other = CHANGE.finish(merged).result().orElseThrow();
    assertThat(other.n()).isEqualTo(one.n());
    for (int i = 0; i < one.visits().size(); i++) {
      VisitChange a = one.visits().get(i);
      VisitChange b = other.visits().get(i);
      assertThat(b.measured()).isEqualTo(a.measured());
      assertThat(b.missed()).isEqualTo(a.missed());
      if (a.mean().isPresent()) {
        assertThat(b.mean().get()).isCloseTo(a.mean().get(), Offset.offset(1e-12 * 50));
      }
    }
  }

  private static void near(double value, double of, double scale) {
    assertThat(value).isCloseTo(of, Offset.offset(1e-9 * Math.max(scale, Math.abs(of))));
  }

  /** With one visit the model is analysis of covariance: exact t with n − 3 degrees of freedom. */
  @Test
  void oneVisitIsAnalysisOfCovariance() {
    VisitDesign one = new VisitDesign(List.of("v1"), List.of("a", "b"), "1");
    Random random = new Random(7);
    List<VisitSeries> rows =
        IntStream.range(0, 24)
            .mapToObj(
                i -> {
                  double baseline = 50 + 5 * random.nextGaussian();
                  double[] value = {baseline - i % 2 + random.nextGaussian()};
                  return new VisitSeries("s", i % 2, baseline, new int[] {0}, value);
                })
            .toList();
    RepeatedMeasures model = new RepeatedMeasures(one, 50, 0.95);
    AdjustedChange result =
        RoundsDriver.run(
                model.fit(new MeanChange(one, 0.95).partialOf(rows)), List.of(model.source(rows)))
            .result()
            .orElseThrow();
    assertThat(result.differences().get(0).difference().degreesOfFreedom())
        .isCloseTo(21, Offset.offset(1e-6));
  }

  @Test
  void meanChangeByHand() {
    List<VisitSeries> rows =
        List.of(
            new VisitSeries("n", 0, 10, new int[] {0, 1}, new double[] {12, 13}),
            new VisitSeries("n", 0, 10, new int[] {0}, new double[] {14}),
            new VisitSeries("s", 0, 10, new int[] {}, new double[] {}));
    ChangeResult result = CHANGE.finish(CHANGE.partialOf(rows)).result().orElseThrow();
    VisitChange first = result.visits().get(0);
    assertThat(first.mean()).contains(3.0);
    // sd √2, n 2, t(1) at 97.5 % is 12.7062047
    assertThat(first.interval().orElseThrow().upper())
        .isCloseTo(3 + 12.7062047, Offset.offset(1e-6));
    assertThat(first.missed()).isEqualTo(1);
    assertThat(result.visits().get(1).interval()).isEmpty();
    assertThat(result.visits().get(2).mean()).isEmpty();
    assertThat(result.warnings()).contains("1 of 3 in control were not measured at v1");
  }

  @Test
  void nobodyIsNoData() {
    assertThat(CHANGE.finish(CHANGE.empty())).isInstanceOf(NoData.class);
    assertThat(repeated(List.of(List.of()))).isInstanceOf(NoData.class);
    assertThat(RoundsDriver.run(SLOPE.fit(0), List.of(SLOPE.source(List.of()))))
        .isInstanceOf(NoData.class);
  }

  @Test
  void armWithoutMeasurementsIsNamed() {
    List<VisitSeries> control =
        persons(3, 40).stream().filter(person -> person.arm() == 0).toList();
    assertThat(repeated(List.of(control)))
        .isInstanceOfSatisfying(
            NotEstimable.class, no -> assertThat(no.reason()).contains("cannot be told apart"));
  }

  @Test
  void valuesWithoutVariationAreNamed() {
    List<SlopeSeries> straight =
        IntStream.range(0, 9)
            .mapToObj(i -> new SlopeSeries("s", 0, new double[] {0, 365.25}, new double[] {50, 47}))
            .toList();
    assertThat(RoundsDriver.run(SLOPE.fit(1), List.of(SLOPE.source(straight))))
        .isInstanceOf(NotEstimable.class);
  }

  @Test
  void slopesWithoutOwnVariationAreNamedNotNumbered() {
    Random random = new Random(5);
    List<SlopeSeries> parallel =
        IntStream.range(0, 40)
            .mapToObj(
                i -> {
                  double[] value = {50 + i % 2, 51 - i % 2, 50 + i % 2, 51 - i % 2};
                  return new SlopeSeries(
                      "s" + random.nextInt(2), 0, new double[] {0, 100, 200, 300}, value);
                })
            .toList();
    assertThat(RoundsDriver.run(SLOPE.fit(1), List.of(SLOPE.source(parallel))))
        .isInstanceOfSatisfying(
            NotEstimable.class, no -> assertThat(no.reason()).contains("variance component"));
  }

  @Test
  void impossibleSeriesAreRefused() {
    Map<String, Runnable> impossible = new TreeMap<>();
    impossible.put(
        "not finite", () -> new VisitSeries("s", 0, Double.NaN, new int[] {0}, new double[] {1}));
    impossible.put(
        "out of order", () -> new VisitSeries("s", 0, 1, new int[] {1, 1}, new double[] {1, 2}));
    impossible.put(
        "not declared",
        () ->
            CHANGE.partialOf(List.of(new VisitSeries("s", 0, 1, new int[] {2}, new double[] {1}))));
    impossible.put("index -1", () -> new SlopeSeries("s", -1, new double[] {1}, new double[] {1}));
    impossible.put(
        "1 times, 0 values", () -> new SlopeSeries("s", 0, new double[] {1}, new double[] {}));
    impossible.forEach(
        (found, make) ->
            assertThatThrownBy(make::run)
                .isInstanceOf(EvidenceFault.class)
                .hasMessageStartingWith("EV-SERIES-001")
                .hasMessageContaining(found));
  }
}
