package org.therafed.evidence.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.reference.LargestError;

/** Rates of recurrent events; {@code recurrent/rate-ratio/reference.R} made the reference. */
class EventRateTest {
  private static final EventRate RATE = new EventRate(0.95, "control", "treated");

  @Test
  void meetsTheNegativeBinomialFitOfR() {
    List<CountRow> rows = new ArrayList<>();
    for (String line : lines("rows.csv").subList(1, 81)) {
      String[] cell = line.split(",", -1);
      rows.add(
          new CountRow(
              "site" + rows.size() % 3,
              cell[0].equals("1") ? "treated" : "control",
              Integer.parseInt(cell[2]),
              Double.parseDouble(cell[1])));
    }
    Map<String, Double> expected = new HashMap<>();
    lines("reference.txt")
        .forEach(
            line -> expected.put(line.split(" ", -1)[0], Double.valueOf(line.split(" ", -1)[1])));

    EventRateResult result = RATE.finish(RATE.partialOf(rows)).result().orElseThrow();

    RateRatio ratio = result.negativeBinomial();
    Interval profile = result.profile().orElseThrow();
    // glm.nb and its profile stop at tolerances of their own.
    new LargestError()
        .add("log rate", Math.log(result.reference().ratePerDay()), expected.get("log_rate"))
        .add("log ratio", Math.log(ratio.ratio()), expected.get("log_ratio"))
        .add("its error", ratio.logStdErr(), expected.get("se"))
        .isAtMost(5e-12);
    new LargestError().add("theta", 1 / result.dispersion(), expected.get("theta")).isAtMost(1e-11);
    new LargestError()
        .add("lower", Math.log(profile.lower()), expected.get("lower"))
        .add("upper", Math.log(profile.upper()), expected.get("upper"))
        .isAtMost(2e-12);
    new LargestError()
        .add("Poisson", Math.log(result.poisson().ratio()), expected.get("poisson"))
        .add("its error", result.poisson().logStdErr(), expected.get("poisson_se"))
        .isAtMost(2e-15);
    assertThat(result.sites()).isEqualTo(3);
    assertThat(result.n()).isEqualTo(80);
    assertThat(result.estimates())
        .anySatisfy(
            e -> {
              assertThat(e.quantity()).isEqualTo("rate ratio");
              assertThat(e.of()).containsEntry("model", "negative binomial, profile");
              assertThat(e.lower()).hasValue(profile.lower());
            });
  }

  @Test
  void equalCountsHaveNoDispersionAndTheCrudeRatio() {
    List<CountRow> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(new CountRow("a", "control", 4, 100));
      rows.add(new CountRow("a", "treated", 2, 100));
    }
    EventRateResult result = RATE.finish(RATE.partialOf(rows)).result().orElseThrow();
    assertThat(result.dispersion()).isZero();
    close(result.negativeBinomial().ratio(), 0.5, 1e-12);
    close(result.negativeBinomial().logStdErr(), Math.sqrt(1 / 40.0 + 1 / 20.0), 1e-12);
    assertThat(result.warnings()).anyMatch(w -> w.contains("Poisson"));
  }

  @Test
  void anArmWithoutEventsOrPersonsIsNotEstimable() {
    assertThat(RATE.finish(RATE.empty())).isInstanceOf(NoData.class);
    CountRow one = new CountRow("a", "control", 3, 10);
    assertReason(RATE.finish(RATE.partialOf(List.of(one))), "no person in the arm treated");
    CountRow none = new CountRow("b", "treated", 0, 10);
    assertReason(RATE.finish(RATE.partialOf(List.of(one, none))), "no event in the arm treated");
  }

  @Test
  void onePersonPerArmHasNumbersOrAReasonAndNeverNaN() {
    List<CountRow> rows =
        List.of(new CountRow("a", "control", 1, 1e-3), new CountRow("b", "treated", 1, 4e4));
    Finding<EventRateResult> finding = RATE.finish(RATE.partialOf(rows));
    assertThat(finding.result()).hasValueSatisfying(r -> assertThat(r.estimates()).isNotEmpty());
  }

  @Test
  @Timeout(120)
  void tenMillionEventsOfOnePersonCostNoMoreThanTen() {
    Random random = new Random(20261121);
    List<CountRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String arm = i % 2 == 0 ? "control" : "treated";
      rows.add(new CountRow("a", arm, 1 + random.nextInt(10_000_000), 100));
    }
    EventRateResult result = RATE.finish(RATE.partialOf(rows)).result().orElseThrow();
    // Counts this large are gamma variables but for rounding: the mean's rate is exact.
    long events =
        rows.stream().filter(r -> r.arm().equals("treated")).mapToLong(CountRow::events).sum();
    assertThat(result.comparator().ratePerDay()).isCloseTo(events / 1000.0, within(1e-6 * events));
  }

  @Test
  void momentsAtRiskGiveANumberOrAReason() {
    for (double exposure : new double[] {1e-6, 1e-3, 4.5e4}) {
      for (int events : new int[] {1, 3, 1_000_000, Integer.MAX_VALUE}) {
        List<CountRow> rows =
            List.of(
                new CountRow("a", "control", events, exposure),
                new CountRow("a", "control", 1, 10),
                new CountRow("a", "treated", 4, 10),
                new CountRow("a", "treated", 0, 5));
        assertThat(RATE.finish(RATE.partialOf(rows)))
            .isInstanceOfAny(Estimated.class, NotEstimable.class);
      }
    }
  }

  @Test
  void impossibleRowsAreRefusedByCode() {
    for (double exposure : new double[] {0, -1, 1e-320, 1e6, Double.NaN}) {
      assertCode(() -> new CountRow("a", "b", 1, exposure), EvidenceCode.EXPOSURE_IMPOSSIBLE);
    }
    assertCode(() -> new CountRow("a", "b", -1, 1), EvidenceCode.COUNT_IMPOSSIBLE);
    assertCode(() -> new CountRow("a", " ", 1, 1), EvidenceCode.LABEL_MISSING);
    assertCode(() -> new EventRate(0.95, "x", "x"), EvidenceCode.LABEL_MISSING);
  }

  private static void assertReason(Finding<EventRateResult> finding, String reason) {
    assertThat(finding)
        .isInstanceOfSatisfying(NotEstimable.class, n -> assertThat(n.reason()).isEqualTo(reason));
  }

  private static void assertCode(Runnable row, EvidenceCode code) {
    assertThatThrownBy(row::run)
        .isInstanceOfSatisfying(EvidenceFault.class, f -> assertThat(f.code()).isEqualTo(code));
  }

  private static void close(double value, double expected, double relative) {
    assertThat(value).isCloseTo(expected, within(relative * Math.max(1, Math.abs(expected))));
  }

  private static List<String> lines(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                EventRateTest.class.getResourceAsStream("/recurrent/rate-ratio/" + name),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
