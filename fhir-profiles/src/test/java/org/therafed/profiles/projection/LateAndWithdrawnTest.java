package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleReader;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.ProfileTable;

/** From resources to outcomes: what comes late or is taken back changes them, nothing else does. */
class LateAndWithdrawnTest {
  private final FactProjection projection = new FactProjection(ProfileTable.standard());

  private static ObjectNode psa(String id, String on, double value) {
    ObjectNode lab = Examples.read("atr-lab");
    lab.put("id", id).put("effectiveDateTime", on);
    ((ObjectNode) lab.path("valueQuantity")).put("value", value).remove("comparator");
    return lab;
  }

  private EndpointOutcome psa50(List<ObjectNode> resources) {
    List<Fact> facts = new ArrayList<>();
    resources.forEach(resource -> facts.addAll(projection.project(resource)));
    Anchor anchor = Anchor.of((CourseFact) projection.project(course()).get(0));
    return EndpointRule.of(Person.MODULE, Person.MODULE.endpoint("psa50").orElseThrow())
        .evaluate(PersonFacts.of(Person.MODULE, anchor, facts));
  }

  private static ObjectNode course() {
    return Examples.read("atr-treatment-course");
  }

  @Test
  void lateValueConfirmsAndWithdrawnValueTakesTheResponseBack() {
    ObjectNode baseline = psa("b", "2025-02-10", 100);
    ObjectNode decline = psa("c", "2025-03-17", 40);
    ObjectNode confirmation = psa("d", "2025-04-07", 45);
    assertThat(psa50(List.of(baseline, decline))).isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
    assertThat(psa50(List.of(confirmation, baseline, decline))).isEqualTo(Person.yes(28));
    decline.put("status", "entered-in-error");
    assertThat(psa50(List.of(confirmation, baseline, decline)))
        .isEqualTo(Person.no(OutcomeReason.NOT_CONFIRMED));
    baseline.put("status", "entered-in-error");
    assertThat(psa50(List.of(confirmation, baseline, decline)))
        .isEqualTo(Person.unknown(OutcomeReason.NO_BASELINE));
  }

  @Test
  void standardCareCourseIsAnAnchorLikeATreatedOne() {
    CourseFact standard =
        (CourseFact) projection.project(Examples.read("atr-treatment-course-standard-care")).get(0);
    assertThat(Anchor.of(standard))
        .isEqualTo(
            new Anchor(
                LocalDate.of(2024, 11, 20),
                DatePrecision.DAY,
                "rlt-psma",
                standard.courseId(),
                "standard-care"));
    DecisionFact decision = (DecisionFact) projection.project(Examples.read("atr-decision")).get(0);
    assertThat(Anchor.of(decision).courseId()).isNull();
    assertThat(Anchor.of(decision).on()).isEqualTo(LocalDate.of(2025, 2, 3));
  }

  @ParameterizedTest
  @EnumSource(RuleKind.class)
  void everyKindRefusesEndpointsOfAnother(RuleKind kind) {
    TherapyModule.Endpoint other =
        Person.MODULE.endpoints().stream().filter(e -> e.kind() != kind).findFirst().orElseThrow();
    assertThatThrownBy(() -> RuleParameters.of(other, kind)).hasMessageContaining("FP-PROJ-003");
  }

  @ParameterizedTest
  @EnumSource(RuleKind.class)
  void everyKindNamesTheParameterThatIsMissing(RuleKind kind) {
    TherapyModule.Endpoint bare = Person.endpoint("bare", kind, Map.of());
    assertThatThrownBy(() -> EndpointRule.of(Person.MODULE, bare))
        .hasMessageContaining("FP-PROJ-004 The endpoint bare cannot be evaluated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "threshold-confirmed|{biomarker: psa, comparator: \"<\", value: 1, confirmDays: 0}",
        "threshold-confirmed|{biomarker: psa, comparator: \"<=\", confirmDays: 0}",
        "time-to-event|{event: boredom}",
        "time-to-event|{event: adverse-event}",
        "time-to-event|{event: adverse-event, terms: [Bad luck]}",
        "best-of|{criterion: RECIST1.1}",
        "sum-of-diameters|{measure: weight, partialPercent: -30, progressionPercent: 20, progressionMillimetre: 5}",
        "slope|{biomarker: psa, fromDay: 0, toDay: 1, minPoints: 1}",
        "cumulative-dose-limit|{organ: \"64033007\", gray: 0}",
        "cumulative-dose-limit|{gray: 23}",
        "grade-lookup|{scale: CTCAE-4.0, minGrade: 3, withinDays: 1}",
        "grade-lookup|{scale: CTCAE-5.0, minGrade: 3, withinDays: 1}",
        "grade-lookup|{scale: ASTCT-CRS, minGrade: 0, withinDays: 1}",
        "composite|{operator: all}",
        "composite|{of: [a], operator: some}",
        "percent-change|{biomarker: psa, percent: -5, baselineDaysBefore: 1, baselineDaysAfter: 0, confirmDays: 0, atDay: 3}",
      })
  void endpointThatCannotBeEvaluatedIsRefusedWhenTheModuleIsLoaded(String kind, String parameters) {
    String yaml =
        """
        id: mine
        version: 1.0.0
        title: {en: Mine, zh: 我的}
        schedule: {maxCycles: 4, intervalDays: 56, earlyDays: 7, lateDays: 56}
        biomarkers: [{id: psa, loinc: 2857-1, unit: ng/mL, plausibleMin: 0, plausibleMax: 9}]
        endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: %s, parameters: %s}]
        """
            .formatted(kind, parameters);
    assertThatThrownBy(() -> ModuleReader.read("mine.yaml", yaml.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("FP-MODULE-001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "either", "nested", "slope"})
  void compositeOfAnUnknownPartOrOfItselfOrOfANumberIsRefused(String part) {
    TherapyModule.Endpoint endpoint =
        Person.endpoint(
            "either", RuleKind.COMPOSITE, Map.of("of", List.of("os", part), "operator", "all"));
    assertThatThrownBy(() -> EndpointRule.of(Person.MODULE, endpoint))
        .hasMessageContaining("FP-PROJ-004");
  }

  @Test
  void everyReasonIsReadInBothLanguages() {
    for (OutcomeReason reason : OutcomeReason.values()) {
      assertThat(reason.in(Locale.ENGLISH)).isNotBlank();
      assertThat(reason.in(Locale.SIMPLIFIED_CHINESE)).isNotBlank().doesNotContain(" ");
    }
  }
}
