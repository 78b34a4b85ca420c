package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.ProfileTable;

class SignOfLifeTest {

  /** What is told, computed or paid after the person was there. */
  private static final Set<String> NO_SIGN =
      Set.of(
          "PatientFact",
          "CycleFact",
          "DoseFact",
          "CostFact",
          "LesionFact",
          "CompanionFact",
          "SettlementFact",
          "CoverageFact",
          "QualityOfLifeFact",
          "DeathCauseFact",
          "CellProductFact",
          "CellInfusionFact",
          "AstctFact");

  @Test
  void everyKindOfFactIsASignOfLifeOrIsKnownToBeNone() {
    FactProjection projection = new FactProjection(ProfileTable.standard());
    Set<String> shown = new TreeSet<>();
    for (String name : Examples.names()) {
      JsonNode example = Examples.read(name);
      for (Fact fact : projection.project(example)) {
        String kind = fact.getClass().getSimpleName();
        boolean death = fact instanceof SurvivalFact status && status.dead();
        assertThat(SignOfLife.on(fact).isEmpty())
            .as(name)
            .isEqualTo(death || NO_SIGN.contains(kind));
        SignOfLife.on(fact).ifPresent(day -> shown.add(kind));
      }
    }
    assertThat(shown)
        .contains(
            "AdministrationFact", "BiomarkerFact", "CourseFact", "DecisionFact", "ImagingFact");
  }

  @Test
  void imagesCourseStartsAndDecisionsShowThatAPersonWasAlive() {
    LocalDate index = LocalDate.parse("2025-01-01");
    List<Fact> facts = new ArrayList<>();
    assertThat(lastSeen(index, facts)).isNull();
    facts.add(new DecisionFact("d", "p", "rlt-psma", "treated", LocalDate.parse("2025-01-05")));
    assertThat(lastSeen(index, facts)).isEqualTo("2025-01-05");
    facts.add(course("c1", "2025-02-01", "in-progress"));
    assertThat(lastSeen(index, facts)).isEqualTo("2025-02-01");
    facts.add(course("c2", "2025-09-01", "preparation"));
    assertThat(lastSeen(index, facts)).isEqualTo("2025-02-01");
    OffsetDateTime early = OffsetDateTime.parse("2025-03-02T01:00:00+08:00");
    facts.add(new ImagingFact("i", "p", List.of("PT"), early, 1, 1));
    assertThat(lastSeen(index, facts)).isEqualTo("2025-03-01");
    facts.add(new SurvivalFact("s", "p", true, LocalDate.parse("2025-02-10"), null));
    assertThat(lastSeen(index, facts)).isEqualTo("2025-02-01");
  }

  private static CourseFact course(String id, String on, String status) {
    LocalDate start = LocalDate.parse(on);
    return new CourseFact(
        id,
        "p",
        "rlt-psma",
        "treated",
        "radioligand",
        start,
        DatePrecision.DAY,
        null,
        1,
        status,
        null,
        null);
  }

  private static LocalDate lastSeen(LocalDate index, List<Fact> facts) {
    return PersonFacts.of(
            ModuleCatalog.standard().find("rlt-psma").orElseThrow(), Anchor.of(index), facts)
        .lastSeenOn()
        .orElse(null);
  }
}
