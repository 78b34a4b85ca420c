package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

/** Event-free survival of acute lymphoblastic leukaemia; remission is judged on days 21 to 42. */
class EventFreeRuleTest {
  private static final String ALL = "ALL-RESPONSE";

  @Test
  void remissionThatWasNeverReachedIsAnEventAtTheStart() {
    Person person = new Person().response(ALL, "nonCR", 28).alive(100);
    assertThat(person.outcome("efs"))
        .isEqualTo(Person.time(0, true, OutcomeReason.TREATMENT_FAILURE));
    assertThat(person.outcome("efs-window"))
        .isEqualTo(Person.time(42, true, OutcomeReason.TREATMENT_FAILURE));
  }

  @Test
  void progressionBeforeARemissionIsAFailureOfItsDay() {
    Person person = new Person().response(ALL, "PD", 14).response(ALL, "CR", 28).alive(100);
    assertThat(person.outcome("efs"))
        .isEqualTo(Person.time(0, true, OutcomeReason.TREATMENT_FAILURE));
    assertThat(person.outcome("efs-window"))
        .isEqualTo(Person.time(14, true, OutcomeReason.TREATMENT_FAILURE));
  }

  @Test
  void remissionIsCountedToRelapseOrDeathElseToTheLastAssessment() {
    for (String remission : new String[] {"CR", "CRi"}) {
      Person person = new Person().response(ALL, remission, 28).response(ALL, "CR", 90);
      assertThat(person.alive(400).outcome("efs"))
          .isEqualTo(Person.time(90, false, OutcomeReason.LAST_ASSESSMENT));
      assertThat(person.dead(500).outcome("efs"))
          .isEqualTo(Person.time(500, true, OutcomeReason.DEATH));
      assertThat(person.response(ALL, "PD", 300).outcome("efs"))
          .isEqualTo(Person.time(300, true, OutcomeReason.PROGRESSION));
    }
  }

  @Test
  void remissionMayComeLaterWithinTheWindowButNotAfterIt() {
    Person person = new Person().response(ALL, "nonCR", 22).alive(100);
    assertThat(person.outcome("efs"))
        .isEqualTo(Person.time(0, true, OutcomeReason.TREATMENT_FAILURE));
    assertThat(person.response(ALL, "CR", 42).outcome("efs"))
        .isEqualTo(Person.time(42, false, OutcomeReason.LAST_ASSESSMENT));
    assertThat(new Person().response(ALL, "CR", 43).alive(100).outcome("efs"))
        .isEqualTo(Person.time(0, true, OutcomeReason.TREATMENT_FAILURE));
  }

  /** Before the window is over a remission may still come. */
  @ParameterizedTest
  @CsvSource({"41, 28, false", "42, 0, true"})
  void failureIsKnownWhenTheWindowIsOver(int seen, int days, boolean event) {
    OutcomeReason reason = event ? OutcomeReason.TREATMENT_FAILURE : OutcomeReason.LAST_ASSESSMENT;
    assertThat(new Person().response(ALL, "nonCR", 28).alive(seen).outcome("efs"))
        .isEqualTo(Person.time(days, event, reason));
  }

  @Test
  void whoWasNotAssessedSoLateIsCensoredAndNotAFailure() {
    assertThat(new Person().response(ALL, "nonCR", 14).alive(400).outcome("efs"))
        .isEqualTo(Person.time(14, false, OutcomeReason.LAST_ASSESSMENT));
    assertThat(new Person().response(ALL, "NE", 28).alive(400).outcome("efs"))
        .isEqualTo(Person.time(0, false, OutcomeReason.NO_ASSESSMENT));
    assertThat(new Person().outcome("efs")).isEqualTo(Person.unknown(OutcomeReason.NO_FOLLOW_UP));
  }

  @Test
  void deathBeforeTheWindowIsOverIsAnEventOfItsDay() {
    assertThat(new Person().dead(20).outcome("efs"))
        .isEqualTo(Person.time(20, true, OutcomeReason.DEATH));
    assertThat(new Person().response(ALL, "nonCR", 28).dead(35).outcome("efs"))
        .isEqualTo(Person.time(35, true, OutcomeReason.DEATH));
    assertThat(new Person().response(ALL, "nonCR", 28).dead(42).outcome("efs"))
        .isEqualTo(Person.time(0, true, OutcomeReason.TREATMENT_FAILURE));
  }

  @Test
  void assessmentsByAnotherCriterionOrAfterDeathDoNotCount() {
    assertThat(new Person().response("RECIST1.1", "PD", 28).alive(100).outcome("efs"))
        .isEqualTo(Person.time(0, false, OutcomeReason.NO_ASSESSMENT));
    assertThat(new Person().dead(20).response(ALL, "CR", 28).outcome("efs"))
        .isEqualTo(Person.time(20, true, OutcomeReason.DEATH));
  }

  /** The same persons: what progression-free survival censors, event-free survival counts. */
  @Test
  void leukaemiaModuleAsksForBoth() {
    TherapyModule module = ModuleCatalog.standard().find("cart-b-all").orElseThrow();
    assertThat(EndpointRule.overKnownDays(module, module.endpoint("efs").orElseThrow()))
        .isInstanceOfSatisfying(
            EventFreeRule.class,
            rule -> {
              assertThat(rule.window()).isEqualTo(new DayWindow(21, 104));
              assertThat(rule.remission()).containsExactlyInAnyOrder("CR", "CRi");
              assertThat(rule.failureAtStart()).isTrue();
            });
    assertThat(EndpointRule.overKnownDays(module, module.endpoint("pfs").orElseThrow()))
        .isInstanceOf(TimeToEventRule.class);
  }
}
