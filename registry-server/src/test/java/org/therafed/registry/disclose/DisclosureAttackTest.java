package org.therafed.registry.disclose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.evidence.disclosure.NotReleased;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.estimate.Estimates;

/**
 * An attacker with several accounts, who knows every rule and all there is to know but one group's
 * size, asks up to four questions about small federations. Whatever the answers say - counts,
 * totals, shares, limits at both levels, what is left out, what is not released and after which
 * other question - must also be said by a federation in which that group is empty or has more than
 * ten people: else the attacker would know a group of 1 to 10.
 */
class DisclosureAttackTest {

  /** The short form; {@code -Dtherafed.attacks=5000} tries more. */
  private static final int FEDERATIONS = Integer.getInteger("therafed.attacks", 40);

  private static final int MOST_QUESTIONS = 4;
  private static final int SMALL = 10;
  private static final int CANDIDATES = 3;

  /** A survival curve moves after so many deaths, which the charter allows to be told. */
  private static final int TOLD_DEATHS = 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PublicationDoor door = new PublicationDoor();
  private final Estimates estimates = new Estimates();

  static LongStream seeds() {
    return LongStream.range(0, FEDERATIONS);
  }

  /** What the attacker reads: the answers in their order, with one ledger over all accounts. */
  private List<String> read(AttackedFederation federation, List<Question> questions) {
    CutLedger ledger = new CutLedger(List.of());
    return questions.stream()
        .map(
            question ->
                text(door.disclose(estimates.of(question, federation.rows(question)), ledger)))
        .toList();
  }

  private static String text(Disclosed disclosed) {
    try {
      return JSON.writeValueAsString(disclosed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void upToFourQuestionsTellNoGroupOfOneToTen(long seed) {
    Random random = new Random(seed);
    AttackedFederation truth = AttackedFederation.random(random);
    List<Question> questions = new ArrayList<>(AttackedFederation.questions());
    Collections.shuffle(questions, random);
    questions = questions.subList(0, 1 + random.nextInt(MOST_QUESTIONS));
    List<String> read = read(truth, questions);
    for (AttackedFederation.Group group : AttackedFederation.Group.values()) {
      int size = truth.size(group);
      if (size >= 1 && size <= (group == AttackedFederation.Group.DEAD ? TOLD_DEATHS - 1 : SMALL)) {
        assertThat(otherwise(truth, group, questions, read))
            .as("%s of %d in %s, by %s", group, size, truth, keys(questions))
            .isTrue();
      }
    }
    if (truth.dead() <= SMALL) {
      assertThat(deathsThatReadTheSame(truth, questions, read))
          .as("numbers of deaths in %s, by %s", truth, keys(questions))
          .isGreaterThanOrEqualTo(CANDIDATES);
    }
  }

  /**
   * Few deaths that are told are one of three numbers at least: a curve is printed to that step.
   */
  private long deathsThatReadTheSame(
      AttackedFederation truth, List<Question> questions, List<String> read) {
    return IntStream.rangeClosed(0, truth.people())
        .mapToObj(truth::withDead)
        .filter(other -> read(other, questions).equals(read))
        .limit(CANDIDATES)
        .count();
  }

  /**
   * Whether some federation with another size of the group, not 1 to 10, gives the same answers.
   */
  private boolean otherwise(
      AttackedFederation truth,
      AttackedFederation.Group group,
      List<Question> questions,
      List<String> read) {
    return truth.others(group).anyMatch(other -> read(other, questions).equals(read));
  }

  private static List<String> keys(List<Question> questions) {
    return questions.stream().map(Question::key).toList();
  }

  /** Were it not for the ledger, the difference of two answers would tell the group. */
  @Test
  void withoutALedgerTheFewWhoAreLeftOutAreTold() {
    AttackedFederation truth = AttackedFederation.of(58, 6);
    Question survival = AttackedFederation.question("survival");
    Question response = AttackedFederation.question("response");
    String whole = alone(truth, survival);
    String assessed = alone(truth, response);
    assertThat(whole).contains("\"n\":60");
    assertThat(assessed).contains("\"n\":50");
    assertThat(read(truth, List.of(survival, response)))
        .containsExactly(whole, text(new Disclosed(nothing(), null, null, null, List.of())));
    assertThat(read(truth, List.of(response, survival)).get(1)).isEqualTo(whole);
  }

  private String alone(AttackedFederation federation, Question question) {
    return text(
        door.disclose(
            estimates.of(question, federation.rows(question)), ReleaseLedger.withoutHistory()));
  }

  private NotReleased nothing() {
    AttackedFederation nobody = AttackedFederation.of(0, 0);
    Question question = AttackedFederation.question("survival");
    return (NotReleased)
        door.disclose(estimates.of(question, nobody.rows(question)), new CutLedger(List.of()))
            .result();
  }

  /** Somebody leaves between two questions: the second answer is not given to anybody. */
  @Test
  void answersBeforeAndAfterAFewWithdrawalsAreNotBothGiven() {
    for (int leaving = 1; leaving <= SMALL; leaving++) {
      AttackedFederation before = AttackedFederation.of(80, 0);
      for (Question question : AttackedFederation.questions()) {
        CutLedger ledger = new CutLedger(List.of());
        door.disclose(estimates.of(question, before.rows(question)), ledger);
        Disclosed after =
            door.disclose(estimates.of(question, before.without(leaving).rows(question)), ledger);
        assertThat(after.result()).as(question.key()).isInstanceOf(NotReleased.class);
      }
    }
  }

  /** Too small, nobody there, refused by the ledger: one text. */
  @Test
  void everyReasonReadsTheSame() {
    Question question = AttackedFederation.question("response");
    CutLedger ledger = new CutLedger(List.of());
    AttackedFederation large = AttackedFederation.of(90, 0);
    door.disclose(estimates.of(question, large.rows(question)), ledger);
    List<String> texts =
        IntStream.of(0, 1, 10, 19, 89)
            .mapToObj(people -> AttackedFederation.of(people, 0))
            .map(few -> text(door.disclose(estimates.of(question, few.rows(question)), ledger)))
            .distinct()
            .toList();
    assertThat(texts).hasSize(1);
    assertThat(JSON.convertValue(Map.of("a", nothing()), Map.class).toString())
        .contains("not released");
  }
}
