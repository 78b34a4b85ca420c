package org.therafed.evidence.longitudinal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.longitudinal.mixed.Contrast;
import org.therafed.evidence.reference.LargestError;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundsDriver;

/** Against R's nlme on the synthetic persons of {@code longitudinal/reference.R}. */
class LongitudinalReferenceTest {
  private static final VisitDesign DESIGN =
      new VisitDesign(List.of("v1", "v2", "v3", "v4"), List.of("control", "treated"), "1");

  /** R stops at its own tolerance. */
  private static final double RELATIVE = 1e-5;

  @Test
  void repeatedMeasuresMeetGls() throws IOException {
    JsonNode expected = expected();
    Map<String, List<VisitSeries>> sites = visits();
    RepeatedMeasures model = new RepeatedMeasures(DESIGN, 60, 0.95);
    MeanChange change = new MeanChange(DESIGN, 0.95);
    VisitMoments moments =
        sites.values().stream().map(change::partialOf).reduce(change.empty(), VisitMoments::merge);
    List<RoundSource> sources = sites.values().stream().map(model::source).toList();
    AdjustedChange result = RoundsDriver.run(model.fit(moments), sources).result().orElseThrow();

    LargestError error = new LargestError();
    for (AdjustedChange.VisitMean mean : result.means()) {
      int visit = DESIGN.visits().indexOf(mean.visit());
      JsonNode of = expected.get("visits.mean." + DESIGN.arms().indexOf(mean.arm()));
      meets(error, mean.change(), of.get(2 * visit).asDouble(), of.get(2 * visit + 1).asDouble());
    }
    for (AdjustedChange.VisitDifference difference : result.differences()) {
      int visit = DESIGN.visits().indexOf(difference.visit());
      JsonNode of = expected.get("visits.difference");
      meets(
          error,
          difference.difference(),
          of.get(2 * visit).asDouble(),
          of.get(2 * visit + 1).asDouble());
    }
    error.isAtMost(RELATIVE);
    assertThat(result.sites()).isEqualTo(3);
    assertThat(result.means()).hasSize(8);
    assertThat(result.estimates()).hasSize(12);
  }

  @Test
  void slopesMeetLme() throws IOException {
    JsonNode expected = expected();
    Map<String, List<SlopeSeries>> sites = slopes();
    AnnualSlope model = new AnnualSlope(List.of("control", "treated"), "mL/min", 0.95);
    List<RoundSource> sources = sites.values().stream().map(model::source).toList();
    SlopeResult result = RoundsDriver.run(model.fit(3), sources).result().orElseThrow();
    JsonNode effects = expected.get("slopes.effects");
    JsonNode errors = expected.get("slopes.se");
    LargestError error = new LargestError();
    for (int arm = 0; arm < 2; arm++) {
      meets(
          error,
          result.slopes().get(arm).perYear(),
          effects.get(2 * arm + 1).asDouble(),
          errors.get(2 * arm + 1).asDouble());
    }
    error.isAtMost(RELATIVE);
    LargestError variances = new LargestError();
    List<Double> covariance = List.copyOf(result.covariance().values());
    for (int k = 0; k < 4; k++) {
      double of = expected.get("slopes.covariance").get(k).asDouble();
      variances.add("covariance " + k, covariance.get(k), of);
    }
    variances.isAtMost(1e-4);
    assertThat(result.differences()).hasSize(1);
  }

  private static void meets(LargestError error, Contrast contrast, double value, double stdErr) {
    error.add("value", contrast.value(), value, stdErr);
    error.add("error", contrast.stdErr(), stdErr);
  }

  static Map<String, List<VisitSeries>> visits() {
    Map<String, List<String[]>> persons = persons("visits.csv");
    Map<String, List<VisitSeries>> sites = new TreeMap<>();
    for (List<String[]> rows : persons.values()) {
      String[] first = rows.get(0);
      VisitSeries series =
          new VisitSeries(
              first[1],
              Integer.parseInt(first[2]),
              Double.parseDouble(first[3]),
              rows.stream().mapToInt(r -> Integer.parseInt(r[4])).toArray(),
              rows.stream().mapToDouble(r -> Double.parseDouble(r[5])).toArray());
      sites.computeIfAbsent(first[1], site -> new ArrayList<>()).add(series);
    }
    return sites;
  }

  static Map<String, List<SlopeSeries>> slopes() {
    Map<String, List<SlopeSeries>> sites = new TreeMap<>();
    for (List<String[]> rows : persons("slopes.csv").values()) {
      String[] first = rows.get(0);
      SlopeSeries series =
          new SlopeSeries(
              first[1],
              Integer.parseInt(first[2]),
              rows.stream().mapToDouble(r -> Double.parseDouble(r[3])).toArray(),
              rows.stream().mapToDouble(r -> Double.parseDouble(r[4])).toArray());
      sites.computeIfAbsent(first[1], site -> new ArrayList<>()).add(series);
    }
    return sites;
  }

  private static Map<String, List<String[]>> persons(String file) {
    Map<String, List<String[]>> persons = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                LongitudinalReferenceTest.class.getResourceAsStream("/longitudinal/" + file),
                StandardCharsets.UTF_8))) {
      reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(row -> persons.computeIfAbsent(row[0], id -> new ArrayList<>()).add(row));
      return persons;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode expected() throws IOException {
    return new ObjectMapper()
        .readTree(
            LongitudinalReferenceTest.class.getResourceAsStream("/longitudinal/reference.json"));
  }
}
