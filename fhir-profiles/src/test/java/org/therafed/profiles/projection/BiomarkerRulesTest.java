package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

class BiomarkerRulesTest {
  private static EndpointOutcome of(String endpoint, String biomarker, String values) {
    return new Person().values(biomarker, values).outcome(endpoint);
  }

  @Test
  void psaResponseTellsItsDayAndWhyThereIsNone() {
    assertThat(of("psa50", "psa", "-7:100 28:50 49:50")).isEqualTo(Person.yes(28));
    assertThat(of("psa50", "psa", "-7:100 28:80")).isEqualTo(Person.no());
    assertThat(of("psa50", "psa", "-7:100 28:40"))
        .isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
    assertThat(of("psa50", "psa", "28:40")).isEqualTo(Person.unknown(OutcomeReason.NO_BASELINE));
    assertThat(of("psa50", "psa", "-7:<0.02 28:0.01"))
        .isEqualTo(Person.unknown(OutcomeReason.BASELINE_LIMIT));
    assertThat(of("psa50", "psa", "-7:100"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_LATER_VALUE));
  }

  @Test
  void ofSeveralValuesOfADayTheOneThatShowsLeastDeclineCounts() {
    assertThat(of("psa50", "psa", "-7:100 -7:70 28:40 49:40")).isEqualTo(Person.no());
    assertThat(of("psa50", "psa", "-7:100 28:40 28:60 49:40"))
        .isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
    assertThat(of("psa50", "psa", "-7:100 28:40 49:40 49:60"))
        .isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
  }

  @ParameterizedTest
  @CsvSource({
    "exactly five percent at a year, -3:100 365:95, yes 365",
    "a little less, -3:100 365:95.01, no",
    "the nearest value counts though another is lower, -3:100 340:90 366:96, no",
    "of two as near the earlier counts, -3:100 360:94 370:99, yes 360",
    "outside the window, -3:100 334:90 396:90, NO_VALUE_IN_WINDOW",
    "regained after the year, -3:100 365:90 500:110, yes 365",
  })
  void changeAtADayIsThatOfTheNearestValue(String why, String values, String expected) {
    assertThat(of("weight5", "weight", values)).as(why).isEqualTo(expected(expected));
  }

  private static EndpointOutcome expected(String text) {
    if (text.startsWith("yes ")) {
      return Person.yes(Integer.parseInt(text.substring(4)));
    }
    return switch (text) {
      case "no" -> Person.no();
      case "NOT_CONFIRMED" -> Person.no(OutcomeReason.NOT_CONFIRMED);
      default -> Person.unknown(OutcomeReason.valueOf(text));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "at the bound and confirmed after 28 days, 100:15 128:14, yes 100",
    "confirmed a day too early, 100:15 127:14, NOT_CONFIRMED",
    "recovered, 100:12 130:25 200:14, NOT_CONFIRMED",
    "never, 100:30 200:28, no",
    "below a limit that is within the bound, 100:<15 130:<10, yes 100",
    "below a limit that may lie above the bound, 100:<20 130:<20, no",
    "on the day of the anchor, 0:10, NO_LATER_VALUE",
    "two values of a day, 100:10 100:20 128:10, NOT_CONFIRMED",
  })
  void thresholdIsConfirmedByTheFirstValueThatIsDue(String why, String values, String expected) {
    assertThat(of("kidney-failure", "egfr", values)).as(why).isEqualTo(expected(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "at-goal, just below, 90:6.999, yes 90",
    "at-goal, 52 mmol/mol of HbA1c in percent, 90:6.90896, yes 90",
    "at-goal, the bound itself, 90:7, no",
    "at-goal, known to be below the bound, 90:<7, yes 90",
    "at-goal, at most the bound, 90:<=7, no",
    "at-goal, known to be above something lower, 90:>3, no",
    "risen, just above, 90:7.01, yes 90",
    "risen, the bound itself, 90:7, no",
    "risen, known to be above the bound, 90:>7, yes 90",
    "recovery, counts before the nadir are no recovery, 1:3.2 3:3.1 10:0.2 20:0.6 22:0.7, yes 20",
    "recovery, still in the nadir, 1:3.2 3:3.1 10:0.2, NO_LATER",
    "recovery, never fell, 1:3.2 3:3.1 10:0.5, NO_NADIR",
    "recovery, only below a limit above it, 1:3.2 10:<0.6 20:0.7 23:0.8, NO_NADIR",
    "newly, high before, -5:20 30:14, yes 30",
    "newly, at goal before, -5:8 30:8, AT_GOAL",
    "newly, nothing known before, -29:20 30:8, NO_BASELINE",
    "visit, clear at the visit, 2:100000 11:10, yes 11",
    "visit, clear under therapy alone, 2:0 11:100000, no",
    "visit, clear before and after, 2:0 30:0, NO_VALUE_IN_WINDOW",
    "visit, the last value of the visit counts, 9:0 13:100000, no",
  })
  void boundNadirBaselineAndVisitAreAskedForWhereGiven(
      String endpoint, String why, String values, String expected) {
    EndpointOutcome outcome = expected.equals("NO_LATER") ? Person.no() : expected(expected);
    assertThat(of(endpoint, "psa", values)).as(why).isEqualTo(outcome);
  }

  @Test
  void twoValuesAYearApartAreNoTransfusionIndependence() {
    TherapyModule module = ModuleCatalog.standard().find("gene-edit-thalassaemia").orElseThrow();
    EndpointRule rule =
        EndpointRule.of(module, module.endpoint("transfusion-independence").orElseThrow());
    Person two = new Person().values("hb", "6:9.1 372:9.2").transfusion("red-blood-cells", 5);
    PersonFacts facts = PersonFacts.of(module, two.anchor(), two.facts());
    assertThat(rule.evaluate(facts)).isEqualTo(Person.unknown(OutcomeReason.FOLLOW_UP_TOO_SHORT));
    Person followed = new Person().transfusion("red-blood-cells", 5);
    for (int day = 6; day <= 520; day += 30) {
      followed.values("hb", day + ":9.1");
    }
    // The first value 60 days or more after the transfusion is that of day 66.
    assertThat(rule.evaluate(PersonFacts.of(module, followed.anchor(), followed.facts())))
        .isEqualTo(Person.yes(456));
  }

  @Test
  void slopeIsLeastSquaresPerYear() {
    // x 0, 100, 200; y 60, 58, 50: Sxy = -1000, Sxx = 20000, so -0.05 a day, -18.2625 a year.
    EndpointOutcome.Measured slope =
        (EndpointOutcome.Measured) of("slope", "egfr", "0:60 100:58 200:50");
    assertThat(slope.value()).isEqualByComparingTo("-18.2625");
    assertThat(slope.unit()).isEqualTo("mL/min/{1.73_m2}/a");
    // On a line: 5 in 365 days.
    assertThat(((EndpointOutcome.Measured) of("slope", "egfr", "0:60 365:55 730:50")).value())
        .isEqualByComparingTo(new BigDecimal("-5.003424658"));
  }

  @Test
  void slopeCountsADayOnceAndOnlyDaysOfItsWindow() {
    assertThat(of("slope", "egfr", "0:59 0:61 100:58 200:50 731:10 -1:99"))
        .isEqualTo(of("slope", "egfr", "0:60 100:58 200:50"));
    assertThat(of("slope", "egfr", "0:60 0:61 100:58"))
        .isEqualTo(Person.unknown(OutcomeReason.TOO_FEW_VALUES));
    assertThat(of("slope", "egfr", "0:>90 100:85 200:80 300:75"))
        .isEqualTo(Person.unknown(OutcomeReason.VALUE_BEYOND_LIMIT));
  }

  @ParameterizedTest
  @CsvSource({
    "a year to the day, 60:9 200:10 425:9.5, '', yes 425",
    "a day less and it goes on, 60:9 200:10 424:9.5, '', FOLLOW_UP_TOO_SHORT",
    "the last value below, 60:9 200:9.5 424:8.9, '', no",
    "begins again after it, 60:9 200:8.9 300:9 500:9 665:9, '', yes 665",
    "transfused within and it begins again, 60:9 200:10 425:9.5, 100, FOLLOW_UP_TOO_SHORT",
    "transfused after the last value, 60:9 200:10 424:9.5, 430, no",
    "transfused before, 60:9 200:10 425:9.5, 59, yes 425",
    "transfused on the first day: begins with the next value, 60:9 61:9 425:9 426:9, 60, yes 426",
    "transfused on the last day, 60:9 425:9, 425, no",
    "followed too short a time, 60:9 300:9, '', FOLLOW_UP_TOO_SHORT",
    "no value, '', '', NO_LATER_VALUE",
    "of a limit below the bound nothing is known, 60:9 200:9 425:>8, '', no",
    "above a limit that keeps the bound, 60:9 200:>9 425:9, '', yes 425",
  })
  void independenceIsAYearOfHaemoglobinWithoutTransfusion(
      String why, String values, String transfused, String expected) {
    Person person = new Person().values("hb", values);
    if (!transfused.isEmpty()) {
      person.transfusion("red-blood-cells", Integer.parseInt(transfused));
    }
    assertThat(person.outcome("independence")).as(why).isEqualTo(expected(expected));
  }

  @Test
  void washoutGapAndComponentCountWhereTheModuleAsks() {
    String monthly = "0:8 40:9 60:9 150:9 240:9 330:9 405:9 425:9";
    Person person = new Person().values("hb", monthly).transfusion("red-blood-cells", 0);
    assertThat(person.outcome("washed-out")).isEqualTo(Person.yes(425));
    assertThat(person.transfusion("platelets", 200).outcome("washed-out"))
        .isEqualTo(Person.yes(425));
    assertThat(person.outcome("independence"))
        .isEqualTo(Person.unknown(OutcomeReason.FOLLOW_UP_TOO_SHORT));
    assertThat(of("washed-out", "hb", "10:9 200:9 380:9"))
        .isEqualTo(Person.unknown(OutcomeReason.TOO_FEW_VALUES));
  }

  private static EndpointOutcome ofModule(String module, String endpoint, Person person) {
    TherapyModule known = ModuleCatalog.standard().find(module).orElseThrow();
    return EndpointRule.of(known, known.endpoint(endpoint).orElseThrow())
        .evaluate(PersonFacts.of(known, person.anchor(), person.facts()));
  }

  private static BiomarkerFact value(String loinc, String value, String unit, int day) {
    return new BiomarkerFact(
        loinc + "-" + day, "p", loinc, new BigDecimal(value), unit, null, Person.day(day));
  }

  @Test
  void transfusedHaemoglobinIsNoneOfTheOwn() {
    Person transfused = new Person().values("hb", "5:12 95:12").dead(200);
    transfused.transfusion("red-blood-cells", 4).transfusion("red-blood-cells", 94);
    assertThat(ofModule("gene-edit-thalassaemia", "total-haemoglobin", transfused))
        .isEqualTo(Person.no());
  }

  @Test
  void targetsAreReachedTogetherOrNot() {
    Person apart = new Person();
    for (int day : new int[] {30, 120}) {
      apart.add(value("4548-4", "6.5", "%", day)).add(value("8480-6", "120", "mm[Hg]", day));
    }
    apart.add(value("4548-4", "9.2", "%", 360)).add(value("8480-6", "120", "mm[Hg]", 360));
    apart.add(value("13457-7", "50", "mg/dL", 360)).add(value("13457-7", "50", "mg/dL", 500));
    assertThat(ofModule("cardiometabolic", "ldl-target", apart)).isEqualTo(Person.yes(360));
    assertThat(ofModule("cardiometabolic", "multi-factor-control", apart)).isEqualTo(Person.no());
  }

  @Test
  void ejectionFractionThatWasLowBeforeDoesNotFall() {
    Person low = new Person().add(value("10230-1", "40", "%", -5));
    low.add(value("10230-1", "40", "%", 80)).add(value("10230-1", "40", "%", 110));
    assertThat(ofModule("adc-her2", "lvef-drop", low))
        .isEqualTo(Person.unknown(OutcomeReason.AT_GOAL));
  }

  /** The count without the method is the same test. */
  @Test
  void anotherCodeOfTheSameTestIsOfTheSameSeries() {
    Person engrafted = new Person();
    String[] counts = {"0.2", "0.6", "0.7", "0.8"};
    for (int i = 0; i < counts.length; i++) {
      engrafted.add(value(i % 2 == 0 ? "26499-4" : "751-8", counts[i], "10*9/L", 15 + i));
    }
    assertThat(ofModule("gene-edit-thalassaemia", "engraftment", engrafted))
        .isEqualTo(Person.yes(16));
    engrafted.add(value("26499-4", "0.1", "10*9/L", 17));
    assertThat(ofModule("gene-edit-thalassaemia", "engraftment", engrafted))
        .isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
  }

  /** Three counts in a row, none more than a week after the other. */
  @Test
  void countsWeeksApartAreNoEngraftment() {
    Person sparse = neutrophils(5, "0.2", 12, "0.6", 40, "0.7");
    assertThat(ofModule("gene-edit-thalassaemia", "engraftment", sparse))
        .isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
    assertThat(
            ofModule(
                "gene-edit-thalassaemia",
                "engraftment",
                neutrophils(5, "0.2", 12, "0.6", 40, "0.7", 41, "0.8")))
        .isEqualTo(Person.unknown(OutcomeReason.TOO_FEW_VALUES));
    assertThat(
            ofModule(
                "gene-edit-thalassaemia",
                "engraftment",
                neutrophils(5, "0.2", 12, "0.6", 14, "0.7")))
        .isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
    assertThat(
            ofModule(
                "gene-edit-thalassaemia",
                "engraftment",
                neutrophils(5, "0.2", 12, "0.6", 19, "0.7", 26, "0.8")))
        .isEqualTo(Person.yes(12));
    assertThat(
            ofModule(
                "gene-edit-thalassaemia",
                "engraftment",
                neutrophils(5, "0.2", 12, "0.6", 20, "0.7", 21, "0.8", 22, "0.9")))
        .isEqualTo(Person.yes(20));
  }

  private static Person neutrophils(Object... daysAndCounts) {
    Person person = new Person();
    for (int i = 0; i < daysAndCounts.length; i += 2) {
      person.add(
          value("751-8", (String) daysAndCounts[i + 1], "10*9/L", (Integer) daysAndCounts[i]));
    }
    return person;
  }

  @Test
  void thyroglobulinOfOneIsNotBelowOne() {
    for (String last : new String[] {"1", "0.9"}) {
      Person person = new Person().add(value("3013-0", "0.9", "ng/mL", 100));
      person.add(value("3013-0", last, "ng/mL", 200));
      assertThat(ofModule("i131-thyroid", "low-thyroglobulin", person))
          .isEqualTo(last.equals("1") ? Person.no(OutcomeReason.NOT_CONFIRMED) : Person.yes(100));
    }
  }

  @Test
  void deathBeforeTheDurationIsANo() {
    Person person = new Person().values("hb", "60:9 200:9").dead(210);
    assertThat(person.outcome("independence")).isEqualTo(Person.no());
  }
}
