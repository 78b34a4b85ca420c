package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

class CourseScheduleTest {

  private static final TherapyModule PSMA = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
  private static final LocalDate START = LocalDate.of(2025, 3, 3);

  private static CourseFact course(LocalDate end) {
    return new CourseFact(
        "c",
        "p",
        "rlt-psma",
        "treated",
        "radioligand",
        START,
        DatePrecision.DAY,
        end,
        1,
        "in-progress",
        null,
        null);
  }

  private static CycleFact cycle() {
    return new CycleFact("y", "c", "p", 1, "completed", START, null);
  }

  private static BiomarkerFact lab(LocalDate on) {
    return new BiomarkerFact("l" + on, "p", "2857-1", BigDecimal.ONE, "ng/mL", null, on);
  }

  private static List<String> missing(LocalDate until, Fact... facts) {
    return missing(course(null), until, facts);
  }

  private static List<String> missing(CourseFact course, LocalDate until, Fact... facts) {
    return CourseSchedule.missing(PSMA, course, List.of(facts), until).stream()
        .map(visit -> visit.window().id() + " " + visit.on())
        .toList();
  }

  @Test
  void laboratoryOfACycleIsDueInItsWindowUntilItIsThere() {
    LocalDate today = START.plusDays(15);
    assertThat(missing(today, cycle()))
        .contains("labs-before 2025-03-03", "labs-after 2025-03-17")
        .doesNotContain("labs-after 2025-03-31");
    assertThat(missing(today, cycle(), lab(START.minusDays(14)), lab(START.plusDays(17))))
        .noneMatch(visit -> visit.startsWith("labs"));
    assertThat(missing(today, cycle(), lab(START.minusDays(15)), lab(START.plusDays(18))))
        .contains("labs-before 2025-03-03", "labs-after 2025-03-17");
  }

  @Test
  void lastDayOfAWindowIsNotOverdue() {
    DueVisit after =
        CourseSchedule.missing(PSMA, course(null), List.of(cycle()), START.plusDays(11)).stream()
            .filter(visit -> visit.window().id().equals("labs-after"))
            .findFirst()
            .orElseThrow();
    assertThat(after.from()).isEqualTo(START.plusDays(11));
    assertThat(after.to()).isEqualTo(START.plusDays(17));
    assertThat(after.overdue(START.plusDays(17))).isFalse();
    assertThat(after.overdue(START.plusDays(18))).isTrue();
  }

  @Test
  void followUpIsDueOnlyAfterTheEndAndWhoIsKnownToLiveLaterWasSeen() {
    LocalDate end = START.plusDays(200);
    LocalDate today = end.plusDays(200);
    assertThat(missing(today, cycle())).noneMatch(visit -> visit.startsWith("follow-up"));
    assertThat(missing(course(end), today, cycle()))
        .contains("follow-up " + end.plusDays(90), "follow-up " + end.plusDays(180));
    assertThat(missing(course(end), today, cycle(), new SurvivalFact("s", "p", false, today, null)))
        .noneMatch(visit -> visit.startsWith("follow-up"));
  }

  @Test
  void nothingIsDueOfTheDead() {
    LocalDate end = START.plusDays(200);
    List<Fact> facts = new ArrayList<>(List.of(cycle()));
    facts.add(new SurvivalFact("s", "p", true, end.plusDays(100), null));
    assertThat(missing(course(end), end.plusDays(400), facts.toArray(Fact[]::new)))
        .noneMatch(visit -> visit.equals("follow-up " + end.plusDays(180)));
  }
}
