package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.Completeness;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.RequiredElement;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Profile;

class CourseCompletenessTest {

  private static final LocalDate START = LocalDate.of(2025, 3, 3);
  private static final String PERSON = "p";

  private static TherapyModule module(String id) {
    return ModuleCatalog.standard().find(id).orElseThrow();
  }

  private static CourseFact course(String module, LocalDate end) {
    return new CourseFact(
        "c",
        PERSON,
        module,
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

  private static Fact cycle(int number, int day) {
    return new CycleFact("y" + number, "c", PERSON, number, "completed", START.plusDays(day), null);
  }

  private static Fact lab(String loinc, int day) {
    return new BiomarkerFact(
        "b" + day, PERSON, loinc, BigDecimal.ONE, "1", null, START.plusDays(day));
  }

  private static List<String> missing(String module, List<Fact> facts, Set<Profile> records) {
    Completeness score =
        CourseCompleteness.of(module(module), course(module, null), facts, records);
    return score.missing().stream().map(RequiredElement::id).toList();
  }

  @Test
  void ofAnEmptyRecordOnlyTheCourseItselfIsThere() {
    TherapyModule module = module("rlt-psma");
    Completeness score =
        CourseCompleteness.of(module, course("rlt-psma", null), List.of(), Set.of());
    assertThat(score.present()).isEqualTo(2);
    assertThat(score.missing()).hasSize(module.required().size() - 1);
  }

  @Test
  void aLaboratoryValueCountsInTheWindowOfAnyCycleAndNowhereElse() {
    // labs-before: day -14 to 0 of each cycle; cycles on days 0 and 42.
    List<Fact> cycles = List.of(cycle(1, 0), cycle(2, 42));
    for (int day : new int[] {-14, 0, 28, 42}) {
      assertThat(missing("rlt-psma", with(cycles, lab("2857-1", day)), Set.of()))
          .as("day " + day)
          .doesNotContain("psa-before");
    }
    for (int day : new int[] {-15, 1, 27, 43}) {
      assertThat(missing("rlt-psma", with(cycles, lab("2857-1", day)), Set.of()))
          .as("day " + day)
          .contains("psa-before");
    }
  }

  @Test
  void aVisitOfASeriesMayComeEarlyOrLate() {
    // visits: every 90 days from day 90, 14 days either way.
    for (int day : new int[] {76, 104, 180, 194}) {
      assertThat(missing("ckd", List.of(lab("98979-8", day)), Set.of()))
          .as("day " + day)
          .doesNotContain("egfr-visits");
    }
    for (int day : new int[] {75, 105, 165}) {
      assertThat(missing("ckd", List.of(lab("98979-8", day)), Set.of()))
          .as("day " + day)
          .contains("egfr-visits");
    }
  }

  @Test
  void aWindowAfterTheInfusionWaitsForAnInfusion() {
    Fact copies = lab("transgene-copies", 30);
    Fact infusion =
        new AdministrationFact(
            "a",
            PERSON,
            null,
            START.atStartOfDay().atOffset(ZoneOffset.UTC),
            "axicabtagene-ciloleucel",
            null,
            null);
    assertThat(missing("cart-lbcl", List.of(copies), Set.of())).contains("persistence-early");
    assertThat(missing("cart-lbcl", List.of(copies, infusion), Set.of()))
        .doesNotContain("persistence-early");
  }

  @Test
  void costOfReplacementTherapyIsDueOfWhoHadIt() {
    String element = "replacement-cost";
    assertThat(missing("ckd", List.of(), Set.of())).doesNotContain(element).contains("cost");
    Fact dialysis = new ProcedureFact("d", PERSON, "dialysis", START, null, true);
    Fact drug = cost("drug");
    assertThat(missing("ckd", List.of(dialysis, drug), Set.of()))
        .contains(element)
        .doesNotContain("cost");
    assertThat(missing("ckd", List.of(dialysis, cost("replacement")), Set.of()))
        .doesNotContain(element);
  }

  private static Fact cost(String component) {
    return new CostFact("k", PERSON, "c", component, BigDecimal.TEN, "EUR", 2025, START);
  }

  @Test
  void diagnosisAndConsentAreSeenFromTheRecords() {
    assertThat(missing("ckd", List.of(), Set.of(Profile.INDICATION, Profile.CONSENT)))
        .doesNotContain("diagnosis", "consent")
        .contains("decision-date");
  }

  private static List<Fact> with(List<Fact> facts, Fact more) {
    List<Fact> all = new ArrayList<>(facts);
    all.add(more);
    return all;
  }
}
