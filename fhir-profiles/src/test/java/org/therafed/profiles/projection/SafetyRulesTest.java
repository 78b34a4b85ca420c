package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetyRulesTest {
  private static final String KIDNEY = "64033007";
  private static final String CRS = "Cytokine release syndrome";

  @Test
  void dosesOfAnOrganAddUpToItsLimit() {
    Person person =
        new Person().dose(KIDNEY, "6.9", 1).dose(KIDNEY, "4.6", 43).dose("10200004", "9", 1);
    EndpointOutcome.Limit half = (EndpointOutcome.Limit) person.outcome("kidney-dose");
    assertThat(half.reached()).isFalse();
    assertThat(half.fraction()).isEqualByComparingTo("0.5");
    EndpointOutcome.Limit full =
        (EndpointOutcome.Limit) person.dose(KIDNEY, "11.5", 85).outcome("kidney-dose");
    assertThat(full.reached()).isTrue();
    assertThat(full.fraction()).isEqualByComparingTo(BigDecimal.ONE);
    assertThat(full.day()).isEqualTo(85);
    assertThat(new Person().outcome("kidney-dose"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_DOSE));
  }

  @Test
  void doseOfAnEarlierCourseCountsAndOfOneDayTheLargest() {
    Person person = new Person().dose(KIDNEY, "20", -400).dose(KIDNEY, "3", 1).dose(KIDNEY, "2", 1);
    assertThat(((EndpointOutcome.Limit) person.outcome("kidney-dose")).fraction())
        .isEqualByComparingTo("1");
  }

  @Test
  void dosesOfOneCycleByTwoMethodsOnTwoDaysAreOneExposure() {
    Person person =
        new Person()
            .administration("177Lu-PSMA-617", "c1", 0)
            .dose(KIDNEY, "12", 1)
            .dose(KIDNEY, "11.8", 7);
    EndpointOutcome.Limit one = (EndpointOutcome.Limit) person.outcome("kidney-dose");
    assertThat(one.reached()).isFalse();
    // A dose after more than three weeks is of a treatment that was not recorded.
    EndpointOutcome.Limit two =
        (EndpointOutcome.Limit) person.dose(KIDNEY, "11", 43).outcome("kidney-dose");
    assertThat(two.reached()).isTrue();
    assertThat(two.day()).isEqualTo(43);
  }

  @Test
  void sumOfFewerDosesThanAdministrationsIsALowerBound() {
    Person person =
        new Person()
            .administration("177Lu-PSMA-617", "c1", 0)
            .administration("177Lu-PSMA-617", "c2", 42)
            .administration("126758", null, -10)
            .dose(KIDNEY, "6", 1);
    assertThat(person.outcome("kidney-dose").reason()).isEqualTo(OutcomeReason.DOSE_INCOMPLETE);
    assertThat(person.dose(KIDNEY, "6", 43).outcome("kidney-dose").reason())
        .isEqualTo(OutcomeReason.NOT_MET);
  }

  @Test
  void gradeIsLookedUpByScaleTermAndWindow() {
    Person person = new Person().event("e", "Anemia", 3, "CTCAE-5.0", 91).alive(200);
    assertThat(person.outcome("anaemia3")).isEqualTo(Person.no());
    assertThat(person.event("f", "Anemia", 2, "CTCAE-5.0", 10).outcome("anaemia3"))
        .isEqualTo(Person.no());
    assertThat(person.event("g", "Anemia", 4, "CTCAE-5.0", 90).outcome("anaemia3"))
        .isEqualTo(Person.yes(90));
    assertThat(person.event("h", "Anemia", 3, "CTCAE-5.0", -1).outcome("anaemia3"))
        .isEqualTo(Person.yes(90));
  }

  @Test
  void noReportIsANoOnlyOfWhoWasFollowed() {
    assertThat(new Person().alive(89).outcome("anaemia3"))
        .isEqualTo(Person.unknown(OutcomeReason.FOLLOW_UP_TOO_SHORT));
    assertThat(new Person().values("hb", "90:10").outcome("anaemia3")).isEqualTo(Person.no());
    assertThat(new Person().dead(20).outcome("anaemia3")).isEqualTo(Person.no());
  }

  /** Else an arm followed for 300 days would have a rate of 100 percent. */
  @Test
  void aYesNeedsTheSameFollowUpAsANo() {
    Person event = new Person().event("e", "Anemia", 3, "CTCAE-5.0", 20).alive(89);
    assertThat(event.outcome("anaemia3"))
        .isEqualTo(Person.unknown(OutcomeReason.FOLLOW_UP_TOO_SHORT));
    assertThat(event.alive(90).outcome("anaemia3")).isEqualTo(Person.yes(20));
    assertThat(new Person().event("e", "Anemia", 3, "CTCAE-5.0", 20).dead(30).outcome("anaemia3"))
        .isEqualTo(Person.yes(20));
    assertThat(new Person().event("e", "Anemia", 5, "CTCAE-5.0", 20).outcome("anaemia3"))
        .isEqualTo(Person.yes(20));
  }

  @Test
  void cytokineReleaseByAnotherScaleIsNoNo() {
    Person graded = new Person().event("e", CRS, 4, "CTCAE-5.0", 3).alive(100);
    assertThat(graded.outcome("crs3")).isEqualTo(Person.unknown(OutcomeReason.OTHER_SCALE));
    assertThat(graded.add(crs("39", null, "one-vasopressor", "none")).outcome("crs3"))
        .isEqualTo(Person.yes(3));
    Person fatal = new Person().event("e", CRS, 5, "CTCAE-5.0", 3).dead(9);
    assertThat(fatal.outcome("crs3")).isEqualTo(Person.yes(3));
    EndpointRule any = new GradeLookupRule("ASTCT-CRS", Set.of(), 1, 30);
    Person some = new Person().event("e", CRS, 2, "CTCAE-5.0", 3).alive(100);
    assertThat(any.evaluate(PersonFacts.of(Person.MODULE, some.anchor(), some.facts())))
        .isEqualTo(Person.yes(3));
    Person other = new Person().event("e", "Anemia", 4, "CTCAE-5.0", 3).alive(100);
    assertThat(any.evaluate(PersonFacts.of(Person.MODULE, other.anchor(), other.facts())))
        .isEqualTo(Person.no());
  }

  private static AstctFact crs(String celsius, Boolean treated, String hypotension, String oxygen) {
    return new AstctFact(
        "e",
        "p",
        celsius == null ? null : new BigDecimal(celsius),
        treated,
        hypotension,
        oxygen,
        null,
        null,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "38.0, -, none, none, 1",
        "39.1, -, -, -, 1",
        "37.9, -, none, none, 0",
        "38.5, -, no-vasopressor, none, 2",
        "38.5, -, none, low-flow, 2",
        "38.5, -, one-vasopressor, low-flow, 3",
        "38.5, -, none, high-flow, 3",
        "38.5, -, multiple-vasopressors, none, 4",
        "38.5, -, no-vasopressor, positive-pressure, 4",
        "37.0, true, one-vasopressor, none, 3",
        "37.0, false, one-vasopressor, none, 0",
        "37.5, -, one-vasopressor, none, 3",
        "-, -, one-vasopressor, none, 3",
        "-, -, none, none, -",
        "37.0, true, none, none, -",
        "-, -, -, -, -",
      })
  void crsIsGradedByItsWorstComponent(
      String celsius, Boolean treated, String hypotension, String oxygen, Integer grade) {
    AstctFact fact = crs(celsius, treated, hypotension, oxygen);
    if (grade == null) {
      assertThat(AstctGrade.of(AstctGrade.CRS, fact)).isEmpty();
    } else {
      assertThat(AstctGrade.of(AstctGrade.CRS, fact)).hasValue(grade);
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "10, alert, none, false, none, 0",
        "9, -, -, -, -, 1",
        "7, -, -, -, -, 1",
        "6, -, -, -, -, 2",
        "3, -, -, -, -, 2",
        "2, -, -, -, -, 3",
        "0, alert, -, -, -, 3",
        "0, unarousable, -, -, -, 4",
        "8, awakens-to-voice, -, -, -, 2",
        "-, awakens-spontaneously, -, -, -, 1",
        "-, awakens-to-touch, -, -, -, 3",
        "8, -, brief, -, -, 3",
        "8, -, prolonged, -, -, 4",
        "8, -, -, true, -, 4",
        "8, -, -, -, focal, 3",
        "8, -, -, -, diffuse, 4",
        "-, -, none, false, none, -",
        "-, -, brief, -, -, 3",
        "-, -, -, -, -, -",
      })
  void icansIsGradedByItsWorstComponent(
      Integer ice, String awake, String seizure, Boolean weak, String oedema, Integer grade) {
    AstctFact fact =
        new AstctFact("e", "p", null, null, null, null, ice, awake, seizure, weak, oedema);
    if (grade == null) {
      assertThat(AstctGrade.of(AstctGrade.ICANS, fact)).isEmpty();
    } else {
      assertThat(AstctGrade.of(AstctGrade.ICANS, fact)).hasValue(grade);
    }
    assertThat(AstctGrade.of("CTCAE-5.0", fact)).isEmpty();
  }

  private static AstctFact icans(Integer ice, String awake, String seizure) {
    return new AstctFact("e", "p", null, null, null, null, ice, awake, seizure, false, "none");
  }

  @Test
  void whatIsNotRecordedOfAGradeTakesNothingFromTheReportedOne() {
    String icans3 = "icans3";
    Person feverOnly = new Person().event("e", CRS, 4, "ASTCT-CRS", 3).alive(100);
    assertThat(feverOnly.add(crs("39.5", null, null, null)).outcome("crs3"))
        .isEqualTo(Person.yes(3));
    Person noFever = new Person().event("e", CRS, 3, "ASTCT-CRS", 3).alive(100);
    assertThat(noFever.add(crs("37.5", null, "none", "none")).outcome("crs3"))
        .isEqualTo(Person.yes(3));
    Person noFeverUntreated = new Person().event("e", CRS, 3, "ASTCT-CRS", 3).alive(100);
    assertThat(noFeverUntreated.add(crs("37.5", false, "none", "none")).outcome("crs3"))
        .isEqualTo(Person.no());
    Person scoreOnly = new Person().event("e", "Encephalopathy", 4, "ASTCT-ICANS", 5).alive(100);
    assertThat(scoreOnly.add(icans(8, null, null)).outcome(icans3)).isEqualTo(Person.yes(5));
    Person complete = new Person().event("e", "Encephalopathy", 4, "ASTCT-ICANS", 5).alive(100);
    assertThat(complete.add(icans(8, "alert", "none")).outcome(icans3)).isEqualTo(Person.no());
    Person worse = new Person().event("e", "Encephalopathy", 1, "ASTCT-ICANS", 5).alive(100);
    assertThat(worse.add(icans(1, null, null)).outcome(icans3)).isEqualTo(Person.yes(5));
  }

  @Test
  void computedGradeCountsWhereTheComponentsGiveItElseTheReported() {
    Person reported = new Person().event("e", CRS, 2, "ASTCT-CRS", 3).alive(100);
    assertThat(reported.outcome("crs3")).isEqualTo(Person.no());
    assertThat(reported.add(crs("39", null, "one-vasopressor", "none")).outcome("crs3"))
        .isEqualTo(Person.yes(3));
    Person milder = new Person().event("e", CRS, 3, "ASTCT-CRS", 3).alive(100);
    assertThat(milder.add(crs("39", null, "none", "none")).outcome("crs3")).isEqualTo(Person.no());
    Person unclear = new Person().event("e", CRS, 3, "ASTCT-CRS", 3).alive(100);
    assertThat(unclear.add(crs(null, null, null, null)).outcome("crs3")).isEqualTo(Person.yes(3));
    Person died = new Person().event("e", CRS, 5, "ASTCT-CRS", 3).dead(9);
    assertThat(died.add(crs("39", null, "none", "none")).outcome("crs3")).isEqualTo(Person.yes(3));
  }
}
