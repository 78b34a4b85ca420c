package org.therafed.evidence.competing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.therafed.evidence.partial.PartialJson;

/** Split, merged in any order, serialised: exactly what the pooled rows give. */
class CompetingLawsTest {
  private static final CumulativeIncidence ESTIMATOR =
      new CumulativeIncidence(
          0.95, IncidenceVariance.INFINITESIMAL_JACKKNIFE, List.of("event", "death"));

  @Property(tries = 1000, seed = "20261121")
  void tablesAreExact(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Random random = new Random(seed);
    List<CompetingRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(row(random));
    }
    CompetingTable pooled = ESTIMATOR.partialOf(rows);
    Collections.shuffle(rows, random);
    List<CompetingTable> parts = new ArrayList<>();
    int from = 0;
    while (from < n) {
      int to = Math.min(n, from + 1 + random.nextInt(20));
      String sent = PartialJson.write(ESTIMATOR.partialOf(rows.subList(from, to)));
      parts.add(PartialJson.read(sent, CompetingTable.class));
      from = to;
    }
    CompetingTable forward = ESTIMATOR.empty();
    CompetingTable backward = ESTIMATOR.empty();
    for (int i = 0; i < parts.size(); i++) {
      forward = forward.merge(parts.get(i));
      backward = parts.get(parts.size() - 1 - i).merge(backward);
    }
    assertThat(forward).isEqualTo(pooled);
    assertThat(backward).isEqualTo(pooled);
    assertThat(pooled.merge(ESTIMATOR.empty())).isEqualTo(pooled);
    assertThat(pooled.n()).isEqualTo(n);
    var one = ESTIMATOR.finish(forward).result();
    var other = ESTIMATOR.finish(pooled).result();
    assertThat(one.map(IncidenceResult::estimates))
        .isEqualTo(other.map(IncidenceResult::estimates));
    // Whoever is not counted in a cause is event-free.
    one.ifPresent(
        r ->
            r.curves()
                .values()
                .forEach(
                    c ->
                        assertThat(c.incidenceAt(1, 20) + c.incidenceAt(2, 20) + c.eventFreeAt(20))
                            .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12))));
  }

  private static CompetingRow row(Random random) {
    double entry = random.nextInt(4) == 0 ? 1 + random.nextInt(9) : 0;
    double stay = random.nextBoolean() ? 1 + random.nextInt(20) : 0.1 + 9 * random.nextDouble();
    return new CompetingRow(
        "site" + random.nextInt(3),
        "group" + random.nextInt(2),
        "stratum" + random.nextInt(2),
        entry,
        entry + stay,
        random.nextInt(3));
  }
}
