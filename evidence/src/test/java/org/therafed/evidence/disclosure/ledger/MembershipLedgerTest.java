package org.therafed.evidence.disclosure.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ReleaseLedger.Decision;
import org.therafed.evidence.disclosure.WithheldReason;

class MembershipLedgerTest {
  private static final DisclosurePolicy POLICY = DisclosurePolicy.defaults();
  private final MembershipLedger ledger = new MembershipLedger(POLICY);

  private static Cohort people(long first, long last) {
    return Cohort.of(LongStream.rangeClosed(first, last));
  }

  private Decision ask(Cohort cohort) {
    return ledger.consider(cohort, "response");
  }

  @Test
  void cohortWithoutOnePersonIsRefusedThoughItHasTheSameSize() {
    assertThat(ask(people(1, 100))).isEqualTo(Decision.RELEASE);
    assertThat(ask(people(2, 101))).isEqualTo(Decision.REFUSE);
    assertThat(ask(people(1, 110))).isEqualTo(Decision.REFUSE);
    assertThat(ask(people(1, 111))).isEqualTo(Decision.RELEASE);
  }

  @Test
  void samePeopleMayBePublishedAgain() {
    assertThat(ask(people(1, 100))).isEqualTo(Decision.RELEASE);
    assertThat(ledger.consider(people(1, 100), "survival")).isEqualTo(Decision.RELEASE);
    assertThat(ledger.published()).hasSize(1);
  }

  @Test
  void wholeThatLeavesAFewAfterItsThreePartsIsRefused() {
    assertThat(ask(people(1, 40))).isEqualTo(Decision.RELEASE);
    assertThat(ask(people(41, 80))).isEqualTo(Decision.RELEASE);
    assertThat(ask(people(81, 120))).isEqualTo(Decision.RELEASE);
    assertThat(ask(people(1, 125))).isEqualTo(Decision.REFUSE);
    assertThat(ask(people(1, 120))).isEqualTo(Decision.RELEASE);
  }

  @Test
  void unionWhoseSizeTellsASmallOverlapIsRefused() {
    assertThat(ask(people(1, 50))).isEqualTo(Decision.RELEASE);
    assertThat(ask(people(46, 100))).isEqualTo(Decision.RELEASE);
    assertThat(ask(people(1, 100))).isEqualTo(Decision.REFUSE);
  }

  @Test
  void memoryGoesOnWhereItWasKept() {
    ask(people(1, 100));
    MembershipLedger later = new MembershipLedger(POLICY, ledger.published());
    assertThat(later.consider(people(1, 101), "response")).isEqualTo(Decision.REFUSE);
  }

  @Test
  void auditorSeesReleasesAndReasons() {
    ask(people(1, 100));
    ledger.withheld(people(1, 9), "cost", WithheldReason.TOO_FEW_PEOPLE);
    assertThat(ledger.entries())
        .containsExactly(
            new MembershipLedger.Entry("response", 100, null),
            new MembershipLedger.Entry("cost", 9, WithheldReason.TOO_FEW_PEOPLE));
  }

  /** Against the definition, set by set and person by person. */
  @Property(tries = 1000, seed = "20261121")
  void sameAsEnumeratingEveryCombination(@ForAll long seed) {
    Random random = new Random(seed);
    List<Cohort> published = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      published.add(blocks(random));
    }
    Cohort candidate = blocks(random);
    assertThat(new Differencing(POLICY).reveals(candidate, published))
        .isEqualTo(enumerated(candidate, published));
  }

  /** Neighbouring blocks of 1 to 16 people, so that small differences are frequent. */
  private static Cohort blocks(Random random) {
    long chosen = random.nextLong();
    return Cohort.of(
        LongStream.range(0, 60).filter(person -> (chosen >> blockOf(person) & 1) == 1));
  }

  private static int blockOf(long person) {
    return (int) Math.floor(Math.sqrt(person * 2.0));
  }

  private static boolean enumerated(Cohort candidate, List<Cohort> published) {
    for (Cohort a : published) {
      for (Cohort b : published) {
        for (Cohort c : published) {
          for (int regions = 0; regions < 256; regions += 2) {
            int chosen = regions;
            long difference =
                LongStream.range(0, 60)
                    .filter(
                        p -> candidate.contains(p) != ((chosen >> regionOf(p, a, b, c) & 1) == 1))
                    .count();
            if (difference >= 1 && difference <= 10) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static int regionOf(long person, Cohort a, Cohort b, Cohort c) {
    return (a.contains(person) ? 1 : 0)
        + (b.contains(person) ? 2 : 0)
        + (c.contains(person) ? 4 : 0);
  }
}
