package org.therafed.evidence.disclosure.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ledger.MembershipLedger;
import org.therafed.evidence.partial.EvidenceFault;

class TransferDoorTest {
  private static final double MONTH = DisclosurePolicy.MONTH_DAYS;
  private final MembershipLedger ledger = new MembershipLedger(DisclosurePolicy.defaults());
  private final TransferDoor door = new TransferDoor(TransferPolicy.defaults(), ledger);

  private static Cohort people(long first, long last) {
    return Cohort.of(LongStream.rangeClosed(first, last));
  }

  private static TransferSums events(Long... months) {
    return new TransferSums("os|1", MONTH, List.of(TransferBlock.of("events", List.of(months))));
  }

  @Test
  void threeSitesAnswerMaskedAndWhole() {
    assertThat(door.decide(events(3L, 0L, 40L), people(1, 60), 3))
        .isEqualTo(new TransferVerdict.Masked(events(3L, 0L, 40L)));
  }

  @Test
  void twoSitesSendNoCellOfOneToTen() {
    TransferVerdict.Open open =
        (TransferVerdict.Open) door.decide(events(3L, 0L, 40L, 9L), people(1, 60), 2);
    assertThat(open.sums().blocks().get(0).people()).containsExactly(null, 0L, 40L, null);
    assertThat(open.warning()).startsWith("2 cells of few people were withheld");
  }

  @Test
  void oneSmallCellTakesAnotherWithIt() {
    TransferVerdict.Open open =
        (TransferVerdict.Open) door.decide(events(3L, 0L, 40L, 20L), people(1, 63), 1);
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
    TransferVerdict.Open open = (TransferVerdict.Open) door.decide(cost, people(1, 46), 2);
    assertThat(open.sums().blocks().get(0).sums().get(0)).containsExactly(null, 5000.0, null);
  }

  @Test
  void gridFinerThanAMonthIsRefusedUnlessTheProtocolSaysSo() {
    TransferSums daily =
        new TransferSums("os|1", 1, List.of(TransferBlock.of("events", List.of())));
    assertThat(door.decide(daily, people(1, 60), 3))
        .isEqualTo(new TransferVerdict.Refused(TransferVerdict.Reason.GRID_TOO_FINE));
    assertThat(
            new TransferDoor(TransferPolicy.defaults().onGrid(1), ledger)
                .decide(daily, people(1, 60), 3))
        .isInstanceOf(TransferVerdict.Masked.class);
  }

  @Test
  void answerAboutAlmostTheSamePeopleIsRefusedEvenMasked() {
    door.decide(events(20L), people(1, 60), 3);
    assertThat(door.decide(events(20L), people(1, 61), 3))
        .isEqualTo(new TransferVerdict.Refused(TransferVerdict.Reason.OVERLAPS_EARLIER_ANSWER));
    assertThat(door.decide(events(20L), people(1, 60), 3))
        .isInstanceOf(TransferVerdict.Masked.class);
  }

  @Test
  void looserPolicyIsRefused() {
    assertThatThrownBy(() -> new TransferPolicy(2, 11, MONTH))
        .isInstanceOf(EvidenceFault.class)
        .hasMessageStartingWith("EV-POLICY-001");
    assertThatThrownBy(() -> new TransferPolicy(3, 10, MONTH)).isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new TransferPolicy(3, 11, Double.NaN))
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
