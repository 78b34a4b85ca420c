package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SumOfDiametersRuleTest {
  private static Person person() {
    return new Person()
        .lesion("a", "target", false)
        .lesion("b", "target", false)
        .lesion("n", "target", true)
        .lesion("x", "new", false)
        .lesion("o", "non-target", false);
  }

  private static List<SumOfDiametersRule.Assessment> assess(Person person) {
    SumOfDiametersRule rule =
        SumOfDiametersRule.of(Person.MODULE.endpoint("targets").orElseThrow());
    return rule.assess(PersonFacts.of(Person.MODULE, person.anchor(), person.facts()))
        .orElseThrow();
  }

  @Test
  void responseIsFromBaselineAndProgressionFromTheNadir() {
    // 80 mm at baseline, 50 mm (-37.5 %) is partial; 62 mm is +24 % and +12 mm from 50 mm.
    Person person = person().sizes(-10, "a=50 b=30").sizes(56, "a=30 b=20").sizes(112, "a=40 b=22");
    assertThat(assess(person))
        .containsExactly(
            new SumOfDiametersRule.Assessment(56, new BigDecimal("50"), "PR"),
            new SumOfDiametersRule.Assessment(112, new BigDecimal("62"), "PD"));
    assertThat(person.outcome("targets")).isEqualTo(Person.yes(56));
  }

  @ParameterizedTest
  @CsvSource({
    "exactly 30 percent less, 100, 70, PR",
    "a little less than that, 100, 70.1, SD",
    "20 percent and 5 mm more, 25, 30, PD",
    "20 percent but 4 mm more, 20, 24, SD",
    "5 mm but less than 20 percent more, 50, 55, SD",
    "gone, 40, 0, CR",
    "halved, 10, 5, PR",
  })
  void categoryIsOfTheSum(String why, String before, String after, String category) {
    Person person = person().sizes(-10, "a=" + before).sizes(56, "a=" + after);
    assertThat(assess(person)).extracting("category").as(why).containsExactly(category);
  }

  @Test
  void aNodeOfLessThanTenMillimetresIsNoLongerDisease() {
    assertThat(assess(person().sizes(-10, "a=20 n=18").sizes(56, "a=0 n=9.9")))
        .extracting("category")
        .containsExactly("CR");
    assertThat(assess(person().sizes(-10, "a=20 n=18").sizes(56, "a=0 n=10")))
        .extracting("category")
        .containsExactly("PR");
    assertThat(assess(person().sizes(-10, "a=20 n=18").sizes(56, "a=9.9 n=0")))
        .extracting("category")
        .containsExactly("PR");
  }

  @Test
  void ofPartOfTheLesionsOnlyProgressionCanBeSeen() {
    assertThat(assess(person().sizes(-10, "a=20 b=20").sizes(56, "a=5").sizes(112, "a=50")))
        .extracting("category")
        .containsExactly("NE", "PD");
    assertThat(person().sizes(-10, "a=20 b=20").sizes(56, "a=5").outcome("targets"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_ASSESSMENT));
  }

  @Test
  void aNewLesionIsProgressionOnTheDayOfItsFirstMeasurement() {
    Person person =
        person().sizes(-10, "a=50").sizes(50, "x=8").sizes(56, "a=10").sizes(100, "x=12");
    assertThat(assess(person)).extracting("category").startsWith("PD");
    assertThat(assess(person).get(0).day()).isEqualTo(50);
    assertThat(person.outcome("targets")).isEqualTo(Person.no());
    assertThat(person().sizes(-10, "a=50").sizes(30, "x=8").outcome("targets"))
        .isEqualTo(Person.no());
  }

  @Test
  void lesionsThatAreNoTargetsAndLesionsThatAreNotKnownDoNotCount() {
    Person person = person().sizes(-10, "a=50 o=90 z=10").sizes(56, "a=30 o=200 z=100");
    assertThat(person.outcome("targets")).isEqualTo(Person.yes(56));
  }

  @Test
  void imagesOfOneAssessmentMayLieOnSeveralDays() {
    Person person =
        person().sizes(-10, "a=50").sizes(-8, "b=30").sizes(56, "b=10").sizes(60, "a=20");
    assertThat(assess(person))
        .containsExactly(new SumOfDiametersRule.Assessment(60, new BigDecimal("30"), "PR"));
    // Progression is dated by the first image, and a lesion measured again begins a new assessment.
    Person worse = person().sizes(-10, "a=50").sizes(56, "a=70").sizes(60, "a=72");
    assertThat(assess(worse)).extracting("day").containsExactly(56, 60);
  }

  @Test
  void ofTwoSizesOfADayTheOneThatShowsLessResponseCounts() {
    assertThat(person().sizes(-10, "a=50 a=100").sizes(56, "a=69 a=30").outcome("targets"))
        .isEqualTo(Person.no());
  }

  @Test
  void baselineIsAtMostFourWeeksOldAndNotAfterTheStart() {
    assertThat(person().sizes(-29, "a=50").sizes(56, "a=10").outcome("targets"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_BASELINE));
    assertThat(person().sizes(-28, "a=50").sizes(56, "a=10").outcome("targets"))
        .isEqualTo(Person.yes(56));
    assertThat(person().sizes(1, "a=50").sizes(56, "a=10").outcome("targets"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_BASELINE));
    assertThat(person().sizes(0, "a=50").outcome("targets"))
        .isEqualTo(Person.unknown(OutcomeReason.NO_ASSESSMENT));
  }
}
