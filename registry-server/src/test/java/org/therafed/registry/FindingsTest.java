package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Findings appear and vanish as records come, at the registry's own interfaces. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class FindingsTest {

  private static final LocalDate START = LocalDate.of(2025, 2, 17);

  @Inject Database database;

  @Test
  void missingCycleIsFoundUntilItComesLate() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String course = Records.id(site.id(), "course");
    String third = Records.id(site.id(), "cycle", "3");
    site.send(
            Records.patient(patient),
            Records.course(course, patient, START),
            cycle(site, 1, patient, course),
            cycle(site, 3, patient, course))
        .then()
        .statusCode(200);
    own(site)
        .body("counts", hasEntry("FP-FIND-003", 1))
        .body("findings[0].code", is("FP-FIND-003"))
        .body("findings[0].severity", is("warning"))
        .body("findings[0].records", contains("Procedure/" + third))
        .body("findings[0].elements", contains("Procedure.extension[0].valuePositiveInt"))
        .body(
            "findings[0].message",
            is(
                "The course has a later cycle but not number 2"
                    + " (Procedure.extension[0].valuePositiveInt)."))
        .body(
            "findings[0].messageZh",
            is("该疗程已有更后的周期，但缺少第 2 周期（Procedure.extension[0].valuePositiveInt）。"));
    all(site).body("counts", hasEntry("FP-FIND-003", 1)).body("findings[0].site", is(site.id()));
    site.send(cycle(site, 2, patient, course)).then().statusCode(200);
    own(site).body("awaiting", is(0)).body("counts", anEmptyMap()).body("findings", empty());
    all(site).body("findings", empty());
  }

  @Test
  void eventAfterDeathIsFoundUntilTheDeathIsCorrected() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String death = Records.id(site.id(), "death");
    String lab = Records.id(site.id(), "lab");
    site.send(
            Records.patient(patient),
            Records.vitalStatus(death, patient, START, true),
            Records.psa(lab, patient, START.plusDays(1), "3"))
        .then()
        .statusCode(200);
    own(site)
        .body("findings.code", contains("FP-FIND-007"))
        .body("findings[0].records", contains("Observation/" + lab, "Observation/" + death));
    site.send(Records.vitalStatus(death, patient, START.plusDays(1), true)).then().statusCode(200);
    own(site).body("findings", empty());
  }

  @Test
  void cycleSevenOfSixIsFoundAndNotRefused() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String course = Records.id(site.id(), "course");
    List<ObjectNode> records = new ArrayList<>();
    records.add(Records.patient(patient));
    records.add(Records.course(course, patient, START));
    for (int number = 1; number <= 7; number++) {
      records.add(cycle(site, number, patient, course));
    }
    site.send(records.toArray(ObjectNode[]::new)).then().statusCode(200);
    own(site).body("counts", hasEntry("FP-FIND-004", 1));
    assertThat(
            database.count(
                "select count(*) from fact_cycle where patient_id = '%s'".formatted(patient)))
        .isEqualTo(7);
  }

  @Test
  void whatOnlyTwoHospitalsShowTogetherIsSeenByNeitherButByTheOperator() {
    TestSite a = TestSite.registered("a");
    TestSite b = TestSite.registered("b");
    String atA = Records.id(a.id(), "p");
    String atB = Records.id(b.id(), "p");
    String person = "the keyed hash of a person with two deaths " + a.id();
    a.send(
            Records.patient(atA, Linkage.of(a).token(person)),
            Records.vitalStatus(Records.id(a.id(), "death"), atA, START, true))
        .then()
        .statusCode(200);
    b.send(
            Records.patient(atB, Linkage.of(b).token(person)),
            Records.vitalStatus(Records.id(b.id(), "death"), atB, START.plusDays(2), true))
        .then()
        .statusCode(200);
    own(a).body("findings", empty());
    own(b).body("findings", empty());
    everything()
        .body(
            "findings.findAll { it.records.contains('Observation/"
                + Records.id(a.id(), "death")
                + "') }.code",
            contains("FP-FIND-008"))
        .body(
            "findings.find { it.records.contains('Observation/"
                + Records.id(a.id(), "death")
                + "') }.site",
            nullValue());
    // Unlinked, they are two persons with a death each.
    b.send(Records.patient(atB)).then().statusCode(200);
    everything()
        .body(
            "findings.records.flatten()",
            not(hasItem("Observation/" + Records.id(a.id(), "death"))));
  }

  @Test
  void cellsOfAnotherPatientAreFoundWhenTheyComeAndGoneWhenTheyAreCorrected() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String other = Records.id(site.id(), "q");
    String cells = Records.id(site.id(), "cells");
    site.send(
            Records.patient(patient),
            Records.patient(other),
            Records.infusion(Records.id(site.id(), "infusion"), patient, cells))
        .then()
        .statusCode(200);
    own(site).body("findings", empty());
    site.send(Records.cells(cells, other)).then().statusCode(200);
    own(site)
        .body("findings.code", contains("FP-FIND-012"))
        .body(
            "findings[0].records",
            contains(
                "MedicationAdministration/" + Records.id(site.id(), "infusion"),
                "BiologicallyDerivedProduct/" + cells));
    site.send(Records.cells(cells, patient)).then().statusCode(200);
    own(site).body("findings", empty());
  }

  @Test
  void cellsAreFollowedBackToWhatTheyWereMadeFrom() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String other = Records.id(site.id(), "q");
    String raw = Records.id(site.id(), "leukapheresis");
    String cells = Records.id(site.id(), "cells");
    ObjectNode product = Records.cells(cells, patient);
    product.putArray("parent").addObject().put("reference", "BiologicallyDerivedProduct/" + raw);
    site.send(
            Records.patient(patient),
            Records.patient(other),
            product,
            Records.infusion(Records.id(site.id(), "infusion"), patient, cells))
        .then()
        .statusCode(200);
    own(site).body("findings", empty());
    site.send(chained(Records.cells(raw, other), cells)).then().statusCode(200);
    own(site)
        .body("findings.code", contains("FP-FIND-012"))
        .body("findings[0].records", hasItem("BiologicallyDerivedProduct/" + raw));
    site.send(Records.cells(raw, patient)).then().statusCode(200);
    own(site).body("findings.code", contains("FP-FIND-027"));
    site.send(chained(Records.cells(raw, patient), cells)).then().statusCode(200);
    own(site).body("findings", empty());
  }

  /** Under the identifier of a chain. */
  private static ObjectNode chained(ObjectNode cells, String chain) {
    ((ObjectNode) cells.path("identifier").path(0)).put("value", chain);
    return cells;
  }

  @Test
  void courseKeepsTheVersionOfItsModuleAndOneNotKnownIsFoundUntilCorrected() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String course = Records.id(site.id(), "course");
    ObjectNode written = Records.course(course, patient, START);
    String known = module(written).path("valueCanonical").textValue();
    String id = known.substring(0, known.indexOf('|'));
    module(written).put("valueCanonical", id + "|99.9.9");
    site.send(Records.patient(patient), written).then().statusCode(200);
    own(site)
        .body("findings.code", contains("FP-FIND-019"))
        .body("findings[0].elements", contains("Procedure.extension[0].valueCanonical"))
        .body("findings[0].records", contains("Procedure/" + course));
    assertThat(version(course)).containsExactly("99.9.9");
    site.send(Records.course(course, patient, START)).then().statusCode(200);
    own(site).body("findings", empty());
    assertThat(version(course)).containsExactly(known.substring(id.length() + 1));
  }

  private static ObjectNode module(ObjectNode course) {
    for (JsonNode extension : course.path("extension")) {
      if (extension.path("url").asText().endsWith("/module")) {
        return (ObjectNode) extension;
      }
    }
    throw new IllegalStateException("The course names a module.");
  }

  private List<String> version(String course) {
    return database.column(
        "select module_version from fact_course where fact_id = '%s'".formatted(course));
  }

  /** Rules, modules and packages change with the program, and no record has to. */
  @Test
  void everybodyIsLookedAtAgainWhenFindingsWereMadeWithSomethingElse() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    site.send(Records.patient(patient), cycle(site, 2, patient, Records.id(site.id(), "course")))
        .then()
        .statusCode(200);
    own(site).body("findings.code", contains("FP-FIND-003"));
    database.execute("delete from finding where site = '%s'".formatted(site.id()));
    own(site).body("findings", empty());
    database.execute("update finding_basis set digest = 'that of another version'");
    own(site).body("findings.code", contains("FP-FIND-003"));
  }

  @Test
  void findingsOfOthersAreNotShown() {
    TestSite a = TestSite.registered("a");
    TestSite b = TestSite.registered("b");
    String patient = Records.id(a.id(), "p");
    a.send(Records.patient(patient), cycle(a, 2, patient, Records.id(a.id(), "course")))
        .then()
        .statusCode(200);
    own(a).body("findings.code", contains("FP-FIND-003"));
    own(b).body("findings", empty()).body("counts", anEmptyMap());
  }

  private static ValidatableResponse own(TestSite site) {
    return site.get("/federation/findings").then().statusCode(200);
  }

  private static ValidatableResponse all(TestSite site) {
    return TestSite.asAdmin().get("/admin/findings?site=" + site.id()).then().statusCode(200);
  }

  private static ValidatableResponse everything() {
    return TestSite.asAdmin().get("/admin/findings?limit=1000").then().statusCode(200);
  }

  private static ObjectNode cycle(TestSite site, int number, String patient, String course) {
    ObjectNode cycle =
        Records.course(
            Records.id(site.id(), "cycle", Integer.toString(number)),
            patient,
            START.plusDays(42L * number));
    cycle.remove(List.of("extension", "reasonReference", "performedPeriod"));
    ((com.fasterxml.jackson.databind.node.ArrayNode) cycle.at("/meta/profile"))
        .removeAll()
        .add(Records.BASE + "StructureDefinition/atr-treatment-cycle");
    cycle
        .putArray("extension")
        .addObject()
        .put("url", Records.BASE + "StructureDefinition/cycle-number")
        .put("valuePositiveInt", number);
    cycle.putArray("partOf").addObject().put("reference", "Procedure/" + course);
    return cycle.put("performedDateTime", START.plusDays(42L * number).toString());
  }
}
