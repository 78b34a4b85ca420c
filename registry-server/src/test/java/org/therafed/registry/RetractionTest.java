package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.transfer.PseudonymRemap.Dates;
import org.therafed.profiles.transfer.PseudonymRemap.Move;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A patient who has withdrawn is taken back by the site's message. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class RetractionTest {

  private static final LocalDate START = LocalDate.of(2025, 3, 1);

  @Inject Database database;

  private TestSite site;
  private String patient;
  private String other;
  private String lab;
  private String course;
  private String cells;

  @BeforeEach
  void register() {
    site = TestSite.registered("retract");
    patient = Records.id(site.id(), "withdraws");
    other = Records.id(site.id(), "stays");
    lab = Records.id(site.id(), "lab");
    course = Records.id(site.id(), "course");
    cells = Records.id(site.id(), "cells");
    site.send(
            Records.patient(patient, Linkage.of(site).token("secret of " + site.id())),
            Records.course(course, patient, START),
            Records.psa(lab, patient, START, "12.50"),
            Records.cells(cells, patient))
        .then()
        .statusCode(200);
    site.send(Records.psa(lab, patient, START, "12.40")).then().statusCode(200);
    site.send(Records.patient(other), Records.psa(othersLab(), other, START, "1"))
        .then()
        .statusCode(200);
  }

  private String othersLab() {
    return Records.id(site.id(), "others-lab");
  }

  private long open(String whose) {
    return database.count(
        "select count(*) from withdrawal where lifted is null and patient_id = '" + whose + "'");
  }

  private long factsOf(String whose) {
    return database.count(
        "select (select count(*) from fact_biomarker where patient_id = '%1$s') + (select count(*)"
                .formatted(whose)
            + " from fact_course where patient_id = '%1$s') + (select count(*) from fact_patient"
                .formatted(whose)
            + " where patient_id = '%1$s')".formatted(whose));
  }

  private static void refused(Response answer, int status, String code) {
    answer.then().statusCode(status).body("code", is(code));
  }

  @Test
  void recordsHistoryAndFactsGoAndNobodyElses() {
    site.retract(patient).then().statusCode(200).body("retracted", is(3), "sequence", is(4));

    for (String gone :
        List.of(
            "Procedure/" + course, "Observation/" + lab, "BiologicallyDerivedProduct/" + cells)) {
      site.get("/fhir/" + gone).then().statusCode(404);
    }
    assertThat(factsOf(patient)).isZero();
    assertThat(database.column("select cast(content as text) from resource_history"))
        .noneMatch(text -> text.contains("Patient/" + patient));
    site.get("/fhir/Patient/" + patient)
        .then()
        .statusCode(200)
        .body("active", is(false), "gender", is("unknown"), "birthDate", nullValue());
    assertThat(
            database.column(
                "select distinct cast(content - 'meta' - 'identifier' as text) from resource_history where id = '"
                    + patient
                    + "'"))
        .containsExactly(
            "{\"id\": \""
                + patient
                + "\", \"active\": false, \"gender\": \"unknown\", \"resourceType\":"
                + " \"Patient\"}");
    assertThat(open(patient)).isOne();
    assertThat(factsOf(other)).isEqualTo(2);
    site.get("/fhir/Observation/" + othersLab()).then().statusCode(200);
    site.get("/federation/status").then().body("lastSequence", is(4), "gaps", is(List.of()));
  }

  @Test
  void aRepeatGetsTheSameReceiptAndUndoesNothing() {
    String first = site.retract(patient).then().statusCode(200).extract().asString();
    Retraction retraction = site.retractionOf(patient, 4);
    site.send(Records.patient(patient), Records.psa(lab, patient, START, "9"))
        .then()
        .statusCode(200);
    assertThat(site.postRetraction(retraction).then().statusCode(200).extract().asString())
        .isEqualTo(first);
    site.get("/fhir/Observation/" + lab).then().statusCode(200);
    refused(site.postRetraction(site.retractionOf(other, 4)), 409, "RG-INGEST-003");
    assertThat(open(other)).isZero();
  }

  @Test
  void whoseRecordsComeAgainWithThePatientCountsFromThenOn() {
    site.retract(patient).then().statusCode(200);
    site.send(Records.psa(lab, patient, START, "9")).then().statusCode(200);
    assertThat(open(patient)).isOne();
    site.send(Records.patient(patient)).then().statusCode(200);
    assertThat(open(patient)).isZero();
    site.get("/fhir/Patient/" + patient).then().statusCode(200).body("gender", is("male"));
    // What is not sent again stays away.
    site.get("/fhir/Procedure/" + course).then().statusCode(404);
    assertThat(factsOf(patient)).isEqualTo(2);
  }

  @Test
  void whatWasSentBeforeComesTooLate() {
    site.postRetraction(site.retractionOf(patient, 9)).then().statusCode(200);
    site.send(Records.patient(patient), Records.psa(lab, patient, START, "7"))
        .then()
        .statusCode(422)
        .body("issue[0].details.coding[0].code", is("RG-RETRACT-002"));
    assertThat(open(patient)).isOne();
    assertThat(factsOf(patient)).isZero();
  }

  @Test
  void aRenamingAfterwardsTakesTheWithdrawalAlong() {
    site.retract(patient).then().statusCode(200);
    String later = Records.id(site.id(), "renamed");
    site.remap(new Move(new Pseudonym(patient), new Pseudonym(later), Dates.SAME))
        .then()
        .statusCode(200);
    assertThat(open(patient)).isZero();
    assertThat(open(later)).isOne();
    assertThat(database.everything()).doesNotContain(patient);
    site.send(Records.patient(later)).then().statusCode(200);
    assertThat(open(later)).isZero();
  }

  @Test
  void anUnknownPatientIsWithdrawnToo() {
    String nobody = Records.id(site.id(), "nobody");
    site.retract(nobody).then().statusCode(200).body("retracted", is(0));
    assertThat(open(nobody)).isOne();
  }

  @Test
  void onlyTheSiteItselfTakesBackItsPatients() {
    TestSite thief = TestSite.registered("retract-thief");
    refused(thief.retract(patient), 403, "RG-RETRACT-003");
    Retraction ours = site.retractionOf(patient, 4);
    refused(
        site.postRetraction(thief.signed(Retraction.TYPE, ours.bytes())), 422, "RG-RETRACT-001");
    refused(
        site.postRetraction(site.signed("therafed-remap+jws", ours.bytes())),
        422,
        "RG-RETRACT-001");
    refused(site.postRetraction("{}"), 422, "RG-RETRACT-001");
    assertThat(factsOf(patient)).isEqualTo(3);
  }
}
