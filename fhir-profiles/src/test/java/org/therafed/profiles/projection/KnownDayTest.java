package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.profiles.projection.Person.day;
import static org.therafed.profiles.projection.Person.no;
import static org.therafed.profiles.projection.Person.time;
import static org.therafed.profiles.projection.Person.unknown;
import static org.therafed.profiles.projection.Person.yes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.ProfileValidator;

/** Courses whose start is a month or a year make no outcome; nor does a day that nobody gave. */
class KnownDayTest {
  private static final Anchor YEAR = from("2025-01-01", DatePrecision.YEAR);

  private static Anchor from(String start, DatePrecision known) {
    return new Anchor(LocalDate.parse(start), known, "rlt-psma", "c0", "treated");
  }

  private static Person treated() {
    return new Person().from(from("2025-02-17", DatePrecision.DAY));
  }

  /**
   * The person of an audit: of a true start of 2025-06-15 nothing can be said, and a start of 2025
   * read as its first day made a response, an early one, and half a year of life.
   */
  @ParameterizedTest
  @ValueSource(strings = {"2025", "2025-06"})
  void coarseStartMakesNoResponseAndNoTime(String start) {
    TherapyModule module = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
    CourseFact course = course(start);
    List<Fact> facts =
        List.of(
            course,
            psa("2024-12-20", 100),
            psa("2025-03-01", 40),
            psa("2025-04-05", 40),
            new ResponseFact("r", "p", "RECIST1.1", "PR", false, LocalDate.parse("2025-03-01")),
            new SurvivalFact("v", "p", true, LocalDate.parse("2025-12-31"), null));
    PersonFacts person = PersonFacts.of(module, Anchor.of(course), facts);
    for (String endpoint : List.of("psa50", "orr", "os", "rpfs")) {
      assertThat(rule(module, endpoint).evaluate(person))
          .as(endpoint)
          .isEqualTo(unknown(OutcomeReason.START_NOT_TO_THE_DAY));
    }
    CourseFact known = course("2025-06-15");
    PersonFacts counted = PersonFacts.of(module, Anchor.of(known), facts);
    assertThat(rule(module, "os").evaluate(counted))
        .isEqualTo(time(199, true, OutcomeReason.DEATH));
    assertThat(rule(module, "psa50").evaluate(counted))
        .isInstanceOf(EndpointOutcome.NotEvaluable.class);
  }

  private static EndpointRule rule(TherapyModule module, String endpoint) {
    return EndpointRule.of(module, module.endpoint(endpoint).orElseThrow());
  }

  private static CourseFact course(String start) {
    ObjectNode course = Examples.read("atr-treatment-course");
    ((ObjectNode) course.get("performedPeriod")).put("start", start);
    return (CourseFact) new FactProjection(ProfileTable.standard()).project(course).get(0);
  }

  private static Fact psa(String on, int value) {
    return new BiomarkerFact(
        on, "p", "2857-1", BigDecimal.valueOf(value), "ng/mL", null, LocalDate.parse(on));
  }

  @ParameterizedTest
  @CsvSource({
    "2025, 2025-01-01, YEAR, 2024-07-02, 2026-07-02",
    "2025-02, 2025-02-01, MONTH, 2025-01-16, 2025-03-16",
    "2025-02-17, 2025-02-17, DAY, 2025-02-17, 2025-02-17",
    "2025-02-17T08:00:00+08:00, 2025-02-17, DAY, 2025-02-17, 2025-02-17"
  })
  void aStartSaysHowExactlyItIsKnown(
      String start, LocalDate on, DatePrecision known, LocalDate first, LocalDate last) {
    CourseFact course = course(start);
    assertThat(course.startedOn()).isEqualTo(on);
    assertThat(course.startKnown()).isEqualTo(known);
    assertThat(course.earliestStart()).isEqualTo(first);
    assertThat(course.latestStart()).isEqualTo(last);
    assertThat(course.startKnown().shown(course.startedOn()))
        .isEqualTo(start.substring(0, Math.min(10, start.length())));
    assertThat(SignOfLife.on(course).isPresent()).isEqualTo(known == DatePrecision.DAY);
  }

  /** A gateway moves a month by its middle: every day of it must stay within what may be meant. */
  @Test
  void whatAShiftedMonthOrYearMeansHoldsItsTrueDay() {
    LocalDate middle = LocalDate.of(2024, 1, 15);
    LocalDate middleOfYear = LocalDate.ofYearDay(2024, 183);
    for (int shift = -365; shift <= 365; shift++) {
      LocalDate month = middle.plusDays(shift).withDayOfMonth(1);
      LocalDate year = middleOfYear.plusDays(shift).withDayOfYear(1);
      assertThat(LocalDate.of(2024, 1, 1).plusDays(shift))
          .isBetween(DatePrecision.MONTH.earliest(month), DatePrecision.MONTH.latest(month))
          .isBetween(DatePrecision.YEAR.earliest(year), DatePrecision.YEAR.latest(year));
      assertThat(LocalDate.of(2024, 1, 31).plusDays(shift))
          .isBetween(DatePrecision.MONTH.earliest(month), DatePrecision.MONTH.latest(month));
      assertThat(LocalDate.of(2024, 12, 31).plusDays(shift))
          .isBetween(DatePrecision.YEAR.earliest(year), DatePrecision.YEAR.latest(year));
    }
  }

  @Test
  void everyRuleButTheLimitOfDosesNeedsTheDayOfTheStart() {
    Person person = new Person().from(YEAR).alive(500).dose("64033007", "30", 20);
    for (String endpoint : Person.RULES.keySet()) {
      assertThat(person.outcome(endpoint))
          .as(endpoint)
          .isEqualTo(
              endpoint.equals("kidney-dose")
                  ? new EndpointOutcome.Limit(
                      true, new BigDecimal("1.304347826"), null, OutcomeReason.MET)
                  : unknown(OutcomeReason.START_NOT_TO_THE_DAY));
    }
  }

  @Test
  void aCycleOfWhichOnlyTheMonthIsKnownLiesInNoWindow() {
    ObjectNode cycle = Examples.read("atr-treatment-cycle");
    cycle.remove("performedPeriod");
    cycle.put("performedDateTime", "2025-03");
    assertThat(new FactProjection(ProfileTable.standard()).project(cycle))
        .singleElement()
        .isInstanceOfSatisfying(CycleFact.class, fact -> assertThat(fact.on()).isNull());
  }

  @Test
  void windowsOfACoarseStartAreNotFilled() {
    TherapyModule module = ModuleCatalog.standard().find("ckd").orElseThrow();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new BiomarkerFact(
            "e", "p", "98979-8", BigDecimal.TEN, "1", null, LocalDate.of(2025, 1, 1)));
    CourseFact day = course("2025-01-01");
    CourseFact month = course("2025-01");
    assertThat(CourseCompleteness.of(module, day, facts, Set.of()).score())
        .isGreaterThan(CourseCompleteness.of(module, month, facts, Set.of()).score());
  }

  // Another therapy, of which only the month or year is known.

  @Test
  void anotherTherapyOfAnUnknownDayLeavesWhatWasSeenBeforeIt() {
    Person person =
        treated()
            .response("RECIST1.1", "PR", 20)
            .course("c2", "adc-her2", "treated", day(100).withDayOfMonth(1), DatePrecision.MONTH);
    assertThat(person.outcome("orr")).isEqualTo(yes(20));
    assertThat(
            treated()
                .course("c2", "adc-her2", "treated", day(-60), DatePrecision.MONTH)
                .response("RECIST1.1", "PR", 20)
                .outcome("orr"))
        .as("before the anchor on every day")
        .isEqualTo(yes(20));
  }

  @Test
  void aResponseThatMayBeThatOfAnotherTherapyIsNone() {
    Person person =
        treated()
            .response("RECIST1.1", "PR", 100)
            .course("c2", "adc-her2", "treated", LocalDate.of(2025, 1, 1), DatePrecision.YEAR);
    assertThat(person.outcome("orr")).isEqualTo(unknown(OutcomeReason.COURSE_NOT_TO_THE_DAY));
    assertThat(person.outcome("orr-ignored")).isEqualTo(yes(100));
  }

  @Test
  void aProgressionThatMayBeAfterTheNextTherapyIsNeitherCensoredNorCounted() {
    Person person =
        treated()
            .response("PCWG3", "SD", 50)
            .response("PCWG3", "PD", 110)
            .course("c2", "adc-her2", "treated", day(110).withDayOfMonth(1), DatePrecision.MONTH);
    assertThat(person.outcome("rpfs")).isEqualTo(unknown(OutcomeReason.COURSE_NOT_TO_THE_DAY));
    assertThat(person.outcome("rpfs-ignored"))
        .isEqualTo(time(110, true, OutcomeReason.PROGRESSION));
  }

  @Test
  void timeToTheNextTreatmentNeedsItsDay() {
    Person person =
        treated()
            .alive(400)
            .course("c2", "adc-her2", "treated", LocalDate.of(2025, 6, 1), DatePrecision.MONTH);
    assertThat(person.outcome("ttnt")).isEqualTo(unknown(OutcomeReason.COURSE_NOT_TO_THE_DAY));
    assertThat(person.outcome("os")).isEqualTo(time(400, false, OutcomeReason.LAST_CONTACT));
  }

  @Test
  void ofSeveralTherapiesEachMayBeTheNext() {
    Person person =
        treated()
            .response("RECIST1.1", "PR", 100)
            .course("c2", "adc-her2", "treated", LocalDate.of(2025, 1, 1), DatePrecision.YEAR)
            .course("c3", "adc-her2", "treated", LocalDate.of(2025, 2, 1), DatePrecision.MONTH);
    assertThat(person.outcome("orr")).isEqualTo(unknown(OutcomeReason.COURSE_NOT_TO_THE_DAY));
    assertThat(person.response("RECIST1.1", "PD", 5).outcome("orr")).isNotEqualTo(yes(100));
  }

  // A fatal adverse event without a vital status of the death.

  @Test
  void aFatalEventIsTheDeathOnItsEnd() {
    Person person = treated().response("PCWG3", "SD", 50).fatal("Sepsis", 60, 70);
    assertThat(person.outcome("os")).isEqualTo(time(70, true, OutcomeReason.DEATH));
    assertThat(person.outcome("rpfs")).isEqualTo(time(70, true, OutcomeReason.DEATH));
    assertThat(person.outcome("ttnt")).isEqualTo(time(70, true, OutcomeReason.DEATH));
    assertThat(treated().fatal("Sepsis", 30, 40).outcome("orr-confirmed"))
        .isEqualTo(no(OutcomeReason.DEATH));
  }

  @Test
  void aVitalStatusSaysTheDayAndIsNoSecondDeath() {
    Person person = treated().fatal("Sepsis", 60, 70).dead(75);
    assertThat(person.outcome("os")).isEqualTo(time(75, true, OutcomeReason.DEATH));
    assertThat(treated().fatal("Sepsis", 60, null).dead(75).outcome("os"))
        .isEqualTo(time(75, true, OutcomeReason.DEATH));
    assertThat(treated().fatal("Sepsis", 60, 70).alive(90).outcome("os"))
        .as("a report of death is final")
        .isEqualTo(time(70, true, OutcomeReason.DEATH));
  }

  @Test
  void ofSeveralFatalEventsTheFirstDayCounts() {
    Person person = treated().fatal("Sepsis", 60, 72).fatal("Heart failure", 65, 70);
    assertThat(person.outcome("os")).isEqualTo(time(70, true, OutcomeReason.DEATH));
  }

  @Test
  void whoDiedOnAnUnknownDayIsNotCensoredAlive() {
    Person person = treated().response("PCWG3", "SD", 50).alive(90).fatal("Sepsis", 60, null);
    assertThat(person.outcome("os")).isEqualTo(unknown(OutcomeReason.DEATH_DAY_NOT_KNOWN));
    assertThat(person.outcome("rpfs")).isEqualTo(unknown(OutcomeReason.DEATH_DAY_NOT_KNOWN));
    assertThat(person.response("PCWG3", "PD", 58).outcome("rpfs"))
        .as("the progression came first")
        .isEqualTo(time(58, true, OutcomeReason.PROGRESSION));
    assertThat(treated().fatal("Sepsis", 30, null).outcome("orr-confirmed"))
        .isEqualTo(unknown(OutcomeReason.DEATH_DAY_NOT_KNOWN));
    assertThat(treated().response("RECIST1.1", "PR", 20).fatal("Sepsis", 30, null).outcome("orr"))
        .isEqualTo(yes(20));
  }

  @Test
  void gradeFiveIsDeathAndThatOfAScaleOfItsOwnIsNot() {
    assertThat(toxicity("C143283", 5, "CTCAE-5.0", false).fatal()).isTrue();
    assertThat(toxicity("C143394", 5, "ASTCT-CRS", false).fatal()).isTrue();
    assertThat(toxicity("x", 5, "of-term", false).fatal()).isFalse();
    assertThat(toxicity("C143283", 4, "CTCAE-5.0", false).fatal()).isFalse();
    assertThat(toxicity("C143283", 4, "CTCAE-5.0", true).fatal()).isTrue();
    assertThat(toxicity("C143283", 5, "CTCAE-5.0", false).diedOn()).isEmpty();
    assertThat(toxicity("C143396", 5, "CTCAE-5.0", false).diedOn()).contains(day(3));
  }

  private static ToxicityFact toxicity(String term, int grade, String scale, boolean fatal) {
    return new ToxicityFact("e", "p", term, "a", grade, scale, day(3), null, fatal);
  }

  /** What else decides an endpoint needs its day: the record is held until it is given. */
  @ParameterizedTest
  @CsvSource({
    "atr-vital-status, effectiveDateTime",
    "atr-response, effectiveDateTime",
    "atr-lab, effectiveDateTime",
    "atr-adverse-event, date",
    "atr-decision, authoredOn",
    "atr-procedure, performedDateTime",
    "atr-absorbed-dose, effectiveDateTime",
    "atr-imaging-measurement, effectiveDateTime"
  })
  void deathsProgressionsAndValuesNeedTheirDay(String profile, String element) {
    ProfileValidator validator =
        new ProfileValidator(ProfileTable.standard(), Examples.CLOCK, ModuleCatalog.standard());
    ObjectNode record = Examples.read(profile);
    record.remove("performedPeriod");
    for (String coarse : List.of("2025", "2025-06")) {
      record.put(element, coarse);
      assertThat(validator.validate(record))
          .as(coarse)
          .extracting(Issue::code)
          .contains("FP-VAL-009");
    }
  }

  @Test
  void theOutcomeOfARecordIsRead() {
    ObjectNode event = Examples.read("atr-adverse-event");
    ObjectNode outcome = event.putObject("outcome");
    outcome
        .putArray("coding")
        .addObject()
        .put("system", "http://terminology.hl7.org/CodeSystem/adverse-event-outcome")
        .put("code", "fatal");
    ToxicityFact fatal =
        (ToxicityFact) new FactProjection(ProfileTable.standard()).project(event).get(0);
    assertThat(fatal.fatal()).isTrue();
    assertThat(fatal.diedOn()).contains(LocalDate.of(2025, 4, 2));
  }
}
