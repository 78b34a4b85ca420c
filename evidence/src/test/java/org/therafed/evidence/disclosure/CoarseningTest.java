package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.response.Proportion;

/** The claim of {@code docs/disclosure.md}, by trying every count of many denominators. */
class CoarseningTest {
  private final DisclosurePolicy policy = DisclosurePolicy.defaults();

  private record Printed(long n, DisclosedProportion proportion) {}

  private record Candidates(Set<Long> counts, Set<Long> complements, Set<Long> people) {
    Candidates() {
      this(new HashSet<>(), new HashSet<>(), new HashSet<>());
    }
  }

  @Test
  void noPrintedProportionLeavesFewerThanThreeCountsForAnyCell() {
    Map<Printed, Candidates> readers = new HashMap<>();
    LongStream.concat(
            LongStream.rangeClosed(20, 112),
            LongStream.concat(LongStream.rangeClosed(298, 302), LongStream.rangeClosed(598, 602)))
        .forEach(n -> everyCount(n, readers));
    assertThat(readers).hasSizeGreaterThan(200);
    readers.forEach(
        (printed, candidates) -> {
          assertThat(candidates.counts()).as("%s", printed).hasSizeGreaterThanOrEqualTo(3);
          assertThat(candidates.complements()).as("%s", printed).hasSizeGreaterThanOrEqualTo(3);
          assertThat(candidates.people()).as("%s", printed).hasSizeGreaterThanOrEqualTo(3);
        });
  }

  private void everyCount(long n, Map<Printed, Candidates> readers) {
    Optional<Coarsening> coarsening = Coarsening.of(n, 20, policy);
    for (long x = 0; x <= n; x++) {
      Optional<DisclosedProportion> proportion = coarsening.orElseThrow().proportion(x, n, 0.95);
      if (proportion.isEmpty()) {
        continue;
      }
      DisclosedProportion shown = proportion.get();
      assertThat(x).isBetween(11L, n - 11);
      assertThat((double) x / n)
          .isBetween(
              shown.value() - shown.step() / 2 - 1e-12, shown.value() + shown.step() / 2 + 1e-12);
      assertThat(shown.lower()).isLessThanOrEqualTo(Proportion.clopperPearson(x, n, 0.95).lower());
      assertThat(shown.upper())
          .isGreaterThanOrEqualTo(Proportion.clopperPearson(x, n, 0.95).upper());
      assertThat(shown.count() % 5).isZero();
      Candidates candidates =
          readers.computeIfAbsent(
              new Printed(coarsening.get().rounded(), shown), p -> new Candidates());
      candidates.counts().add(x);
      candidates.complements().add(n - x);
      candidates.people().add(n);
    }
  }

  @Test
  void mostCountsThatAreNotSmallCanBePrinted() {
    long shown =
        LongStream.rangeClosed(11, 189)
            .filter(
                x ->
                    Coarsening.of(200, 20, policy)
                        .orElseThrow()
                        .proportion(x, 200, 0.95)
                        .isPresent())
            .count();
    assertThat(shown).isGreaterThan(170);
  }
}
