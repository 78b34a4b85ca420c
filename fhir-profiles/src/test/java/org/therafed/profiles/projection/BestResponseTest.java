package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.profiles.projection.Person.day;
import static org.therafed.profiles.projection.Person.no;
import static org.therafed.profiles.projection.Person.time;
import static org.therafed.profiles.projection.Person.unknown;
import static org.therafed.profiles.projection.Person.yes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

/** What RECIST 1.1 asks of a best response: confirmation, least time, and who failed before it. */
class BestResponseTest {
  private static final String RECIST = "RECIST1.1";

  /** Assessments written as {@code day:category}. */
  private static Person assessed(String text) {
    Person person = new Person().alive(400);
    for (String item : text.split(" ", -1)) {
      String[] parts = item.split(":", -1);
      person.response(RECIST, parts[1], Integer.parseInt(parts[0]));
    }
    return person;
  }

  @ParameterizedTest
  @CsvSource({
    "56:PR 84:PR, 56, MET",
    "56:PR 83:PR, 0, NOT_CONFIRMED",
    "56:PR, 0, NOT_CONFIRMED",
    "56:PR 112:PD, 0, NOT_CONFIRMED",
    "56:PR 84:NE 112:PR, 56, MET",
    "56:PR 70:SD 84:PR, 56, MET",
    // The first assessment after four weeks is no response; the second response is confirmed.
    "56:PR 84:SD 112:PR 140:CR, 112, MET",
    "56:PR 84:PR 84:SD, 0, NOT_CONFIRMED",
    // A response after the progression confirms none before it.
    "42:PR 60:PD 84:PR, 0, NOT_CONFIRMED",
    "42:PR 70:PR 60:PD, 0, NOT_CONFIRMED",
    "42:PR 70:PR 70:PD, 0, NOT_CONFIRMED",
    "42:PR 70:PR 71:PD, 42, MET",
    // Of two answers on one day the less favourable counts.
    "42:PR 42:SD 84:PR, 0, NOT_CONFIRMED",
    "42:PR 42:SD 84:PR 112:PR, 84, MET",
    "42:PR 42:SD, 0, NOT_MET",
    "42:CR 42:PR 84:PR, 42, MET",
    "56:SD 84:SD, 0, NOT_MET"
  })
  void responseIsSeenAgainFourWeeksLater(String assessments, int day, OutcomeReason reason) {
    assertThat(assessed(assessments).outcome("orr-confirmed"))
        .isEqualTo(reason == OutcomeReason.MET ? yes(day) : no(reason));
  }

  @Test
  void recordedBestResponseStandsAsItsAssessorJudgedIt() {
    Person person = assessed("56:SD");
    person.add(new ResponseFact("b", "p", RECIST, "PR", true, day(112)));
    assertThat(person.outcome("orr-confirmed")).isEqualTo(yes(112));
    assertThat(person.outcome("dor-confirmed"))
        .isEqualTo(time(0, false, OutcomeReason.LAST_ASSESSMENT));
  }

  @ParameterizedTest
  @CsvSource({
    "49:SD, 49, MET",
    "48:SD 105:SD, 105, MET",
    "48:SD, 0, FOLLOW_UP_TOO_SHORT",
    "48:SD 90:PD, 0, NOT_MET",
    "28:PR 56:PR, 28, MET",
    // Not confirmed, so stable disease at the best: from day 49 on.
    "28:PR, 0, NOT_CONFIRMED",
    "28:PR 49:SD, 49, MET",
    "56:PR 90:PD, 56, MET",
    "42:PR 60:PD 84:PR, 0, NOT_CONFIRMED",
    "28:PR 28:SD, 0, FOLLOW_UP_TOO_SHORT",
    "28:PR 28:SD 56:SD, 56, MET"
  })
  void stableDiseaseHasLastedSevenWeeks(String assessments, int day, OutcomeReason reason) {
    assertThat(assessed(assessments).outcome("dcr-held"))
        .isEqualTo(
            switch (reason) {
              case MET -> yes(day);
              case FOLLOW_UP_TOO_SHORT -> unknown(reason);
              default -> no(reason);
            });
  }

  @Test
  void durationIsCountedOfConfirmedRespondersFromTheFirstResponse() {
    assertThat(assessed("56:PR 112:PR 168:PD").outcome("dor-confirmed"))
        .isEqualTo(time(112, true, OutcomeReason.PROGRESSION));
    assertThat(assessed("56:PR 112:PD").outcome("dor-confirmed"))
        .isEqualTo(unknown(OutcomeReason.NO_RESPONSE));
    assertThat(assessed("42:PR 60:PD 84:PR").outcome("dor-confirmed"))
        .isEqualTo(unknown(OutcomeReason.NO_RESPONSE));
    assertThat(assessed("42:PR 42:SD 84:PR 112:PR 168:PD").outcome("dor-confirmed"))
        .isEqualTo(time(84, true, OutcomeReason.PROGRESSION));
    assertThat(assessed("56:PR 112:PD").outcome("dor"))
        .isEqualTo(time(56, true, OutcomeReason.PROGRESSION));
  }

  /** Relapse between two remissions of acute leukaemia: the second confirms nothing. */
  @Test
  void remissionAfterARelapseConfirmsNoneOfACellTherapy() {
    TherapyModule module = ModuleCatalog.standard().find("cart-b-all").orElseThrow();
    EndpointRule orr = EndpointRule.of(module, module.endpoint("orr").orElseThrow());
    EndpointRule dor = EndpointRule.of(module, module.endpoint("dor").orElseThrow());
    Person person =
        new Person()
            .course("c1", "cart-b-all", "treated", 0)
            .administration("tisagenlecleucel", "k1", 0)
            .response("ALL-RESPONSE", "CR", 28)
            .response("ALL-RESPONSE", "CRi", 90)
            .alive(400);
    person.from(Anchor.of((CourseFact) person.facts().get(0)));
    assertThat(orr.evaluate(PersonFacts.of(module, person.anchor(), person.facts())))
        .isEqualTo(yes(28));
    person.response("ALL-RESPONSE", "PD", 56);
    PersonFacts relapsed = PersonFacts.of(module, person.anchor(), person.facts());
    assertThat(orr.evaluate(relapsed)).isEqualTo(no(OutcomeReason.NOT_CONFIRMED));
    assertThat(dor.evaluate(relapsed)).isEqualTo(unknown(OutcomeReason.NO_RESPONSE));
  }

  @Test
  void whoDiedBeforeTheFirstAssessmentWasDueIsNoResponder() {
    Person person = new Person().dead(40);
    assertThat(person.outcome("orr-confirmed")).isEqualTo(no(OutcomeReason.DEATH));
    assertThat(person.outcome("dcr-held")).isEqualTo(no(OutcomeReason.DEATH));
    assertThat(person.outcome("orr-apart")).isEqualTo(unknown(OutcomeReason.DEATH));
    assertThat(person.outcome("orr")).isEqualTo(unknown(OutcomeReason.NO_ASSESSMENT));
    assertThat(new Person().dead(63).outcome("orr-confirmed")).isEqualTo(no(OutcomeReason.DEATH));
    // Later the assessment was due and is missing.
    assertThat(new Person().dead(64).outcome("orr-confirmed"))
        .isEqualTo(unknown(OutcomeReason.NO_ASSESSMENT));
    assertThat(new Person().alive(400).outcome("orr-confirmed"))
        .isEqualTo(unknown(OutcomeReason.NO_ASSESSMENT));
    // An assessment that could not be evaluated is none; one dated after the death is an error.
    assertThat(new Person().response(RECIST, "NE", 30).dead(40).outcome("orr-confirmed"))
        .isEqualTo(no(OutcomeReason.DEATH));
    assertThat(new Person().response(RECIST, "PR", 56).dead(40).outcome("orr-confirmed"))
        .isEqualTo(no(OutcomeReason.DEATH));
    // Stable disease that could not last.
    assertThat(new Person().response(RECIST, "SD", 30).dead(40).outcome("dcr-held"))
        .isEqualTo(no(OutcomeReason.DEATH));
  }

  @Test
  void whoProgressedByAnotherCriterionOrBeganAnotherTherapyBeforeItIsNoResponder() {
    assertThat(new Person().response("PCWG3", "PD", 40).outcome("orr-confirmed"))
        .isEqualTo(no(OutcomeReason.PROGRESSION));
    assertThat(new Person().response("PCWG3", "SD", 40).alive(90).outcome("orr-confirmed"))
        .isEqualTo(unknown(OutcomeReason.NO_ASSESSMENT));
    assertThat(new Person().response("PCWG3", "PD", 40).dead(30).outcome("orr-confirmed"))
        .isEqualTo(no(OutcomeReason.DEATH));
    // The scan that was made answers, whatever another criterion says.
    assertThat(assessed("56:PR 84:PR").response("PCWG3", "PD", 40).outcome("orr-confirmed"))
        .isEqualTo(yes(56));
    Anchor treated = new Anchor(day(0), DatePrecision.DAY, "m", "c1", "treated");
    Person next = new Person().from(treated).course("c1", "m", "treated", 0);
    assertThat(next.outcome("orr-confirmed")).isEqualTo(unknown(OutcomeReason.NO_ASSESSMENT));
    // The same therapy goes on at another hospital.
    next.course("c2", "m", "treated", 20);
    assertThat(next.outcome("orr-confirmed")).isEqualTo(unknown(OutcomeReason.NO_ASSESSMENT));
    next.course("c3", "m", "standard-care", 30);
    assertThat(next.outcome("orr-confirmed")).isEqualTo(no(OutcomeReason.NEXT_TREATMENT));
    // What is seen under that therapy is none of this one's.
    assertThat(next.response(RECIST, "SD", 56).outcome("orr-confirmed"))
        .isEqualTo(no(OutcomeReason.NEXT_TREATMENT));
    assertThat(next.response(RECIST, "SD", 30).outcome("orr-confirmed")).isEqualTo(no());
  }

  @Test
  void sumOfDiametersIsConfirmedAndKeepsEarlyDeathsToo() {
    Person person = new Person().lesion("a", "target", false).sizes(-7, "a=50");
    List<Fact> baseline = List.copyOf(person.facts());
    assertThat(person.outcome("targets-confirmed")).isEqualTo(unknown(OutcomeReason.NO_ASSESSMENT));
    person.sizes(56, "a=30");
    assertThat(person.outcome("targets-confirmed")).isEqualTo(no(OutcomeReason.NOT_CONFIRMED));
    person.sizes(112, "a=30");
    assertThat(person.outcome("targets-confirmed")).isEqualTo(yes(56));
    Person died = new Person();
    baseline.forEach(died::add);
    assertThat(died.dead(20).outcome("targets-confirmed")).isEqualTo(no(OutcomeReason.DEATH));
    // Without a baseline nobody could have responded.
    assertThat(new Person().dead(20).outcome("targets-confirmed"))
        .isEqualTo(unknown(OutcomeReason.NO_BASELINE));
  }
}
