package org.therafed.evidence.disclosure.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ReleaseLedger.Decision;

class CombinationsTest {
  private static final DisclosurePolicy POLICY = DisclosurePolicy.defaults();

  /** From–to pairs, the ends left out. */
  private static Cohort ranges(long... ends) {
    LongStream members = LongStream.empty();
    for (int i = 0; i < ends.length; i += 2) {
      members = LongStream.concat(members, LongStream.range(ends[i], ends[i + 1]));
    }
    return Cohort.of(members);
  }

  private static List<Decision> asked(Cohort... cohorts) {
    MembershipLedger ledger = new MembershipLedger(POLICY);
    List<Decision> decisions = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      decisions.add(ledger.consider(cohort, "response"));
    }
    return decisions;
  }

  private static void onlyTheLastIsRefused(Cohort... cohorts) {
    List<Decision> decisions = asked(cohorts);
    assertThat(decisions.subList(0, cohorts.length - 1)).containsOnly(Decision.RELEASE);
    assertThat(decisions.get(cohorts.length - 1)).isEqualTo(Decision.REFUSE);
  }

  @Test
  void totalOfAnyNumberOfArmsAndOnePersonIsRefused() {
    for (int arms = 1; arms <= 12; arms++) {
      Cohort[] cohorts = new Cohort[arms + 1];
      for (int arm = 0; arm < arms; arm++) {
        cohorts[arm] = ranges(arm * 30L, arm * 30L + 30);
      }
      cohorts[arms] = ranges(0, arms * 30L + 1);
      onlyTheLastIsRefused(cohorts);
      cohorts[arms] = ranges(0, arms * 30L);
      assertThat(asked(cohorts)).containsOnly(Decision.RELEASE);
    }
  }

  @Test
  void ringOfPairsWhoseAlternatingSumIsOnePersonIsRefused() {
    onlyTheLastIsRefused(
        ranges(0, 60),
        ranges(30, 90),
        ranges(60, 120),
        ranges(90, 150),
        ranges(120, 180),
        ranges(150, 180, 0, 30, 200, 201));
    assertThat(
            asked(
                ranges(0, 60),
                ranges(30, 90),
                ranges(60, 120),
                ranges(90, 150),
                ranges(120, 180),
                ranges(150, 180, 0, 30, 200, 211)))
        .containsOnly(Decision.RELEASE);
  }

  @Test
  void fewPeopleInSeveralGroupsAreFew() {
    // Five arms and a total that lacks two persons of one and has three more.
    onlyTheLastIsRefused(
        ranges(0, 30),
        ranges(30, 60),
        ranges(60, 90),
        ranges(90, 120),
        ranges(120, 150),
        ranges(2, 153));
  }

  @Test
  void smallGroupsThatOnlyTheirSumTellsOfAreFreeWhereItHasEnoughPeople() {
    // The second without the first is 12 people in two groups of 6, cut by a third cohort that
    // crosses both: neither group follows.
    MembershipLedger ledger = new MembershipLedger(POLICY);
    assertThat(ledger.consider(ranges(0, 100), "response")).isEqualTo(Decision.RELEASE);
    assertThat(new Combinations(POLICY).reveal(ranges(0, 112), ledger.published())).isFalse();
    assertThat(
            new Combinations(POLICY)
                .reveal(ranges(106, 206), List.of(ranges(0, 100), ranges(0, 112))))
        .isFalse();
  }

  @Test
  void tooManySetsToTryAreRefusedAndSoon() {
    // Cohorts that cut each other into hundreds of single persons.
    Random random = new Random(20261121);
    List<Cohort> published = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      published.add(Cohort.of(LongStream.range(0, 400).filter(p -> random.nextBoolean())));
    }
    Cohort candidate = published.remove(19);
    assertThat(new Combinations(POLICY).reveal(candidate, published)).isTrue();
  }

  /** Against the definition: some set of few people has a combination that is 0 outside it. */
  @Property(tries = 1000, seed = "20261121")
  void sameAsRanksOfTheMatrix(@ForAll long seed) {
    Random random = new Random(seed);
    List<Cohort> published = new ArrayList<>();
    int blocks = 4 + random.nextInt(4);
    int[] sizes = random.ints(blocks, 1, 16).toArray();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      published.add(blocks(random, sizes));
    }
    Cohort candidate = blocks(random, sizes);
    assertThat(new Combinations(POLICY).reveal(candidate, published))
        .isEqualTo(byRanks(candidate, published));
  }

  private static Cohort blocks(Random random, int[] sizes) {
    long first = 0;
    LongStream members = LongStream.empty();
    for (int size : sizes) {
      if (random.nextBoolean()) {
        members = LongStream.concat(members, LongStream.range(first, first + size));
      }
      first += size;
    }
    return Cohort.of(members);
  }

  private static boolean byRanks(Cohort candidate, List<Cohort> published) {
    List<Cohort> all = new ArrayList<>(published);
    all.add(candidate);
    Atoms atoms = Atoms.of(all);
    int whole = rank(atoms, all.size(), 0);
    for (int set = 1; set < 1 << atoms.size(); set++) {
      long people = 0;
      for (int atom = 0; atom < atoms.size(); atom++) {
        people += (set >> atom & 1) == 1 ? atoms.persons(atom) : 0;
      }
      if (people < POLICY.minimumCell() && rank(atoms, all.size(), set) < whole) {
        return true;
      }
    }
    return false;
  }

  /** Of the matrix with the columns of a set left out. */
  private static int rank(Atoms atoms, int cohorts, int without) {
    double[][] matrix = new double[cohorts][atoms.size() + 1];
    for (int cohort = 0; cohort < cohorts; cohort++) {
      for (int atom = 0; atom < atoms.size(); atom++) {
        boolean counts = (without >> atom & 1) == 0 && atoms.membersOf(cohort)[atom];
        matrix[cohort][atom] = counts ? 1 : 0;
      }
    }
    return new SingularValueDecomposition(MatrixUtils.createRealMatrix(matrix)).getRank();
  }
}
