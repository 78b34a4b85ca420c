package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.profiles.projection.Person.day;
import static org.therafed.profiles.projection.Person.no;
import static org.therafed.profiles.projection.Person.time;
import static org.therafed.profiles.projection.Person.unknown;
import static org.therafed.profiles.projection.Person.yes;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

/** What is seen after the start of the next therapy is not the course's before. */
class NextTherapyTest {
  private static final String RECIST = "RECIST1.1";
  private static final String PCWG3 = "PCWG3";
  private static final String ALL = "ALL-RESPONSE";

  /** A course of the module {@code m}, followed by one of another module from day 100 on. */
  private static Person treatedThenOther() {
    return new Person()
        .from(new Anchor(day(0), DatePrecision.DAY, "m", "c1", "treated"))
        .course("c1", "m", "treated", 0)
        .course("c2", "docetaxel-module", "treated", 100)
        .alive(400);
  }

  @ParameterizedTest
  @CsvSource({"99, true", "100, true", "101, false"})
  void responseCountsUpToTheDayOnWhichTheNextTherapyBegins(int seen, boolean met) {
    Person person = treatedThenOther().response(RECIST, "SD", 50).response(RECIST, "PR", seen);
    assertThat(person.outcome("orr")).isEqualTo(met ? yes(seen) : no());
    assertThat(person.outcome("orr-ignored")).isEqualTo(yes(seen));
  }

  @Test
  void responseIsNotConfirmedUnderTheNextTherapy() {
    Person person = treatedThenOther().response(RECIST, "PR", 90).response(RECIST, "PR", 130);
    assertThat(person.outcome("orr-confirmed")).isEqualTo(no(OutcomeReason.NOT_CONFIRMED));
    assertThat(person.outcome("dor-confirmed")).isEqualTo(unknown(OutcomeReason.NO_RESPONSE));
  }

  @Test
  void bestResponseRecordedUnderTheNextTherapyIsThatTherapys() {
    Person person = treatedThenOther().response(RECIST, "SD", 50);
    person.add(new ResponseFact("b", "p", RECIST, "PR", true, day(200)));
    assertThat(person.outcome("orr")).isEqualTo(no());
  }

  @Test
  void progressionAndDeathUnderTheNextTherapyAreCensoredWithTheLastAssessmentBeforeIt() {
    Person person =
        treatedThenOther().response(PCWG3, "SD", 60).response(PCWG3, "PD", 150).dead(300);
    assertThat(person.outcome("rpfs")).isEqualTo(time(60, false, OutcomeReason.NEXT_TREATMENT));
    assertThat(person.outcome("ttp")).isEqualTo(time(60, false, OutcomeReason.NEXT_TREATMENT));
    assertThat(person.outcome("rpfs-ignored"))
        .isEqualTo(time(150, true, OutcomeReason.PROGRESSION));
    // Overall survival asks for no therapy, and the next treatment is what TTNT waits for.
    assertThat(person.outcome("os")).isEqualTo(time(300, true, OutcomeReason.DEATH));
    assertThat(person.outcome("ttnt")).isEqualTo(time(100, true, OutcomeReason.NEXT_TREATMENT));
    // The scan of the day on which therapy changes is the last under the old one.
    assertThat(person.response(PCWG3, "PD", 100).outcome("rpfs"))
        .isEqualTo(time(100, true, OutcomeReason.PROGRESSION));
    assertThat(treatedThenOther().dead(100).outcome("rpfs"))
        .isEqualTo(time(100, true, OutcomeReason.DEATH));
    assertThat(treatedThenOther().dead(101).outcome("rpfs"))
        .isEqualTo(time(0, false, OutcomeReason.NO_ASSESSMENT));
  }

  @Test
  void durationOfResponseEndsWithTheLastAssessmentBeforeTheNextTherapy() {
    Person person =
        treatedThenOther()
            .response(RECIST, "PR", 50)
            .response(RECIST, "PR", 90)
            .response(RECIST, "PD", 180);
    assertThat(person.outcome("dor")).isEqualTo(time(40, false, OutcomeReason.NEXT_TREATMENT));
  }

  @Test
  void eventFreeSurvivalCensorsAtItOrTakesItForAnEvent() {
    Person remitted = treatedThenOther().response(ALL, "CR", 28).response(ALL, "PD", 150);
    assertThat(remitted.outcome("efs")).isEqualTo(time(28, false, OutcomeReason.NEXT_TREATMENT));
    assertThat(remitted.outcome("efs-event"))
        .isEqualTo(time(100, true, OutcomeReason.NEXT_TREATMENT));
    assertThat(remitted.response(ALL, "PD", 80).outcome("efs-event"))
        .isEqualTo(time(80, true, OutcomeReason.PROGRESSION));
  }

  /** A remission that was not there when the next therapy began cannot come under this one. */
  @Test
  void withoutRemissionTheNextTherapyEndsTheWindow() {
    Person person =
        new Person()
            .from(new Anchor(day(0), DatePrecision.DAY, "m", "c1", "treated"))
            .course("c2", "other", "treated", 30)
            .response(ALL, "nonCR", 28)
            .response(ALL, "CR", 40)
            .alive(100);
    assertThat(person.outcome("efs")).isEqualTo(time(0, true, OutcomeReason.TREATMENT_FAILURE));
    assertThat(person.outcome("efs-window"))
        .isEqualTo(time(30, true, OutcomeReason.TREATMENT_FAILURE));
  }

  @Test
  void visitThatTheNextTherapyForestalledIsNoResponse() {
    Person person =
        new Person()
            .from(new Anchor(day(0), DatePrecision.DAY, "m", "c1", "treated"))
            .course("c2", "other", "treated", 20)
            .response(RECIST, "CR", 30)
            .alive(100);
    assertThat(person.outcome("cr-visit")).isEqualTo(no(OutcomeReason.NEXT_TREATMENT));
    Person later = new Person().from(person.anchor()).course("c2", "other", "treated", 43);
    assertThat(later.outcome("cr-visit")).isEqualTo(unknown(OutcomeReason.NO_ASSESSMENT));
  }

  @Test
  void sumOfDiametersAndMarkersAreThoseUnderTheTherapy() {
    Person person = treatedThenOther().lesion("a", "target", false).sizes(-7, "a=50");
    assertThat(person.sizes(56, "a=45").sizes(120, "a=20").outcome("targets")).isEqualTo(no());
    person.values("psa", "-7:100 60:80 120:10 150:10");
    assertThat(person.outcome("psa50-ends")).isEqualTo(no());
    assertThat(person.outcome("psa50")).isEqualTo(yes(120));
    // The composite looks no longer than its parts do.
    assertThat(
            person.response(RECIST, "SD", 90).response(RECIST, "PR", 160).outcome("first-answer"))
        .isEqualTo(time(60, false, OutcomeReason.LAST_ASSESSMENT));
  }

  @Test
  void sameProductElsewhereIsTheSameTherapyAndAnotherProductOfTheModuleIsNot() {
    TherapyModule her2 = ModuleCatalog.standard().find("adc-her2").orElseThrow();
    EndpointRule orr = EndpointRule.of(her2, her2.endpoint("orr").orElseThrow());
    Person person =
        new Person()
            .from(new Anchor(day(0), DatePrecision.DAY, "adc-her2", "c1", "treated"))
            .course("c1", "adc-her2", "treated", 0)
            .administration("trastuzumab-emtansine", "k1", 0)
            .course("c2", "adc-her2", "treated", 50)
            .response(RECIST, "SD", 40)
            .response(RECIST, "PR", 90)
            .response(RECIST, "PR", 130);
    // What the second course gives is not known: no other product.
    assertThat(orr.evaluate(PersonFacts.of(her2, person.anchor(), person.facts())))
        .isEqualTo(yes(90));
    Person changed = new Person().from(person.anchor());
    person.facts().forEach(changed::add);
    changed.administration("trastuzumab-deruxtecan", "k2", 50);
    assertThat(orr.evaluate(PersonFacts.of(her2, changed.anchor(), changed.facts())))
        .isEqualTo(no());
    person.administration("trastuzumab-emtansine", "k2", 50);
    assertThat(orr.evaluate(PersonFacts.of(her2, person.anchor(), person.facts())))
        .isEqualTo(yes(90));
  }

  @ParameterizedTest
  @CsvSource({
    // Of a tumour: whatever the site, as it may be coded by origin or by where it grew.
    "rlt-psma, ra223, true",
    "rlt-psma, adc-b7h3, true",
    "rlt-psma, uti-antibacterial, false",
    "rlt-psma, ckd, false",
    "rlt-psma, a-module-of-the-site, true",
    "uti-antibacterial, ckd, false",
    "cardiometabolic, ckd, true"
  })
  void therapyOfAnotherDiseaseEndsNothing(String asked, String other, boolean ends) {
    TherapyModule module = ModuleCatalog.standard().find(asked).orElseThrow();
    Person person =
        new Person()
            .from(new Anchor(day(0), DatePrecision.DAY, asked, "c1", "treated"))
            .course("c1", asked, "treated", 0)
            .course("c2", other, "treated", 10);
    assertThat(NextTherapy.ENDS.startedOn(PersonFacts.of(module, person.anchor(), person.facts())))
        .isEqualTo(ends ? Optional.of(day(10)) : Optional.empty());
  }

  @Test
  void whoWasNotTreatedIsJudgedUntilTreatmentBegins() {
    Person person =
        new Person()
            .from(new Anchor(day(0), DatePrecision.DAY, "rlt-psma", null, "eligible-untreated"))
            .course("c1", "rlt-psma", "treated", 30)
            .response(PCWG3, "PD", 60)
            .alive(100);
    assertThat(person.outcome("rpfs")).isEqualTo(time(0, false, OutcomeReason.NO_ASSESSMENT));
    // One that was only planned is no therapy.
    Person planned = new Person().from(person.anchor()).response(PCWG3, "PD", 60);
    planned.add(
        new CourseFact(
            "c1",
            "p",
            "rlt-psma",
            "treated",
            "radioligand",
            day(30),
            DatePrecision.DAY,
            null,
            null,
            "preparation",
            null,
            null));
    assertThat(planned.outcome("rpfs")).isEqualTo(time(60, true, OutcomeReason.PROGRESSION));
  }
}
