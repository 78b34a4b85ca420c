package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.publish.Capabilities;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class IngestTest {

  private static final LocalDate START = LocalDate.of(2025, 3, 1);

  @Inject Database database;

  @Test
  void acceptedTransferIsStoredWithItsFactsAndReadBackByItsSite() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String lab = Records.id(site.id(), "lab");
    site.send(Records.patient(patient), Records.psa(lab, patient, START, "12.50"))
        .then()
        .statusCode(200)
        .body("type", is("transaction-response"))
        .body("entry.response.status", equalTo(List.of("201 Created", "201 Created")));
    site.get("/fhir/Observation/" + lab)
        .then()
        .statusCode(200)
        .body("subject.reference", is("Patient/" + patient));
    assertThat(database.column("select value from fact_biomarker where fact_id = '" + lab + "'"))
        .containsExactly("12.50");
    site.get("/federation/status")
        .then()
        .statusCode(200)
        .body("transfers", is(1))
        .body("resources", is(2))
        .body("lastSequence", is(1))
        .body("gaps", is(List.of()));
  }

  /** The published statement, and it is true: every type can be read and listed, none created. */
  @Test
  void metadataIsThePublishedStatementAndTheServerDoesWhatItSays() {
    JsonNode said =
        TransferBundle.readTree(
            given().get("/fhir/metadata").then().statusCode(200).extract().asByteArray());
    assertThat(said.path("kind").asText()).isEqualTo("instance");
    assertThat(said.path("instantiates").path(0).asText())
        .isEqualTo("https://therafed.org/fhir/CapabilityStatement/registry");
    String version = said.path("software").path("version").asText();
    // Beside what is published, this registry's own address for clients of SMART 1.
    JsonNode own = ((ObjectNode) said.at("/rest/0/security")).remove("extension");
    assertThat(own.at("/0/extension/0/valueUri").asText()).endsWith("/token");
    assertThat(said.toString()).isEqualTo(Capabilities.ofRegistry(version).toString());

    TestSite site = TestSite.registered("a");
    JsonNode rest = said.path("rest").path(0);
    assertThat(rest.path("resource")).isNotEmpty();
    for (JsonNode resource : rest.path("resource")) {
      assertThat(resource.path("interaction").findValuesAsText("code"))
          .containsExactly("read", "vread", "history-instance", "history-type", "search-type");
      String type = resource.path("type").asText();
      site.get("/fhir/" + type + "/x")
          .then()
          .statusCode(404)
          .body("issue[0].details.coding[0].code", is("RG-READ-001"));
      site.get("/fhir/" + type).then().statusCode(200).body("type", is("searchset"));
      given().post("/fhir/" + type).then().statusCode(405);
    }
    assertThat(rest.path("interaction").findValuesAsText("code")).containsExactly("transaction");
    site.send(Records.patient(Records.id(site.id(), "p"))).then().statusCode(200);
  }

  /** A finding is a sentence in English and in Chinese, with the element and without its value. */
  /** A gateway holds it until somebody has looked; what it then sends must not be lost. */
  @Test
  void aDoseThatIsHardlyPossibleIsTaken() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    ObjectNode infusion =
        Records.infusion(
            Records.id(site.id(), "infusion"), patient, Records.id(site.id(), "cells"));
    infusion.withObject("dosage").withObject("dose").put("value", 900_000_000);
    site.send(Records.patient(patient), infusion).then().statusCode(200);
  }

  @Test
  void aRefusalNamesProfileElementAndRuleInBothLanguages() {
    TestSite site = TestSite.registered("a");
    ObjectNode patient = Records.patient(Records.id(site.id(), "p"));
    patient.putArray("name").addObject().put("family", "Rossi");
    site.send(patient)
        .then()
        .statusCode(422)
        .body("issue[0].code", is("structure"))
        .body("issue[0].expression[0]", is("Bundle.entry[0].resource.name"))
        .body("issue[0].diagnostics", startsWith("atr-patient: name is not part of the profile"))
        .body(
            "issue[0].details._text.extension[0].extension[1].valueString",
            startsWith("atr-patient: name 不属于该规范"))
        .body(not(containsString("Rossi")));
  }

  @Test
  void repeatedTransferHasOneEffectAndTheSameReceipt() {
    TestSite site = TestSite.registered("a");
    byte[] transfer = site.next(Records.patient(Records.id(site.id(), "p")));
    String first = site.post(transfer).then().statusCode(200).extract().asString();
    String second = site.post(transfer).then().statusCode(200).extract().asString();
    assertThat(second).isEqualTo(first);
    assertThat(versions(site)).isEqualTo(1);
  }

  @Test
  void parallelRepeatsHaveOneEffect() {
    TestSite site = TestSite.registered("a");
    byte[] transfer = site.next(Records.patient(Records.id(site.id(), "p")));
    List<CompletableFuture<Response>> posts =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> site.post(transfer)))
            .toList();
    List<String> receipts =
        posts.stream()
            .map(CompletableFuture::join)
            .map(response -> response.then().statusCode(200).extract().asString())
            .distinct()
            .toList();
    assertThat(receipts).hasSize(1);
    assertThat(versions(site)).isEqualTo(1);
  }

  @Test
  void usedNumberWithOtherContentIsAConflict() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    site.post(site.transfer(1, Records.patient(patient))).then().statusCode(200);
    site.post(site.transfer(1, Records.patient(patient).put("gender", "female")))
        .then()
        .statusCode(409)
        .body("resourceType", is("OperationOutcome"))
        .body("issue[0].details.coding[0].code", is("RG-INGEST-003"));
  }

  @Test
  void recordOfAnotherSiteIsRefusedAndNothingOfTheTransferIsStored() {
    TestSite owner = TestSite.registered("a");
    TestSite thief = TestSite.registered("b");
    String patient = Records.id(owner.id(), "p");
    owner.send(Records.patient(patient)).then().statusCode(200);
    String own = Records.id(thief.id(), "own");
    thief
        .send(Records.patient(own), Records.patient(patient).put("gender", "female"))
        .then()
        .statusCode(403)
        .body("issue[0].details.coding[0].code", is("RG-INGEST-001"));
    thief.get("/fhir/Patient/" + own).then().statusCode(404);
    thief.get("/fhir/Patient/" + patient).then().statusCode(404);
    owner.get("/fhir/Patient/" + patient).then().body("gender", is("male"));
  }

  @Test
  void transferInAnotherSitesNameIsRefused() {
    TestSite site = TestSite.registered("a");
    TestSite other = TestSite.registered("b");
    site.post(other.next(Records.patient(Records.id(site.id(), "p"))))
        .then()
        .statusCode(403)
        .body("issue[0].details.coding[0].code", is("RG-INGEST-002"));
  }

  @Test
  void invalidEntryRefusesTheWholeTransferNamingTheElement() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    ObjectNode named = Records.patient(patient);
    named.putArray("name").addObject().put("family", "Kanarienvogel");
    String answer =
        site.send(Records.psa(Records.id(site.id(), "lab"), patient, START, "3"), named)
            .then()
            .statusCode(422)
            .body("issue.expression.flatten()", hasItem(startsWith("Bundle.entry[1].resource")))
            .extract()
            .asString();
    assertThat(answer).doesNotContain("Kanarienvogel");
    assertThat(versions(site)).isZero();
    assertThat(database.everything()).doesNotContain("Kanarienvogel");
  }

  @Test
  void whatIsNoTransferIsUnreadable() {
    TestSite site = TestSite.registered("a");
    site.post("{broken".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .then()
        .statusCode(400)
        .body("issue[0].details.coding[0].code", is("RG-INGEST-005"));
    site.post("{\"resourceType\":\"Bundle\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .then()
        .statusCode(400);
  }

  @Test
  void laterPatientWithoutTokenIsNoLongerLinkedAndAnEarlierOneDoesNotLinkAgain() {
    TestSite a = TestSite.registered("a");
    TestSite b = TestSite.registered("b");
    String atA = Records.id(a.id(), "unlinked");
    String atB = Records.id(b.id(), "unlinked");
    String placeholder = "the keyed hash of a placeholder";
    String persons =
        "select count(distinct person) from person where patient_id in ('%s', '%s')"
            .formatted(atA, atB);
    a.send(Records.patient(atA, Linkage.of(a).token(placeholder))).then().statusCode(200);
    b.send(Records.patient(atB, Linkage.of(b).token(placeholder))).then().statusCode(200);
    assertThat(database.count(persons)).isEqualTo(1);
    byte[] late = a.next(Records.patient(atA, Linkage.of(a).token(placeholder)));
    a.send(Records.patient(atA)).then().statusCode(200);
    assertThat(database.count(persons)).isEqualTo(2);
    a.post(late).then().statusCode(200);
    assertThat(database.count(persons)).isEqualTo(2);
    b.send(Records.patient(atB)).then().statusCode(200);
    assertThat(database.count(persons)).isEqualTo(2);
  }

  @Test
  void badTokensAreRefused() {
    TestSite site = TestSite.registered("a");
    byte[] transfer = site.next(Records.patient(Records.id(site.id(), "p")));
    given()
        .contentType("application/fhir+json")
        .body(transfer)
        .post("/fhir")
        .then()
        .statusCode(401)
        .body("issue[0].details.coding[0].code", is("RG-ACCESS-001"));
    TestSite.asAdmin()
        .contentType("application/fhir+json")
        .body(transfer)
        .post("/fhir")
        .then()
        .statusCode(403)
        .body("issue[0].details.coding[0].code", is("RG-ACCESS-003"));
    Instant now = Instant.now();
    Duration validity = Duration.ofMinutes(2);
    String jti = UUID.randomUUID().toString();
    refused(transfer, site.token("somebody-else", now, validity, jti));
    refused(
        transfer, site.token("therafed-registry", now.minus(Duration.ofHours(1)), validity, jti));
    refused(transfer, site.token("therafed-registry", now, Duration.ofHours(2), jti));
    refused(transfer, TestSite.unregistered("a").token());
    refused(transfer, "not.a.token");
    String once = site.token();
    given().header("Authorization", "Bearer " + once).get("/federation").then().statusCode(200);
    given().header("Authorization", "Bearer " + once).get("/federation").then().statusCode(401);
    assertThat(versions(site)).isZero();
  }

  @Test
  void correctedRecordReplacesItsFacts() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String lab = Records.id(site.id(), "lab");
    site.send(Records.patient(patient), Records.psa(lab, patient, START, "12.5"));
    site.send(Records.psa(lab, patient, START, "1.25"))
        .then()
        .statusCode(200)
        .body("entry[0].response.etag", is("W/\"2\""));
    assertThat(database.column("select value from fact_biomarker where fact_id = '" + lab + "'"))
        .containsExactly("1.25");
    assertThat(
            database.count(
                "select count(*) from resource_history where type = 'Observation' and id = '"
                    + lab
                    + "'"))
        .isEqualTo(2);
  }

  @Test
  void adverseEventEnteredInErrorKeepsItsHistoryAndLosesItsFact() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String event = Records.id(site.id(), "ae");
    String facts = "select count(*) from fact_toxicity where fact_id = '" + event + "'";
    ObjectNode recorded = Records.adverseEvent(event, patient, START, "C143283", 3);
    site.send(Records.patient(patient), recorded).then().statusCode(200);
    assertThat(database.count(facts)).isEqualTo(1);
    ObjectNode takenBack = recorded.deepCopy();
    takenBack
        .putArray("modifierExtension")
        .addObject()
        .put("url", "http://hl7.org/fhir/5.0/StructureDefinition/extension-AdverseEvent.status")
        .put("valueCode", "entered-in-error");
    site.send(takenBack).then().statusCode(200).body("entry[0].response.etag", is("W/\"2\""));
    assertThat(database.count(facts)).isZero();
    assertThat(
            database.count(
                "select count(*) from resource_history where type = 'AdverseEvent' and id = '"
                    + event
                    + "'"))
        .isEqualTo(2);
    // Taken back by mistake: the next version counts again.
    site.send(recorded).then().statusCode(200);
    assertThat(database.count(facts)).isEqualTo(1);
  }

  @Test
  void lateOlderTransferDoesNotUndoANewerOne() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String lab = Records.id(site.id(), "lab");
    site.post(site.transfer(1, Records.patient(patient))).then().statusCode(200);
    site.post(site.transfer(3, Records.psa(lab, patient, START, "3"))).then().statusCode(200);
    site.get("/federation/status").then().body("gaps", is(List.of(2)));
    site.post(site.transfer(2, Records.psa(lab, patient, START, "2"))).then().statusCode(200);
    assertThat(database.column("select value from fact_biomarker where fact_id = '" + lab + "'"))
        .containsExactly("3");
  }

  private static void refused(byte[] transfer, String token) {
    given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/fhir+json")
        .body(transfer)
        .post("/fhir")
        .then()
        .statusCode(401)
        .body("issue[0].details.coding[0].code", is("RG-ACCESS-002"));
  }

  private long versions(TestSite site) {
    return database.count("select count(*) from resource_history where site = '" + site.id() + "'");
  }
}
