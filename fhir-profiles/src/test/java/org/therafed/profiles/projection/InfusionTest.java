package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

/** Day 0 of a treatment with cells is the infusion, wherever the course began. */
class InfusionTest {
  private static final String LBCL = "cart-lbcl";
  private static final String AXI = "axicabtagene-ciloleucel";
  private static final TherapyModule MODULE = ModuleCatalog.standard().find(LBCL).orElseThrow();

  /** A course that begins with the collection of cells on day 0. */
  private static Person collected() {
    Person person = new Person().course("c1", LBCL, "treated", 0).alive(400);
    return person.from(Anchor.of((CourseFact) person.facts().get(0)));
  }

  private static EndpointOutcome outcome(Person person, TherapyModule module, String endpoint) {
    return EndpointRule.of(module, module.endpoint(endpoint).orElseThrow())
        .evaluate(PersonFacts.of(module, person.anchor(), person.facts()));
  }

  private static EndpointOutcome outcome(Person person, String endpoint) {
    return outcome(person, MODULE, endpoint);
  }

  @ParameterizedTest
  @CsvSource({
    "crs3, Cytokine release syndrome, ASTCT-CRS, 38",
    "icans3, Encephalopathy, ASTCT-ICANS, 75",
  })
  void severeToxicityAfterALateInfusionIsFound(
      String endpoint, String term, String scale, int onset) {
    Person person = collected().event("e", term, 4, scale, onset);
    assertThat(outcome(person, endpoint)).isEqualTo(Person.unknown(OutcomeReason.NO_INFUSION));
    assertThat(outcome(person.administration(AXI, "k3", 35), endpoint))
        .isEqualTo(Person.yes(onset - 35));
  }

  @Test
  void timeAndResponseCountFromTheInfusion() {
    Person person =
        collected()
            .administration("cyclophosphamide", "k2", 30)
            .administration(AXI, "k3", 35)
            .response("LUGANO", "PR", 20)
            .response("LUGANO", "CR", 63);
    assertThat(outcome(person, "orr")).isEqualTo(Person.yes(28));
    assertThat(outcome(person, "cr28")).isEqualTo(Person.yes(28));
    assertThat(outcome(person, "os"))
        .isEqualTo(Person.time(365, false, OutcomeReason.LAST_CONTACT));
  }

  @Test
  void infusionOfALaterCourseIsNotThatOfAnEarlierOne() {
    Person person = collected().course("c2", LBCL, "treated", 100).administration(AXI, "k9", 120);
    assertThat(outcome(person, "os"))
        .isEqualTo(Person.time(400, false, OutcomeReason.LAST_CONTACT));
    person.from(Anchor.of((CourseFact) person.facts().get(2)));
    assertThat(outcome(person, "os"))
        .isEqualTo(Person.time(280, false, OutcomeReason.LAST_CONTACT));
  }

  @Test
  void firstOfSplitInfusionsCountsOnTheDayOfItsHospital() {
    Person person = collected().administration(AXI, "k4", 44);
    person.add(
        new AdministrationFact(
            "early",
            "p",
            "k3",
            OffsetDateTime.parse(Person.day(35) + "T01:00:00+08:00"),
            AXI,
            null,
            BigDecimal.ONE));
    assertThat(outcome(person, "os"))
        .isEqualTo(Person.time(365, false, OutcomeReason.LAST_CONTACT));
  }

  @Test
  void decisionsStandardCareAndOtherTherapiesKeepTheirAnchor() {
    Person standard = new Person().course("c1", LBCL, "standard-care", 0).alive(400);
    standard.from(Anchor.of((CourseFact) standard.facts().get(0)));
    assertThat(outcome(standard.administration(AXI, "k3", 35), "os"))
        .isEqualTo(Person.time(400, false, OutcomeReason.LAST_CONTACT));
    Person untreated = new Person().alive(400).administration(AXI, "k3", 35);
    untreated.from(Anchor.of(new DecisionFact("d", "p", LBCL, "eligible-untreated", Person.INDEX)));
    assertThat(outcome(untreated, "os"))
        .isEqualTo(Person.time(400, false, OutcomeReason.LAST_CONTACT));
    TherapyModule psma = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
    Person radioligand = new Person().course("c1", "rlt-psma", "treated", 0).alive(400);
    radioligand.from(Anchor.of((CourseFact) radioligand.facts().get(0)));
    assertThat(outcome(radioligand.administration("177Lu-PSMA-617", "k1", 35), psma, "os"))
        .isEqualTo(Person.time(400, false, OutcomeReason.LAST_CONTACT));
  }
}
