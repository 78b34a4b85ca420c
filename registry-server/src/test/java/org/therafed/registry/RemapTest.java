package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.PseudonymRemap.Dates;
import org.therafed.profiles.transfer.PseudonymRemap.Move;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class RemapTest {

  private static final LocalDate START = LocalDate.of(2025, 3, 1);

  @Inject Database database;

  private TestSite site;
  private String old;
  private String anew;
  private String lab;
  private String course;
  private String cells;

  @BeforeEach
  void register() {
    site = TestSite.registered("remap");
    old = Records.id(site.id(), "old");
    anew = Records.id(site.id(), "new");
    lab = Records.id(site.id(), "lab");
    course = Records.id(site.id(), "course");
    cells = Records.id(site.id(), "cells");
  }

  private Move move(Dates dates) {
    return new Move(new Pseudonym(old), new Pseudonym(anew), dates);
  }

  private void records() {
    site.send(
            Records.patient(old, Linkage.of(site).token("secret of " + site.id())),
            Records.course(course, old, START),
            Records.psa(lab, old, START, "12.50"),
            Records.cells(cells, old))
        .then()
        .statusCode(200);
    site.send(Records.psa(lab, old, START, "12.40")).then().statusCode(200);
  }

  private List<String> values(String sql) {
    return database.column(sql);
  }

  @Test
  void everythingOfThePatientHasTheNewPseudonymAndNothingTheOldOne() {
    records();
    String person = values("select person from person where patient_id = '" + old + "'").get(0);
    site.remap(move(Dates.SAME)).then().statusCode(200).body("moves", is(1), "sequence", is(3));

    site.get("/fhir/Patient/" + old).then().statusCode(404);
    site.get("/fhir/Patient/" + anew).then().statusCode(200).body("identifier[0].value", is(anew));
    for (String record : List.of("Procedure/" + course, "Observation/" + lab)) {
      site.get("/fhir/" + record)
          .then()
          .statusCode(200)
          .body("subject.reference", is("Patient/" + anew));
    }
    site.get("/fhir/BiologicallyDerivedProduct/" + cells)
        .then()
        .body("extension[0].valueReference.reference", is("Patient/" + anew));
    assertThat(
            values("select patient_id || value from fact_biomarker where fact_id = '" + lab + "'"))
        .containsExactly(anew + "12.40");
    assertThat(values("select fact_id from fact_patient where patient_id = '" + anew + "'"))
        .containsExactly(anew);
    assertThat(values("select patient_id from fact_course where fact_id = '" + course + "'"))
        .containsExactly(anew);
    // The person is the same one across hospitals.
    assertThat(values("select person from person where patient_id = '" + anew + "'"))
        .containsExactly(person);
    assertThat(database.everything()).doesNotContain(old);
  }

  @Test
  void thoseWhoAreOneAreCountedOnce() {
    records();
    String other = Records.id(site.id(), "other-lab");
    site.send(Records.patient(anew), Records.psa(other, anew, START, "3")).then().statusCode(200);
    site.remap(move(Dates.SAME)).then().statusCode(200);
    site.get("/fhir/Patient/" + old).then().statusCode(404);
    assertThat(values("select fact_id from fact_biomarker where patient_id = '" + anew + "'"))
        .containsExactlyInAnyOrder(lab, other);
    assertThat(values("select fact_id from fact_patient where site = '" + site.id() + "'"))
        .containsExactly(anew);
    assertThat(values("select patient_id from person where site = '" + site.id() + "'"))
        .containsExactly(anew);
  }

  @Test
  void recordsOfOtherDatesCountAgainOnceTheyAreSentAgain() {
    records();
    site.send(Records.patient(anew)).then().statusCode(200);
    site.remap(move(Dates.SENT_AGAIN)).then().statusCode(200);
    String facts = "select taken_on from fact_biomarker where fact_id = '" + lab + "'";
    assertThat(values(facts)).isEmpty();
    site.get("/fhir/Observation/" + lab).then().body("subject.reference", is("Patient/" + anew));
    site.send(Records.psa(lab, anew, START.plusDays(9), "12.40")).then().statusCode(200);
    assertThat(values(facts)).containsExactly(START.plusDays(9).toString());
  }

  @Test
  void repeatsHaveOneEffectAndTheSameReceipt() {
    records();
    PseudonymRemap remap = site.remapOf(move(Dates.SAME));
    List<String> receipts =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> site.postRemap(site.signed(remap))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .map(answer -> answer.then().statusCode(200).extract().asString())
            .distinct()
            .toList();
    assertThat(receipts).hasSize(1);
    // Under a number of its own it finds nothing to do.
    site.remap(move(Dates.SAME)).then().statusCode(200);
    site.get("/federation/status")
        .then()
        .body("transfers", is(4), "lastSequence", is(4), "gaps", equalTo(List.of()));
    site.get("/fhir/Observation/" + lab).then().body("subject.reference", is("Patient/" + anew));
  }

  @Test
  void aNumberThatIsUsedOtherwiseChangesNothing() {
    records();
    PseudonymRemap used =
        new PseudonymRemap(
            new org.therafed.profiles.identifier.SiteId(site.id()),
            new org.therafed.profiles.identifier.TransferSequence(1),
            List.of(move(Dates.SAME)));
    refused(site.postRemap(site.signed(used)), 409, "RG-INGEST-003");
    site.get("/fhir/Patient/" + old).then().statusCode(200);
  }

  @Test
  void anotherSitesPatientsAreNeitherRenamedNorTakenOver() {
    records();
    TestSite thief = TestSite.registered("thief");
    String own = Records.id(thief.id(), "own");
    thief.send(Records.patient(own)).then().statusCode(200);
    Move away = new Move(new Pseudonym(old), new Pseudonym(own), Dates.SAME);
    Move onto = new Move(new Pseudonym(own), new Pseudonym(old), Dates.SAME);
    refused(thief.remap(away), 403, "RG-REMAP-003");
    refused(thief.remap(onto), 403, "RG-REMAP-003");
    thief.get("/fhir/Patient/" + own).then().statusCode(200);
    site.get("/fhir/Patient/" + old).then().statusCode(200);
    assertThat(
            values("select distinct patient_id from fact_biomarker where fact_id = '" + lab + "'"))
        .containsExactly(old);
  }

  @Test
  void aMessageThatTheSiteDidNotSignAsSuchIsRefused() {
    records();
    PseudonymRemap remap = site.remapOf(move(Dates.SAME));
    TestSite other = TestSite.registered("other");
    refused(site.postRemap(other.signed(remap)), 422, "RG-REMAP-001");
    refused(other.postRemap(other.signed(remap)), 403, "RG-INGEST-002");
    refused(site.postRemap(site.signed("JWT", remap.bytes())), 422, "RG-REMAP-001");
    refused(site.postRemap("a.b.c"), 422, "RG-REMAP-001");
    byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
    refused(site.postRemap(site.signed(PseudonymRemap.TYPE, nothing)), 422, "RG-REMAP-001");
    site.get("/fhir/Patient/" + old).then().statusCode(200);
  }

  @Test
  void nothingComesUnderARetiredPseudonymAndNobodyMovesToOne() {
    records();
    site.remap(move(Dates.SAME)).then().statusCode(200);
    site.send(Records.psa(Records.id(site.id(), "late"), old, START, "9"))
        .then()
        .statusCode(422)
        .body("issue[0].details.coding[0].code", is("RG-REMAP-002"));
    Move back = new Move(new Pseudonym(anew), new Pseudonym(old), Dates.SAME);
    refused(site.remap(back), 422, "RG-REMAP-002");
  }

  @Test
  void aRenamingIsAudited() {
    String events = "select count(*) from audit_event where event like '%federation/remaps%'";
    long before = database.count(events);
    site.remap(move(Dates.SAME)).then().statusCode(200);
    assertThat(database.count(events)).isEqualTo(before + 1);
    assertThat(String.join("", values("select event from audit_event"))).doesNotContain(old, anew);
  }

  private static void refused(Response answer, int status, String code) {
    answer.then().statusCode(status).body("code", is(code));
  }
}
