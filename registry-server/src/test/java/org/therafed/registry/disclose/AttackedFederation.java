package org.therafed.registry.disclose;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.DatePrecision;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.SurvivalFact;
import org.therafed.registry.cohort.CohortRows;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.cohort.Question;

/**
 * A federation of an arm of persons at three hospitals, by the sizes of its groups.
 *
 * @param people of the arm
 * @param first number of the first person: who withdrew has a lower one
 * @param unassessed without a response assessment: the last of the arm
 * @param responders the first of the assessed
 * @param severe with anaemia of grade 3
 * @param mild with anaemia of grade 1 and none worse
 * @param linked with records of two hospitals
 * @param dead with a death at day 200; the others were followed for 900 days
 * @param uncharged without a course whose charges can be counted
 * @param dominated whether one course costs more than all others together
 */
record AttackedFederation(
    int people,
    int first,
    int unassessed,
    int responders,
    int severe,
    int mild,
    int linked,
    int dead,
    int uncharged,
    boolean dominated) {

  private static final LocalDate INDEX = LocalDate.of(2024, 1, 1);
  private static final String TERM = "C143283";
  private static final TherapyModule MODULE =
      ModuleCatalog.standard().find("rlt-psma").orElseThrow();
  private static final int LARGEST = 24;
  private static final int SMALL_OR_NONE = 11;

  /** The groups that an attacker may want to know. */
  enum Group {
    UNASSESSED,
    RESPONDERS,
    NON_RESPONDERS,
    SEVERE,
    MILD,
    LINKED,
    DEAD,
    UNCHARGED
  }

  /** An arm of which some are not assessed, with groups that are large enough. */
  static AttackedFederation of(int people, int unassessed) {
    int half = (people - unassessed) / 2;
    return new AttackedFederation(
        people, 0, unassessed, half, half / 2, half / 2, 0, half, 0, false);
  }

  /** Groups of which many are small. */
  static AttackedFederation random(Random random) {
    int people = 15 + random.nextInt(75);
    int unassessed = random.nextBoolean() ? 0 : random.nextInt(16);
    int assessed = Math.max(0, people - unassessed);
    int severe = some(random, people / 2);
    return new AttackedFederation(
        people,
        0,
        Math.min(people, unassessed),
        some(random, assessed),
        severe,
        some(random, people - severe),
        some(random, people),
        some(random, people),
        random.nextBoolean() ? 0 : random.nextInt(Math.min(16, people)),
        false);
  }

  /** Half of the time few, else any number up to all. */
  private static int some(Random random, int most) {
    int few = Math.min(most, SMALL_OR_NONE);
    return random.nextBoolean() ? random.nextInt(few + 1) : random.nextInt(most + 1);
  }

  AttackedFederation without(int leaving) {
    return new AttackedFederation(
        people - leaving,
        leaving,
        unassessed,
        responders,
        severe,
        mild,
        linked,
        dead,
        uncharged,
        dominated);
  }

  AttackedFederation withDead(int number) {
    return new AttackedFederation(
        people, first, unassessed, responders, severe, mild, linked, number, uncharged, dominated);
  }

  int size(Group group) {
    return switch (group) {
      case UNASSESSED -> unassessed;
      case RESPONDERS -> responders;
      case NON_RESPONDERS -> people - unassessed - responders;
      case SEVERE -> severe;
      case MILD -> mild;
      case LINKED -> linked;
      case DEAD -> dead;
      case UNCHARGED -> uncharged;
    };
  }

  /**
   * Federations that could be meant as well: the group is empty or has more than ten people, and
   * what depends on it may differ too.
   */
  Stream<AttackedFederation> others(Group group) {
    return IntStream.concat(IntStream.of(0), IntStream.rangeClosed(11, LARGEST))
        .boxed()
        .flatMap(size -> with(group, size))
        .filter(AttackedFederation::possible);
  }

  private Stream<AttackedFederation> with(Group group, int size) {
    return switch (group) {
      case UNASSESSED -> alike(people, size);
      case RESPONDERS -> unassessedLike().mapToObj(u -> response(people, u, size));
      case NON_RESPONDERS -> unassessedLike().mapToObj(u -> response(people, u, people - u - size));
      case SEVERE -> IntStream.rangeClosed(0, people).mapToObj(m -> toxicity(size, m));
      case MILD -> IntStream.rangeClosed(0, people).mapToObj(s -> toxicity(s, size));
      case LINKED ->
          Stream.of(
              new AttackedFederation(
                  people,
                  first,
                  unassessed,
                  responders,
                  severe,
                  mild,
                  size,
                  dead,
                  uncharged,
                  dominated));
      case DEAD -> Stream.of(withDead(size));
      case UNCHARGED ->
          Stream.of(false, true)
              .map(
                  one ->
                      new AttackedFederation(
                          people,
                          first,
                          unassessed,
                          responders,
                          severe,
                          mild,
                          linked,
                          dead,
                          size,
                          one));
    };
  }

  private IntStream unassessedLike() {
    return IntStream.concat(IntStream.of(unassessed), IntStream.rangeClosed(0, LARGEST));
  }

  /** Any number of responders. */
  private Stream<AttackedFederation> alike(int of, int withoutAssessment) {
    return IntStream.concat(IntStream.of(responders), IntStream.rangeClosed(0, of))
        .mapToObj(r -> response(of, withoutAssessment, r));
  }

  private AttackedFederation response(int of, int withoutAssessment, int responding) {
    return new AttackedFederation(
        of, first, withoutAssessment, responding, severe, mild, linked, dead, uncharged, dominated);
  }

  private AttackedFederation toxicity(int withSevere, int withMild) {
    return new AttackedFederation(
        people,
        first,
        unassessed,
        responders,
        withSevere,
        withMild,
        linked,
        dead,
        uncharged,
        dominated);
  }

  private boolean possible() {
    return unassessed >= 0
        && unassessed <= people
        && responders >= 0
        && responders <= people - unassessed
        && severe + mild <= people
        && linked <= people
        && dead <= people
        && uncharged <= people;
  }

  /** Each kind of question about the arm, at both levels. */
  static List<Question> questions() {
    return Stream.of("survival", "response", "toxicity", "cost")
        .flatMap(kind -> Stream.of(0.95, 0.999).map(level -> question(kind, level)))
        .toList();
  }

  static Question question(String kind) {
    return question(kind, 0.95);
  }

  private static Question question(String kind, double level) {
    Question.Kind known = Question.Kind.labelled(kind).orElseThrow();
    String endpoint =
        switch (known) {
          case SURVIVAL -> "os";
          case RESPONSE -> "orr";
          default -> "";
        };
    return new Question(
        known, MODULE, Question.Arm.TREATED, MODULE.endpoint(endpoint).orElse(null), level);
  }

  /** The rows of a question, as they would be read from a data cut. */
  CohortRows rows(Question question) {
    List<Member> members = new ArrayList<>();
    Map<String, List<Fact>> facts = new HashMap<>();
    Map<String, Map<String, Integer>> grades = new HashMap<>();
    List<CohortRows.CourseCost> courses = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      String person = "person-" + (first + i);
      String site = "site-" + i % 3;
      members.add(new Member(person, site, INDEX, DatePrecision.DAY, null, i < linked));
      fact(question, i, person).ifPresent(fact -> facts.put(person, List.of(fact)));
      if (i < severe + mild) {
        grades.put(person, Map.of(TERM, i < severe ? 3 : 1));
      }
      if (i >= uncharged) {
        double amount = dominated && i == people - 1 ? 1e8 : 10_000 + 50 * (i % 40);
        courses.add(new CohortRows.CourseCost(person, site, "CNY", 2025, Map.of("drug", amount)));
      }
    }
    return new CohortRows(members, facts, grades, courses);
  }

  private Optional<Fact> fact(Question question, int i, String person) {
    TherapyModule.Endpoint endpoint = question.endpoint();
    if (endpoint == null) {
      return Optional.empty();
    }
    if (endpoint.id().equals("os")) {
      boolean dies = i < dead;
      return Optional.of(
          new SurvivalFact("v" + i, person, dies, INDEX.plusDays(dies ? 200 : 900), null));
    }
    if (i >= people - unassessed) {
      return Optional.empty();
    }
    String category = i < responders ? "PR" : "PD";
    return Optional.of(
        new ResponseFact("r" + i, person, "RECIST1.1", category, true, INDEX.plusDays(60)));
  }
}
