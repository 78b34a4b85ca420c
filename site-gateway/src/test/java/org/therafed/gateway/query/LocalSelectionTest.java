package org.therafed.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.evidence.disclosure.transfer.TransferSums;
import org.therafed.gateway.forward.local.LocalRecords.LocalPerson;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.DatePrecision;
import org.therafed.profiles.projection.DecisionFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.PatientFact;
import org.therafed.profiles.projection.ToxicityFact;

/** Conditions and groups as the registry's cohorts have them, over facts of this site. */
class LocalSelectionTest {

  private static final LocalDate INDEX = LocalDate.of(2024, 6, 1);

  private static CourseFact course(String id, String module, LocalDate on, Integer line) {
    return new CourseFact(
        id,
        "p",
        module,
        "treated",
        "radioligand",
        on,
        DatePrecision.DAY,
        null,
        line,
        "in-progress",
        null,
        "1.0.0");
  }

  private static BiomarkerFact psa(String id, LocalDate on, String value) {
    return new BiomarkerFact(id, "p", "2857-1", new BigDecimal(value), "ng/mL", null, on);
  }

  private static LocalMember member(Fact... facts) {
    CourseFact course = course("c", "rlt-psma", INDEX, 2);
    return new LocalMember(
        new LocalPerson(1, Optional.empty(), List.of(facts)),
        Anchor.of(course),
        Optional.of(course));
  }

  private static final LocalMember SOMEBODY =
      member(
          new PatientFact("p", "male", 1950, false, "Zhejiang"),
          course("c", "rlt-psma", INDEX, 2),
          course("b", "ckd", INDEX.minusDays(10), 1),
          psa("l1", INDEX.minusDays(40), "9"),
          psa("l2", INDEX.minusDays(5), "4"),
          psa("l3", INDEX.plusDays(1), "50"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'sex':['male','other']}; true",
        "{'sex':['female']}; false",
        "{'region':['Zhejiang']}; true",
        "{'region':['nowhere']}; false",
        "{'age':{'from':74,'to':74}}; true",
        "{'age':{'to':73}}; false",
        "{'line':{'from':2}}; true",
        "{'line':{'to':1}}; false",
        "{'treatedBefore':{'module':'ckd'}}; true",
        "{'treatedBefore':{'module':'rlt-psma'}}; false",
        "{'biomarker':{'loinc':'2857-1','unit':'ng/mL','withinDays':42,'from':4,'to':4}}; true",
        "{'biomarker':{'loinc':'2857-1','unit':'ng/mL','withinDays':42,'from':5}}; false",
        "{'biomarker':{'loinc':'2857-1','unit':'ng/mL','withinDays':4,'from':0}}; false",
        "{'biomarker':{'loinc':'2857-1','unit':'ug/L','withinDays':42,'from':0}}; false",
        "{'not':{'sex':['male']}}; false",
        "{'all':[{'sex':['male']},{'age':{'from':80}}]}; false",
        "{'any':[{'sex':['female']},{'age':{'from':70}}]}; true"
      })
  void conditionHoldsAsAtTheRegistry(String who, boolean holds) {
    String json = who.replace('\'', '"');
    assertThat(LocalSelection.of(json).orElseThrow().test(SOMEBODY)).isEqualTo(holds);
  }

  @Test
  void conditionWithoutItsFactDoesNotHoldAndAnUnknownOneIsNone() {
    LocalMember nobody = member();
    for (String who :
        List.of(
            "{\"sex\":[\"unknown\"]}",
            "{\"age\":{\"from\":0}}",
            "{\"region\":[\"Zhejiang\"]}",
            "{\"biomarker\":{\"loinc\":\"2857-1\",\"unit\":\"ng/mL\",\"withinDays\":1,\"to\":9}}")) {
      assertThat(LocalSelection.of(who).orElseThrow().test(nobody)).isFalse();
    }
    LocalMember old = member(new PatientFact("p", "male", null, true, null));
    assertThat(LocalSelection.of("{\"age\":{\"from\":90}}").orElseThrow().test(old)).isTrue();
    assertThat(LocalSelection.of("{\"not\":{\"shoe-size\":{\"to\":40}}}")).isEmpty();
    assertThat(LocalSelection.of("").orElseThrow().test(nobody)).isTrue();
  }

  private static AskedFigure asked(String kind, String module, String endpoint, String arm) {
    return new AskedFigure(
        kind, module, "1.0.0", endpoint, arm, "", Instant.parse("2026-10-01T00:00:00Z"), 0);
  }

  @Test
  void firstBegunCourseMakesTheIndexDateAndADecisionOnlyWithoutAny() {
    CourseFact planned =
        new CourseFact(
            "z",
            "p",
            "rlt-psma",
            "treated",
            "radioligand",
            INDEX.minusDays(90),
            DatePrecision.DAY,
            null,
            1,
            "not-done",
            null,
            "1.0.0");
    LocalPerson treated =
        new LocalPerson(
            1,
            Optional.empty(),
            List.of(
                planned,
                course("d", "rlt-psma", INDEX.plusDays(9), 3),
                course("c", "rlt-psma", INDEX, 2),
                new DecisionFact("e", "p", "rlt-psma", "eligible-untreated", INDEX.minusDays(30))));
    LocalPerson untreated =
        new LocalPerson(
            2,
            Optional.empty(),
            List.of(
                planned,
                new DecisionFact("e", "q", "rlt-psma", "eligible-untreated", INDEX.minusDays(30))));
    List<LocalPerson> both = List.of(treated, untreated);
    List<LocalMember> arm =
        LocalCohort.of(asked("response", "rlt-psma", "orr", "treated"), both).orElseThrow();
    assertThat(arm).hasSize(1);
    assertThat(arm.get(0).anchor().on()).isEqualTo(INDEX);
    assertThat(arm.get(0).course().orElseThrow().line()).isEqualTo(2);
    List<LocalMember> others =
        LocalCohort.of(asked("response", "rlt-psma", "orr", "untreated"), both).orElseThrow();
    assertThat(others).extracting(member -> member.person().number()).containsExactly(2L);
  }

  @Test
  void slopesGiveTheirNumberSumAndSquares() {
    LocalDate start = LocalDate.of(2023, 1, 1);
    List<LocalMember> members =
        List.of(
            kidney(1, start, 0.0),
            kidney(2, start, -3.6525),
            kidney(3, start, -7.305),
            new LocalMember(
                new LocalPerson(4, Optional.empty(), List.of(course("c", "ckd", start, 1))),
                Anchor.of(course("c", "ckd", start, 1)),
                Optional.empty()));
    TransferSums sums =
        new LocalSums(
                asked("slope", "ckd", "egfr-slope", "treated"),
                ModuleCatalog.standard().find("ckd").orElseThrow(),
                "site-a")
            .of("q", members);
    double[] cells = sums.vector().toArray();
    assertThat(cells[0]).isEqualTo(3);
    assertThat(cells[1]).isCloseTo(-10.9575, within(1e-3));
    assertThat(cells[2]).isCloseTo(3.6525 * 3.6525 * 5, within(1e-2));
    assertThat(cells[3]).isEqualTo(1);
  }

  private static ToxicityFact event(String id, String term, int grade, String scale, LocalDate on) {
    return new ToxicityFact(id, "p", term, term, grade, scale, on, null, false);
  }

  private static LocalMember withEvents(long number, LocalDate start, ToxicityFact... events) {
    CourseFact course = course("c" + number, "ckd", start, 1);
    List<Fact> facts = new ArrayList<>(List.of(course));
    facts.addAll(List.of(events));
    return new LocalMember(
        new LocalPerson(number, Optional.empty(), facts), Anchor.of(course), Optional.of(course));
  }

  @Test
  void adverseEventsGivePersonsByWorstGradeOverAllTermsAndOfTheNamedOnes() {
    LocalDate start = LocalDate.of(2023, 1, 1);
    TherapyModule module = ModuleCatalog.standard().find("ckd").orElseThrow();
    String named = module.namedEvents().get(0);
    List<LocalMember> members =
        List.of(
            withEvents(
                1,
                start,
                event("e1", named, 2, "CTCAE-5.0", start),
                event("e2", named, 4, "CTCAE-5.0", start.plusDays(9)),
                // Before the index date, and by another scale: neither counts.
                event("e3", named, 5, "CTCAE-5.0", start.minusDays(1)),
                event("e4", "C999999", 5, "ASTCT-CRS", start.plusDays(2))),
            withEvents(2, start, event("e5", "C999998", 1, "CTCAE-5.0", start.plusDays(3))),
            withEvents(3, start));
    TransferSums sums =
        new LocalSums(asked("toxicity", "ckd", "", "treated"), module, "site-a").of("q", members);
    assertThat(sums.blocks().get(0).people()).containsExactly(1L, 1L, 0L, 0L, 1L, 0L);
    assertThat(sums.blocks().get(1).people()).containsExactly(2L, 0L, 0L, 0L, 1L, 0L);
    assertThat(sums.blocks()).hasSize(module.namedEvents().size() + 2);
    assertThat(sums.blocks().get(2).people()).containsExactly(3L, 0L, 0L, 0L, 0L, 0L);
  }

  /** Three values on a line, a slope in mL/min/1.73 m² a year. */
  private static LocalMember kidney(long number, LocalDate start, double perYear) {
    CourseFact course = course("c" + number, "ckd", start, 1);
    String loinc =
        ModuleCatalog.standard()
            .find("ckd")
            .orElseThrow()
            .biomarker("egfr")
            .orElseThrow()
            .codes()
            .iterator()
            .next();
    String unit =
        ModuleCatalog.standard().find("ckd").orElseThrow().biomarker("egfr").orElseThrow().unit();
    List<Fact> facts = new ArrayList<>(List.of(course));
    for (int day : new int[] {100, 300, 500}) {
      BigDecimal value = BigDecimal.valueOf(60 + perYear * day / 365.25);
      facts.add(
          new BiomarkerFact(
              "b" + number + "-" + day,
              "p" + number,
              loinc,
              value,
              unit,
              null,
              start.plusDays(day)));
    }
    return new LocalMember(
        new LocalPerson(number, Optional.empty(), facts), Anchor.of(course), Optional.of(course));
  }

  @Test
  void cutsAreQuartersOrThirtyDaysApart() {
    Instant quarter = Instant.parse("2026-10-01T00:00:00Z");
    Instant day = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(CutRule.allows(quarter, List.of(quarter.minusSeconds(1)))).isTrue();
    assertThat(CutRule.allows(day, List.of())).isTrue();
    assertThat(CutRule.allows(day, List.of(quarter))).isTrue();
    assertThat(CutRule.allows(day.plusSeconds(1), List.of(day))).isFalse();
    assertThat(CutRule.allows(Instant.parse("2026-11-01T00:00:00Z"), List.of(day))).isFalse();
  }
}
