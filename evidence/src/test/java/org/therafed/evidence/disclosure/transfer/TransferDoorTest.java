package org.therafed.evidence.disclosure.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.WithheldReason;
import org.therafed.evidence.disclosure.ledger.MembershipLedger;
import org.therafed.evidence.partial.EvidenceFault;

class TransferDoorTest {
  private static final double MONTH = DisclosurePolicy.MONTH_DAYS;
  private final MembershipLedger ledger = new MembershipLedger(DisclosurePolicy.defaults());
  private final TransferDoor door = door(TransferPolicy.defaults());

  private TransferDoor door(TransferPolicy policy) {
    return new TransferDoor(policy, ledger, AnswerRecord.inMemory());
  }

  private static Set<String> sites(int n) {
    return Set.of("a", "b", "c", "d").stream().sorted().limit(n).collect(Collectors.toSet());
  }

  private static Cohort people(long first, long last) {
    return Cohort.of(LongStream.rangeClosed(first, last));
  }

  private static TransferSums events(Long... months) {
    return new TransferSums("os|1", MONTH, List.of(TransferBlock.of("events", List.of(months))));
  }

  @Test
  void threeSitesAnswerMaskedAndWhole() {
    assertThat(door.decide(events(3L, 0L, 40L), people(1, 60), sites(3)))
        .isEqualTo(new TransferVerdict.Masked(events(3L, 0L, 40L)));
  }

  @Test
  void twoSitesSendNoCellOfOneToTen() {
    TransferVerdict.Open open =
        (TransferVerdict.Open) door.decide(events(3L, 0L, 40L, 9L), people(1, 60), sites(2));
    assertThat(open.sums().blocks().get(0).people()).containsExactly(null, 0L, 40L, null);
    assertThat(open.warning()).startsWith("2 cells of few people were withheld");
  }

  @Test
  void oneSmallCellTakesAnotherWithIt() {
    TransferVerdict.Open open =
        (TransferVerdict.Open) door.decide(events(3L, 0L, 40L, 20L), people(1, 63), sites(1));
    assertThat(open.sums().blocks().get(0).people()).containsExactly(null, 0L, 40L, null);
  }

  @Test
  void sumsOfAWithheldCellGoWithIt() {
    TransferSums cost =
        new TransferSums(
            "cost|1",
            0,
            List.of(
                new TransferBlock(
                    "courses", List.of(4L, 30L, 12L), List.of(List.of(900.0, 5000.0, 3000.0)))));
    TransferVerdict.Open open =
        (TransferVerdict.Open)
            door(TransferPolicy.defaults().withoutTimes()).decide(cost, people(1, 46), sites(2));
    assertThat(open.sums().blocks().get(0).sums().get(0)).containsExactly(null, 5000.0, null);
  }

  @Test
  void gridFinerThanAMonthIsRefusedUnlessTheProtocolSaysSo() {
    TransferSums daily =
        new TransferSums("os|1", 1, List.of(TransferBlock.of("events", List.of())));
    assertThat(door.decide(daily, people(1, 60), sites(3)))
        .isEqualTo(new TransferVerdict.Refused(TransferVerdict.Reason.GRID_TOO_FINE));
    assertThat(door(TransferPolicy.defaults().onGrid(1)).decide(daily, people(1, 60), sites(3)))
        .isInstanceOf(TransferVerdict.Masked.class);
  }

  @Test
  void answerAboutAlmostTheSamePeopleIsRefusedEvenMasked() {
    door.decide(events(20L), people(1, 60), sites(3));
    assertThat(door.decide(events(20L), people(1, 61), sites(3)))
        .isEqualTo(new TransferVerdict.Refused(TransferVerdict.Reason.OVERLAPS_EARLIER_ANSWER));
    assertThat(door.decide(events(20L), people(1, 60), sites(3)))
        .isInstanceOf(TransferVerdict.Masked.class);
  }

  /** A total of four less a total of three would be the fourth's own cells of few people. */
  @Test
  void samePeopleAreNotAnsweredAboutAmongOtherSites() {
    assertThat(door.decide(events(3L, 20L), people(1, 60), sites(4)))
        .isInstanceOf(TransferVerdict.Masked.class);
    TransferVerdict refused =
        new TransferVerdict.Refused(TransferVerdict.Reason.OTHER_SITES_THAN_BEFORE);
    assertThat(door.decide(events(3L, 20L), people(1, 60), sites(3))).isEqualTo(refused);
    assertThat(door.decide(events(3L, 20L), people(1, 60), sites(2))).isEqualTo(refused);
    TransferSums renamed = new TransferSums("os|2", MONTH, events(3L, 20L).blocks());
    assertThat(door.decide(renamed, people(1, 60), sites(3))).isEqualTo(refused);
    assertThat(door.decide(events(3L, 20L), people(1, 60), Set.of("a", "b", "c", "e")))
        .isEqualTo(refused);
    assertThat(door.decide(renamed, people(1, 60), sites(4)))
        .isInstanceOf(TransferVerdict.Masked.class);
    assertThat(ledger.entries().stream().filter(e -> e.reason() == WithheldReason.OTHER_SITES))
        .hasSize(4);
  }

  /** What two sites sent open is known apart, and so the third's part of a later total of three. */
  @Test
  void openAnswerIsNotFollowedByAMaskedOneAmongMoreSites() {
    assertThat(door.decide(events(20L, 20L), people(1, 60), sites(2)))
        .isInstanceOf(TransferVerdict.Open.class);
    assertThat(door.decide(events(20L, 20L), people(1, 60), sites(3)))
        .isEqualTo(new TransferVerdict.Refused(TransferVerdict.Reason.OTHER_SITES_THAN_BEFORE));
  }

  @Test
  void gridThatIsNoneIsRefused() {
    for (double days : new double[] {Double.NaN, -1, Double.NEGATIVE_INFINITY, 30, 1e-9}) {
      assertThat(door.decide(onGrid(days), people(1, 60), sites(3)))
          .isEqualTo(new TransferVerdict.Refused(TransferVerdict.Reason.GRID_TOO_FINE));
    }
    assertThat(door.decide(onGrid(Double.POSITIVE_INFINITY), people(1, 60), sites(3)))
        .isInstanceOf(TransferVerdict.Refused.class);
    assertThat(door.decide(onGrid(0), people(1, 60), sites(3)))
        .isEqualTo(new TransferVerdict.Refused(TransferVerdict.Reason.GRID_UNDECLARED));
    assertThat(
            door(TransferPolicy.defaults().withoutTimes())
                .decide(onGrid(0), people(1, 60), sites(3)))
        .isInstanceOf(TransferVerdict.Masked.class);
  }

  private static TransferSums onGrid(double days) {
    return new TransferSums("q|1", days, List.of(TransferBlock.of("by day", List.of(1L, 0L, 2L))));
  }

  @Test
  void looserPolicyIsRefused() {
    assertThatThrownBy(() -> new TransferPolicy(2, 11, MONTH, false))
        .isInstanceOf(EvidenceFault.class)
        .hasMessageStartingWith("EV-POLICY-001");
    assertThatThrownBy(() -> new TransferPolicy(3, 10, MONTH, false))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new TransferPolicy(3, 11, Double.NaN, false))
        .isInstanceOf(EvidenceFault.class);
  }

  @Property(tries = 1000, seed = "20261121")
  void noSmallCellCrossesNorFollowsFromTheTotal(@ForAll long seed) {
    Random random = new Random(seed);
    Long[] counts = random.longs(1 + random.nextInt(8), 0, 30).boxed().toArray(Long[]::new);
    TransferBlock left = TransferBlock.of("events", List.of(counts)).withoutSmall(11);
    assertThat(left.people()).allMatch(count -> count == null || count == 0 || count >= 11);
    long withheld =
        Arrays.stream(counts).mapToLong(c -> c).sum()
            - left.people().stream().filter(c -> c != null).mapToLong(c -> c).sum();
    boolean everythingWithheld = left.withheld() == counts.length;
    assertThat(withheld == 0 || (withheld >= 11 && left.withheld() >= 2) || everythingWithheld)
        .isTrue();
  }

  @Property(tries = 1000, seed = "20261121")
  void totalOfVectorsIsTheTotalOfAnswers(@ForAll long seed) {
    Random random = new Random(seed);
    int cells = 1 + random.nextInt(6);
    TransferSums one = random(random, cells);
    TransferSums other = random(random, cells);
    TransferSums total = one.withValues(one.vector().merge(other.vector()));
    for (int cell = 0; cell < cells; cell++) {
      assertThat(total.blocks().get(0).people().get(cell))
          .isEqualTo(
              one.blocks().get(0).people().get(cell) + other.blocks().get(0).people().get(cell));
      assertThat(total.blocks().get(0).sums().get(0).get(cell))
          .isEqualTo(
              one.blocks().get(0).sums().get(0).get(cell)
                  + other.blocks().get(0).sums().get(0).get(cell));
    }
  }

  private static TransferSums random(Random random, int cells) {
    return new TransferSums(
        "q|1",
        0,
        List.of(
            new TransferBlock(
                "courses",
                random.longs(cells, 0, 1000).boxed().toList(),
                List.of(random.doubles(cells, 0, 1e6).boxed().toList()))));
  }
}
