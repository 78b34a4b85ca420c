package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

class TimeRulesTest {
  private static final String PCWG3 = "PCWG3";
  private static final String RECIST = "RECIST1.1";

  @Test
  void progressionOrDeathIsTheFirstOfTheTwo() {
    Person person = new Person().response(PCWG3, "SD", 56).response(PCWG3, "PD", 112);
    assertThat(person.alive(200).outcome("rpfs"))
        .isEqualTo(Person.time(112, true, OutcomeReason.PROGRESSION));
    assertThat(person.dead(300).outcome("rpfs"))
        .isEqualTo(Person.time(112, true, OutcomeReason.PROGRESSION));
    assertThat(person.dead(100).outcome("rpfs"))
        .isEqualTo(Person.time(100, true, OutcomeReason.DEATH));
  }

  @Test
  void progressionOfTheDayOfDeathIsProgression() {
    assertThat(new Person().response(PCWG3, "PD", 80).dead(80).outcome("rpfs"))
        .isEqualTo(Person.time(80, true, OutcomeReason.PROGRESSION));
  }

  @Test
  void withoutEventItEndsWithTheLastAssessmentThatCouldShowOne() {
    Person person =
        new Person()
            .response(PCWG3, "SD", 56)
            .response(PCWG3, "NE", 112)
            .response(RECIST, "PD", 90)
            .alive(400);
    assertThat(person.outcome("rpfs"))
        .isEqualTo(Person.time(56, false, OutcomeReason.LAST_ASSESSMENT));
    assertThat(new Person().alive(400).outcome("rpfs"))
        .isEqualTo(Person.time(0, false, OutcomeReason.NO_ASSESSMENT));
    assertThat(new Person().outcome("rpfs")).isEqualTo(Person.unknown(OutcomeReason.NO_FOLLOW_UP));
    assertThat(new Person().response(PCWG3, "SD", -10).alive(-5).outcome("rpfs"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_FOLLOW_UP));
  }

  @Test
  void progressionSeenOnTheDayOfTheStartIsTheBaseline() {
    assertThat(new Person().response(PCWG3, "PD", 0).response(PCWG3, "SD", 60).outcome("rpfs"))
        .isEqualTo(Person.time(60, false, OutcomeReason.LAST_ASSESSMENT));
  }

  @Test
  void deathEndsTheTimeToProgressionAsACompetingRisk() {
    Person person = new Person().response(PCWG3, "SD", 60).dead(90);
    assertThat(person.outcome("ttp")).isEqualTo(Person.time(90, false, OutcomeReason.DEATH));
    assertThat(person.response(PCWG3, "PD", 70).outcome("ttp"))
        .isEqualTo(Person.time(70, true, OutcomeReason.PROGRESSION));
  }

  @Test
  void durationCountsFromTheFirstResponse() {
    Person person =
        new Person()
            .response(RECIST, "SD", 50)
            .response(RECIST, "PR", 100)
            .response(RECIST, "CR", 150)
            .response(RECIST, "SD", 200);
    assertThat(person.outcome("dor"))
        .isEqualTo(Person.time(100, false, OutcomeReason.LAST_ASSESSMENT));
    assertThat(person.response(RECIST, "PD", 260).outcome("dor"))
        .isEqualTo(Person.time(160, true, OutcomeReason.PROGRESSION));
    // An assessment dated after the death is an error of one of the two dates, and no response.
    assertThat(new Person().response(RECIST, "PR", 50).dead(40).outcome("dor"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_RESPONSE));
    assertThat(new Person().response(RECIST, "SD", 50).outcome("dor"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_RESPONSE));
  }

  @Test
  void nextTreatmentIsAnyOtherCourseThatStartsLater() {
    Person person =
        new Person()
            .course("c1", "rlt-psma", "treated", 0)
            .course("c0", "rlt-psma", "standard-care", -300)
            .alive(500);
    person.from(Anchor.of((CourseFact) person.facts().get(0)));
    assertThat(person.outcome("ttnt"))
        .isEqualTo(Person.time(500, false, OutcomeReason.LAST_CONTACT));
    assertThat(person.course("c2", "rlt-psma", "treated", 420).outcome("ttnt"))
        .isEqualTo(Person.time(420, true, OutcomeReason.NEXT_TREATMENT));
    assertThat(person.dead(400).outcome("ttnt"))
        .isEqualTo(Person.time(400, true, OutcomeReason.DEATH));
  }

  @Test
  void ofTheUntreatedEveryCourseIsTheNextAndOfStandardCareNotTheOneDecidedOn() {
    Person untreated = new Person().course("c1", "rlt-psma", "treated", 30).alive(60);
    untreated.from(Anchor.of(decision("eligible-untreated")));
    assertThat(untreated.outcome("ttnt"))
        .isEqualTo(Person.time(30, true, OutcomeReason.NEXT_TREATMENT));
    Person standard = new Person().course("c1", "rlt-psma", "standard-care", 10).alive(60);
    standard.from(Anchor.of(decision("standard-care")));
    assertThat(standard.outcome("ttnt"))
        .isEqualTo(Person.time(60, false, OutcomeReason.LAST_CONTACT));
    assertThat(standard.course("c2", "rlt-psma", "treated", 40).outcome("ttnt"))
        .isEqualTo(Person.time(40, true, OutcomeReason.NEXT_TREATMENT));
  }

  private static DecisionFact decision(String pathway) {
    return new DecisionFact("d", "p", "rlt-psma", pathway, Person.INDEX);
  }

  @Test
  void everyRuleCountsFromTheDecisionOfWhoIsNotTreated() {
    Person person = new Person().values("psa", "-7:100 28:40 49:30").dead(90);
    Person.RULES.keySet().forEach(id -> assertThat(person.outcome(id)).isNotNull());
    EndpointOutcome counted = person.outcome("os");
    person.from(Anchor.of(decision("eligible-untreated")));
    assertThat(person.outcome("os"))
        .isEqualTo(counted)
        .isEqualTo(Person.time(90, true, OutcomeReason.DEATH));
    assertThat(person.outcome("psa50")).isEqualTo(Person.yes(28));
  }

  @Test
  void adverseEventCountsFromItsOnsetUntilDeath() {
    Person person =
        new Person()
            .event("e1", "Myocardial infarction", 3, "CTCAE-5.0", -20)
            .event("e2", "Anemia", 3, "CTCAE-5.0", 10)
            .alive(200);
    assertThat(person.outcome("infarction"))
        .isEqualTo(Person.time(200, false, OutcomeReason.LAST_CONTACT));
    assertThat(person.event("e3", "Stroke", 4, "CTCAE-5.0", 150).outcome("infarction"))
        .isEqualTo(Person.time(150, true, OutcomeReason.ADVERSE_EVENT));
    assertThat(person.dead(140).outcome("infarction"))
        .isEqualTo(Person.time(140, false, OutcomeReason.DEATH));
  }

  @Test
  void bestIsTakenUntilProgression() {
    Person person = new Person().response(RECIST, "PD", 60).response(RECIST, "PR", 120);
    assertThat(person.outcome("orr")).isEqualTo(Person.no());
    assertThat(person.response(RECIST, "PR", 60).outcome("orr")).isEqualTo(Person.no());
    assertThat(person.response(RECIST, "CR", 50).outcome("orr")).isEqualTo(Person.yes(50));
    Person reported = new Person().response(RECIST, "PD", 60);
    reported.add(new ResponseFact("best", "p", RECIST, "PR", true, Person.day(90)));
    assertThat(reported.outcome("orr")).isEqualTo(Person.yes(90));
    assertThat(new Person().response(RECIST, "PR", -1).outcome("orr"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_ASSESSMENT));
  }

  @Test
  void responseBeginsAfterTheDayOfTheAnchor() {
    assertThat(new Person().response(RECIST, "PR", 0).outcome("orr"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_ASSESSMENT));
    assertThat(new Person().response(RECIST, "PR", 0).response(RECIST, "SD", 50).outcome("orr"))
        .isEqualTo(Person.no());
    assertThat(new Person().response(RECIST, "PR", 0).outcome("dor"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_RESPONSE));
  }

  @Test
  void rateAndDurationAgreeOnWhoResponded() {
    Person late = new Person().response(RECIST, "PD", 50).response(RECIST, "CR", 100).alive(200);
    assertThat(late.outcome("orr")).isEqualTo(Person.no());
    assertThat(late.outcome("dor")).isEqualTo(Person.unknown(OutcomeReason.NO_RESPONSE));
    Person dead = new Person().response(RECIST, "SD", 30).response(RECIST, "PR", 60).dead(40);
    assertThat(dead.outcome("orr")).isEqualTo(Person.no());
    assertThat(dead.outcome("dor")).isEqualTo(Person.unknown(OutcomeReason.NO_RESPONSE));
  }

  @Test
  void atAVisitItsLastAssessmentCounts() {
    assertThat(new Person().response(RECIST, "CR", 28).outcome("cr-visit"))
        .isEqualTo(Person.yes(28));
    assertThat(new Person().response(RECIST, "CR", 60).outcome("cr-visit"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_ASSESSMENT));
    assertThat(
            new Person().response(RECIST, "CR", 22).response(RECIST, "PR", 40).outcome("cr-visit"))
        .isEqualTo(Person.no());
    assertThat(
            new Person().response(RECIST, "PD", 15).response(RECIST, "CR", 28).outcome("cr-visit"))
        .isEqualTo(Person.no());
    assertThat(new Person().response(RECIST, "PD", 15).outcome("cr-visit")).isEqualTo(Person.no());
    assertThat(new Person().dead(30).outcome("cr-visit")).isEqualTo(Person.no());
    assertThat(
            new Person().response(RECIST, "CR", 28).response(RECIST, "SD", 28).outcome("cr-visit"))
        .isEqualTo(Person.no());
  }

  @Test
  void aFailureBeforeAVisitThatWasMissedIsANo() {
    TherapyModule uti = ModuleCatalog.standard().find("uti-antibacterial").orElseThrow();
    EndpointRule cure = EndpointRule.of(uti, uti.endpoint("clinical-cure").orElseThrow());
    Person failed = new Person().response("CLINICAL-CURE", "FAILURE", 4);
    assertThat(cure.evaluate(PersonFacts.of(uti, failed.anchor(), failed.facts())))
        .isEqualTo(Person.no());
    Person missed = new Person().response("CLINICAL-CURE", "CURE", 4);
    assertThat(cure.evaluate(PersonFacts.of(uti, missed.anchor(), missed.facts())))
        .isEqualTo(Person.unknown(OutcomeReason.NO_ASSESSMENT));
    Person later = new Person().response("CLINICAL-CURE", "FAILURE", 20);
    assertThat(cure.evaluate(PersonFacts.of(uti, later.anchor(), later.facts())))
        .isEqualTo(Person.unknown(OutcomeReason.NO_ASSESSMENT));
  }

  @Test
  void radiographicProgressionIsOfBoneOrOfSoftTissue() {
    TherapyModule psma = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
    EndpointRule rpfs = EndpointRule.of(psma, psma.endpoint("rpfs").orElseThrow());
    for (String criterion : new String[] {"PCWG3", RECIST}) {
      Person person = new Person().response(criterion, "PD", 30).alive(400);
      assertThat(rpfs.evaluate(PersonFacts.of(psma, person.anchor(), person.facts())))
          .isEqualTo(Person.time(30, true, OutcomeReason.PROGRESSION));
    }
  }

  @Test
  void courseThatWasNotBegunIsNoNextTreatment() {
    Person person = new Person().course("c1", "rlt-psma", "treated", 0).alive(500);
    person.from(Anchor.of((CourseFact) person.facts().get(0)));
    for (String status : new String[] {"not-done", "preparation"}) {
      person.add(
          new CourseFact(
              status,
              "p",
              "rlt-psma",
              "treated",
              "x",
              Person.day(50),
              DatePrecision.DAY,
              null,
              null,
              status,
              null,
              null));
    }
    assertThat(person.outcome("ttnt"))
        .isEqualTo(Person.time(500, false, OutcomeReason.LAST_CONTACT));
  }

  @Test
  void firstEventTakesTheEarliestEventElseTheEarliestEndOfATime() {
    Person person = new Person().alive(300).values("psa", "350:1");
    // Survival ends with the last day known alive, the adverse event with the last contact.
    assertThat(person.outcome("mace"))
        .isEqualTo(Person.time(300, false, OutcomeReason.LAST_CONTACT));
    assertThat(person.dead(320).outcome("mace"))
        .isEqualTo(Person.time(320, true, OutcomeReason.DEATH));
    assertThat(person.event("e", "Stroke", 3, "CTCAE-5.0", 10).outcome("mace"))
        .isEqualTo(Person.time(10, true, OutcomeReason.ADVERSE_EVENT));
  }

  @Test
  void firstEventTakesAYesAsAnEventOfItsDay() {
    Person person = new Person().values("egfr", "100:14 130:13").dead(300);
    assertThat(person.outcome("kidney-event")).isEqualTo(Person.time(100, true, OutcomeReason.MET));
    assertThat(new Person().alive(90).outcome("kidney-event"))
        .isEqualTo(Person.unknown(OutcomeReason.PART_NOT_EVALUABLE));
    assertThat(new Person().values("egfr", "50:60").alive(90).outcome("kidney-event"))
        .isEqualTo(Person.time(50, false, OutcomeReason.LAST_ASSESSMENT));
  }

  @Test
  void allAndAnyAreLogicOfThreeValues() {
    Person psa = new Person().values("psa", "-7:100 28:40 49:40");
    assertThat(psa.outcome("both")).isEqualTo(Person.unknown(OutcomeReason.PART_NOT_EVALUABLE));
    assertThat(psa.outcome("either")).isEqualTo(Person.yes(28));
    assertThat(psa.response(RECIST, "PR", 60).outcome("both")).isEqualTo(Person.yes(60));
    Person none = new Person().response(RECIST, "SD", 60);
    assertThat(none.outcome("both")).isEqualTo(Person.no());
    assertThat(none.outcome("either")).isEqualTo(Person.unknown(OutcomeReason.PART_NOT_EVALUABLE));
    assertThat(none.values("psa", "-7:100 28:90").outcome("either")).isEqualTo(Person.no());
  }

  @Test
  void aCompositeMayBePartOfAnother() {
    Person person = new Person().values("psa", "-7:100 28:40 49:40").dead(200);
    assertThat(person.outcome("nested")).isEqualTo(Person.time(28, true, OutcomeReason.MET));
    assertThat(person.event("e", "Stroke", 3, "CTCAE-5.0", 10).outcome("nested"))
        .isEqualTo(Person.time(10, true, OutcomeReason.ADVERSE_EVENT));
  }

  @Test
  void aCensoredTimeIsNoAnswerButAnEventIsAYes() {
    Person person = new Person().alive(100).dose("64033007", "5", 10);
    assertThat(person.outcome("alive-any")).isEqualTo(Person.unknown(OutcomeReason.CENSORED_PART));
    assertThat(person.dose("64033007", "20", 60).outcome("alive-any")).isEqualTo(Person.yes(60));
    assertThat(person.dead(40).outcome("alive-any")).isEqualTo(Person.yes(40));
  }
}
