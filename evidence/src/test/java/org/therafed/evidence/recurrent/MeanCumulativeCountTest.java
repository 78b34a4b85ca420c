package org.therafed.evidence.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.PartialJson;

/** Mean cumulative counts by hand, the laws of both partials here, and bad input. */
class MeanCumulativeCountTest {
  private static final MeanCumulativeCount MEAN = new MeanCumulativeCount(0.95);
  private static final EventRate RATE = new EventRate(0.95, "g0", "g1");

  /** Two persons; the first has events on days 1 and 3, at two sites, the second none. */
  @Test
  void aPersonAtTwoSitesIsOnePerson() {
    Histories north =
        MEAN.partialOf(
            List.of(
                new RecurrentRow("north", "p", "g", 0, 1, true),
                new RecurrentRow("north", "q", "g", 0, 4, false)));
    Histories south =
        MEAN.partialOf(
            List.of(
                new RecurrentRow("south", "p", "g", 1, 3, true),
                new RecurrentRow("south", "p", "g", 3, 4, false)));
    MeanCountResult result = MEAN.finish(north.merge(south)).result().orElseThrow();
    MeanCountCurve curve = result.curves().get("g");

    assertThat(result.n()).isEqualTo(2);
    assertThat(result.sites()).isEqualTo(2);
    assertThat(curve.at(3).mean()).isCloseTo(1, within(1e-15));
    // Each event moves its person by 1/2 − 1/4 and the other by −1/4: (1/2, −1/2).
    assertThat(curve.at(3).stdErr()).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(curve.atRiskAt(2)).isEqualTo(2);
    assertThat(curve.at(0).mean()).isZero();
    assertThat(result.estimates()).isNotEmpty();
    assertThat(result.warnings()).noneMatch(w -> w.contains("overlap"));
  }

  @Test
  void overlappingRowsOfOnePersonAreSaid() {
    MeanCountResult result =
        MEAN.finish(
                MEAN.partialOf(
                    List.of(
                        new RecurrentRow("a", "p", "g", 0, 5, true),
                        new RecurrentRow("b", "p", "g", 2, 9, false))))
            .result()
            .orElseThrow();
    assertThat(result.warnings()).anyMatch(w -> w.contains("overlap"));
  }

  @Test
  void badInputIsNamed() {
    assertThat(MEAN.finish(MEAN.empty())).isInstanceOf(NoData.class);
    refused(() -> row(0, Double.NaN), EvidenceCode.TIME_NOT_FINITE);
    refused(() -> row(0, -1), EvidenceCode.TIME_NEGATIVE);
    refused(() -> row(3, 3), EvidenceCode.ENTRY_NOT_BEFORE_TIME);
    refused(() -> new RecurrentRow("a", "", "g", 0, 1, true), EvidenceCode.LABEL_MISSING);
    MeanCountResult censored =
        MEAN.finish(MEAN.partialOf(List.of(row(0, 40)))).result().orElseThrow();
    assertThat(censored.curves().get("g").at(40).mean()).isZero();
    assertThat(censored.curves().get("g").at(40).interval()).isEmpty();
  }

  @Property(tries = 1000, seed = "20261121")
  void historiesAreExact(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    List<RecurrentRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double entry = random.nextInt(10);
      rows.add(
          new RecurrentRow(
              "site" + random.nextInt(3),
              "person" + random.nextInt(8),
              "g" + random.nextInt(2),
              entry,
              entry + 1 + random.nextInt(9),
              random.nextBoolean()));
    }
    Histories pooled = MEAN.partialOf(rows);
    Collections.shuffle(rows, random);
    int cut = n == 0 ? 0 : random.nextInt(n);
    Histories one = MEAN.partialOf(rows.subList(0, cut));
    Histories sent = PartialJson.read(PartialJson.write(one), Histories.class);
    Histories other = MEAN.partialOf(rows.subList(cut, n));
    assertThat(sent.merge(other)).isEqualTo(pooled);
    assertThat(other.merge(sent)).isEqualTo(pooled);
    assertThat(pooled.merge(MEAN.empty())).isEqualTo(pooled);
    assertThat(MEAN.finish(sent.merge(other)).result().map(MeanCountResult::estimates))
        .isEqualTo(MEAN.finish(pooled).result().map(MeanCountResult::estimates));
  }

  @Property(tries = 1000, seed = "20261121")
  void countTablesAreExact(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    List<CountRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(
          new CountRow(
              "site" + random.nextInt(3),
              "g" + random.nextInt(2),
              random.nextInt(6),
              random.nextBoolean() ? 30 : 1 + 99 * random.nextDouble()));
    }
    CountTable pooled = RATE.partialOf(rows);
    Collections.shuffle(rows, random);
    int cut = n == 0 ? 0 : random.nextInt(n);
    CountTable one = RATE.partialOf(rows.subList(0, cut));
    CountTable sent = PartialJson.read(PartialJson.write(one), CountTable.class);
    CountTable other = RATE.partialOf(rows.subList(cut, n));
    assertThat(sent.merge(other)).isEqualTo(pooled);
    assertThat(other.merge(sent)).isEqualTo(pooled);
    assertThat(pooled.merge(RATE.empty())).isEqualTo(pooled);
    assertThat(RATE.finish(sent.merge(other)).result().map(EventRateResult::estimates))
        .isEqualTo(RATE.finish(pooled).result().map(EventRateResult::estimates));
  }

  private static RecurrentRow row(double entry, double time) {
    return new RecurrentRow("a", "p", "g", entry, time, false);
  }

  private static void refused(Runnable use, EvidenceCode code) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(EvidenceFault.class, f -> assertThat(f.code()).isEqualTo(code));
  }
}
