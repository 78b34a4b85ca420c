package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/** Kidney replacement, revascularisation and causes of death as events of endpoints. */
class ProcedureRulesTest {
  private static final TherapyModule CKD = ModuleCatalog.standard().find("ckd").orElseThrow();
  private static final TherapyModule CARDIO =
      ModuleCatalog.standard().find("cardiometabolic").orElseThrow();

  private static EndpointOutcome outcome(TherapyModule module, String endpoint, Person person) {
    return EndpointRule.of(module, module.endpoint(endpoint).orElseThrow())
        .evaluate(PersonFacts.of(module, person.anchor(), person.facts()));
  }

  private static EndpointOutcome replacement(Person person) {
    return outcome(CKD, "replacement", person);
  }

  private static Person procedure(Person person, String kind, int from, Integer to, boolean on) {
    return person.add(
        new ProcedureFact(
            kind + from, "p", kind, Person.day(from), to == null ? null : Person.day(to), on));
  }

  @Test
  void dialysisOfFourWeeksIsKidneyReplacementFromItsFirstDay() {
    assertThat(replacement(procedure(new Person(), "dialysis", 100, 128, false)))
        .isEqualTo(Person.time(100, true, OutcomeReason.PROCEDURE));
    assertThat(replacement(procedure(new Person().alive(300), "dialysis", 100, 127, false)))
        .isEqualTo(Person.time(300, false, OutcomeReason.LAST_CONTACT));
  }

  @Test
  void sessionsAreOneTimeOnDialysisAndAFewAreNone() {
    Person maintained = new Person();
    for (int day = 100; day <= 128; day += 7) {
      procedure(maintained, "dialysis", day, day, false);
    }
    assertThat(replacement(maintained)).isEqualTo(Person.time(100, true, OutcomeReason.PROCEDURE));
    Person acute = new Person().alive(400);
    procedure(acute, "dialysis", 20, 20, false);
    procedure(acute, "dialysis", 22, 22, false);
    procedure(acute, "dialysis", 200, 200, false);
    assertThat(replacement(acute)).isEqualTo(Person.time(400, false, OutcomeReason.LAST_CONTACT));
  }

  @Test
  void dialysisThatGoesOnLastsAsLongAsThePersonIsSeen() {
    assertThat(replacement(procedure(new Person().alive(110), "dialysis", 100, null, true)))
        .isEqualTo(Person.time(110, false, OutcomeReason.LAST_CONTACT));
    assertThat(replacement(procedure(new Person().alive(140), "dialysis", 100, null, true)))
        .isEqualTo(Person.time(100, true, OutcomeReason.PROCEDURE));
  }

  @Test
  void transplantationIsAnEventAtOnceAndOneBeforeTheStartIsNone() {
    assertThat(replacement(procedure(new Person(), "kidney-transplant", 50, 50, false)))
        .isEqualTo(Person.time(50, true, OutcomeReason.PROCEDURE));
    assertThat(replacement(procedure(new Person().alive(90), "kidney-transplant", -50, -50, false)))
        .isEqualTo(Person.time(90, false, OutcomeReason.LAST_CONTACT));
    assertThat(replacement(procedure(new Person().alive(90), "liver-transplant", 50, 50, false)))
        .isEqualTo(Person.time(90, false, OutcomeReason.LAST_CONTACT));
  }

  @Test
  void whoIsOnDialysisAtTheStartCannotFail() {
    assertThat(replacement(procedure(new Person().alive(90), "dialysis", -60, null, true)))
        .isEqualTo(Person.unknown(OutcomeReason.UNDER_WAY));
  }

  @Test
  void deathBeforeReplacementCensors() {
    assertThat(replacement(procedure(new Person().dead(40), "kidney-transplant", 50, 50, false)))
        .isEqualTo(Person.time(40, false, OutcomeReason.DEATH));
  }

  @Test
  void kidneyFailureIsSeenByFiltrationOrReplacementWhicheverComesFirst() {
    Person dialysed =
        procedure(values(new Person(), "0:30 100:20 200:18"), "dialysis", 150, 300, false);
    assertThat(outcome(CKD, "kidney-failure", dialysed))
        .isEqualTo(Person.time(150, true, OutcomeReason.PROCEDURE));
    Person both =
        procedure(values(new Person(), "0:30 100:12 140:11"), "dialysis", 150, 300, false);
    assertThat(((EndpointOutcome.Time) outcome(CKD, "kidney-failure", both)).days()).isEqualTo(100);
    Person neither = values(new Person(), "0:30 100:28 200:27");
    assertThat(outcome(CKD, "kidney-failure", neither))
        .isEqualTo(Person.time(200, false, OutcomeReason.LAST_ASSESSMENT));
  }

  @Test
  void withoutEventTheTimeEndsWithTheLastFiltrationAndNotWithTheLastContact() {
    Person person = values(new Person(), "0:30 100:28").alive(1700);
    assertThat(outcome(CKD, "kidney-failure", person))
        .isEqualTo(Person.time(100, false, OutcomeReason.LAST_ASSESSMENT));
  }

  /** An event brings nobody in who would be left out without it. */
  @Test
  void whoHasNoBaselineOrFailedBeforeIsOutWithAndWithoutAnEvent() {
    for (String egfr : new String[] {"30:28 60:27", "-5:12 30:12 90:11"}) {
      OutcomeReason reason =
          egfr.startsWith("-") ? OutcomeReason.AT_GOAL : OutcomeReason.NO_BASELINE;
      Person without = values(new Person(), egfr).alive(400);
      Person with =
          procedure(values(new Person(), egfr).alive(400), "kidney-transplant", 50, 50, false);
      for (String endpoint : new String[] {"kidney-failure", "kidney-composite"}) {
        assertThat(outcome(CKD, endpoint, without)).isEqualTo(Person.unknown(reason));
        assertThat(outcome(CKD, endpoint, with)).isEqualTo(Person.unknown(reason));
      }
    }
  }

  @Test
  void slopeEndsWithTransplantationAndDialysis() {
    String own = "90:18 200:15 330:12";
    EndpointOutcome slope = outcome(CKD, "egfr-slope", values(new Person(), own));
    Person transplanted = values(new Person(), own + " 400:65 500:66");
    procedure(transplanted, "kidney-transplant", 350, 350, false);
    assertThat(outcome(CKD, "egfr-slope", transplanted)).isEqualTo(slope);
    Person dialysed = values(new Person(), own + " 400:8 500:7");
    procedure(dialysed, "dialysis", 350, 600, false);
    assertThat(outcome(CKD, "egfr-slope", dialysed)).isEqualTo(slope);
    Person acute = values(new Person(), own + " 400:14");
    procedure(acute, "dialysis", 350, 352, false);
    assertThat(outcome(CKD, "egfr-slope", acute))
        .isEqualTo(outcome(CKD, "egfr-slope", values(new Person(), own + " 400:14")));
    assertThat(
            outcome(
                CKD,
                "egfr-slope",
                procedure(values(new Person(), own), "dialysis", -60, 600, false)))
        .isEqualTo(Person.unknown(OutcomeReason.UNDER_WAY));
  }

  @Test
  void sustainedDeclineHasNoReboundBetween() {
    assertThat(outcome(CKD, "decline57", values(new Person(), "0:60 30:20 45:55 60:20 90:58")))
        .isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
    assertThat(outcome(CKD, "decline57", values(new Person(), "0:60 30:20 45:21 60:20 90:58")))
        .isEqualTo(Person.yes(30));
  }

  private static Person values(Person person, String text) {
    return person.values("egfr", text);
  }

  @Test
  void aDeathCountsByItsCauseAndOneOfUnknownCauseAsCardiovascular() {
    assertThat(outcome(CARDIO, "mace", new Person().dead(200)))
        .isEqualTo(Person.time(200, true, OutcomeReason.DEATH));
    Person ofCancer = new Person().dead(200);
    ofCancer.add(new DeathCauseFact("f0", "p", "cancer", Person.day(200)));
    assertThat(outcome(CARDIO, "mace", ofCancer))
        .isEqualTo(Person.time(200, false, OutcomeReason.DEATH));
    assertThat(outcome(CARDIO, "death-infarction-or-stroke", ofCancer))
        .isEqualTo(Person.time(200, true, OutcomeReason.DEATH));
  }

  @Test
  void revascularisationIsPartOfTheExpandedEndpointAlone() {
    Person person = procedure(new Person().alive(300), "coronary-revascularisation", 80, 80, false);
    assertThat(outcome(CARDIO, "mace", person))
        .isEqualTo(Person.time(300, false, OutcomeReason.LAST_CONTACT));
    assertThat(outcome(CARDIO, "mace-expanded", person))
        .isEqualTo(Person.time(80, true, OutcomeReason.PROCEDURE));
  }

  @Test
  void withoutTheCauseUnknownAnUnreportedCauseIsNoEvent() {
    TherapyModule.Endpoint cancer =
        Person.endpoint(
            "cancer-death",
            RuleKind.TIME_TO_EVENT,
            Map.of("event", "death-of-cause", "causes", List.of("cancer")));
    Person dead = new Person().dead(70);
    assertThat(
            EndpointRule.of(Person.MODULE, cancer)
                .evaluate(PersonFacts.of(Person.MODULE, dead.anchor(), dead.facts())))
        .isEqualTo(Person.time(70, false, OutcomeReason.DEATH));
  }

  private static Person charge(Person person, String component, String amount, int day) {
    return charge(person, component, amount, "EUR", 2025, day);
  }

  private static Person charge(
      Person person, String component, String amount, String currency, Integer year, int day) {
    String id = "charge" + person.facts().size();
    return person.add(
        new CostFact(
            id, "p", "c", component, new BigDecimal(amount), currency, year, Person.day(day)));
  }

  private static EndpointOutcome total(Person person) {
    return outcome(CKD, "replacement-cost", person);
  }

  private static EndpointOutcome perYear(Person person) {
    return outcome(CKD, "replacement-cost-year", person);
  }

  private static EndpointOutcome.Amount euro(String amount, boolean perYear) {
    return new EndpointOutcome.Amount(new BigDecimal(amount), "EUR", 2025, perYear);
  }

  @Test
  void costOfReplacementIsItsChargesFromTheFirstDialysisOn() {
    Person person = procedure(new Person().alive(900), "dialysis", 700, 800, false);
    procedure(person, "kidney-transplant", 801, null, false);
    charge(person, "replacement", "500", 699);
    charge(person, "replacement", "21000", 700);
    charge(person, "replacement", "49000", 820);
    charge(person, "drug", "420", 750);
    assertThat(total(person)).isEqualTo(euro("7E+4", false));
    // 200 days: 70000 * 365.25 / 200.
    assertThat(perYear(person)).isEqualTo(euro("127837.5", true));
    // A death ends the time in which costs arise, whenever the last bill came.
    assertThat(perYear(charge(person.dead(800), "replacement", "0", 890)))
        .isEqualTo(euro("255675", true));
  }

  @Test
  void costWithoutReplacementChargeOrTimeIsNotKnown() {
    Person none = charge(new Person().alive(900), "replacement", "100", 10);
    assertThat(total(none)).isEqualTo(Person.unknown(OutcomeReason.NO_PROCEDURE));
    Person unbilled = procedure(new Person().alive(900), "dialysis", 100, 200, false);
    assertThat(total(unbilled)).isEqualTo(Person.unknown(OutcomeReason.NO_CHARGE));
    Person early = procedure(new Person().alive(189), "dialysis", 100, 188, false);
    charge(early, "replacement", "100", 150);
    assertThat(total(early)).isEqualTo(euro("1E+2", false));
    assertThat(perYear(early)).isEqualTo(Person.unknown(OutcomeReason.FOLLOW_UP_TOO_SHORT));
    Person before = procedure(new Person().alive(900), "dialysis", -10, 200, false);
    assertThat(total(charge(before, "replacement", "100", 10)))
        .isEqualTo(Person.unknown(OutcomeReason.UNDER_WAY));
  }

  @Test
  void amountsOfSeveralPricesAreNotAdded() {
    Person person = procedure(new Person().alive(900), "dialysis", 100, 200, false);
    charge(person, "replacement", "100", 150);
    assertThat(total(charge(person, "replacement", "100", "CNY", 2025, 160)))
        .isEqualTo(Person.unknown(OutcomeReason.SEVERAL_PRICES));
    Person years = procedure(new Person().alive(900), "dialysis", 100, 200, false);
    charge(years, "replacement", "100", 150);
    assertThat(total(charge(years, "replacement", "100", "EUR", 2026, 160)))
        .isEqualTo(Person.unknown(OutcomeReason.SEVERAL_PRICES));
  }
}
