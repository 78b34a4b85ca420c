package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Who withdraws is taken back at the registry, by itself, whichever way it became known. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class RetractionIT extends WhatLeaves {

  private static final String LABS = "mrn,sample_id,loinc,value,unit,taken_at";

  @Inject WithdrawalLoop loop;
  @Inject KeyCustody custody;

  private static void lab(String mrn, String sample) {
    Gateway.table("labs", LABS, mrn + "," + sample + ",2857-1,4.2,ng/mL,2025-03-31T07:45:00")
        .then()
        .statusCode(200);
  }

  private static void decide(String mrn, String decision, String day) {
    Gateway.table("consents", "mrn,decision,signed_on", mrn + "," + decision + "," + day)
        .then()
        .statusCode(200);
  }

  /** Somebody with one laboratory value at the registry; answers the value's arrival. */
  private String sent(String mrn) {
    Gateway.personWithConsent(mrn, "");
    lab(mrn, "S-" + mrn);
    Gateway.settled();
    assertThat(registry.kept("Observation")).isNotEmpty();
    return labsOf(mrn, "sent").get(0);
  }

  /** Laboratory values of a person in an outcome, as ids of arrivals. */
  private List<String> labsOf(String mrn, String state) {
    return database.inTransaction(
        tx ->
            tx.list(
                "select a.id from arrival a join person p on p.id = a.person_id where p.patient_id"
                    + " = ? and a.kind = 'labs' and a.state = ? order by a.seq",
                row -> row.getString(1),
                tx.lookup(Lookup.PATIENT_ID, mrn),
                state));
  }

  private static JsonPath arrival(String id) {
    return given().get("/ops/arrivals/" + id).then().statusCode(200).extract().jsonPath();
  }

  private static void confirmed(String arrival) {
    Eventually.holds(
        () -> "it is taken back; " + given().get("/ops/arrivals/" + arrival).asString(),
        () -> "confirmed".equals(arrival(arrival).getString("retraction.state")));
  }

  private String subjectOf(int lab) {
    return registry
        .resources("Observation")
        .get(lab)
        .at("/subject/reference")
        .asText()
        .replace("Patient/", "");
  }

  @BeforeEach
  void nobodyIsDue() {
    Eventually.holds("what others withdrew is done", this::nothingToRetract);
    registry.retractions().clear();
    registry.retractionsReceived().clear();
  }

  @AfterEach
  void everythingIsTakenBack() {
    registry.fault(body -> FakeRegistry.Fault.NONE);
    registry.refuse(body -> Optional.empty());
    Eventually.holds("what was withdrawn is done", this::nothingToRetract);
    Gateway.settled();
    Gateway.countsAddUp();
  }

  private boolean nothingToRetract() {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select count(*) from outbox where kind = 'retraction' and state = 'queued'",
                    row -> row.getLong(1) == 0)
                .orElseThrow());
  }

  @Test
  void aWithdrawalTakesBackWhatLeftAndHoldsWhatComes() {
    String lab = sent("WDR-1");
    String subject = subjectOf(0);
    decide("WDR-1", "deny", "2025-06-01");
    confirmed(lab);

    assertThat(registry.retractions().values()).hasSize(1);
    assertThat(registry.retractions().values().iterator().next().patient().value())
        .isEqualTo(subject);
    assertThat(registry.kept("Observation")).isEmpty();
    JsonPath became = arrival(lab);
    assertThat(became.getString("outcome")).isEqualTo("held");
    assertThat(became.getString("code")).isEqualTo("GW-CONSENT-003");
    assertThat(became.getString("retraction.receipt")).contains("\"retracted\":1");
    assertThat(became.getLong("retraction.transfer"))
        .isEqualTo(registry.retractions().keySet().iterator().next());
    assertThat(became.getString("retraction.because.ground")).isEqualTo("refusal");
    assertThat(became.getString("retraction.because.purpose")).isEqualTo("HRESCH");
    assertThat(became.getString("retraction.because.decidedOn")).isEqualTo("2025-06-01");
    String document = became.getString("retraction.because.document");
    assertThat(arrival(document).getString("kind")).isEqualTo("consents");
    assertThat(given().get("/ops/arrivals/" + lab + "/consent").jsonPath().getList("ground"))
        .containsExactly("permission", "refusal");

    lab("WDR-1", "S-LATER");
    Gateway.settled();
    assertThat(registry.kept("Observation")).isEmpty();
    assertThat(arrival(labsOf("WDR-1", "held").get(1)).getString("code"))
        .isEqualTo("GW-CONSENT-001");
    assertThat(left()).noneMatch(text -> text.contains("WDR-1"));
    // The message is not sent twice.
    loop.step();
    assertThat(registry.retractionsReceived()).hasSize(1);
  }

  @Test
  void aFhirConsentThatIsInactiveTakesBack() {
    Records.send("Patient", Records.patient("WDR-2", "male"));
    Records.send("Consent", Records.consent("wdr-2-c", "WDR-2", "permit", "2024-01-02"));
    String page = Records.send("Observation", Records.lab("wdr-2-l", "WDR-2", "4.2"));
    Gateway.settled();
    assertThat(registry.kept("Observation")).hasSize(1);
    Records.send(
        "Consent",
        Records.consent("wdr-2-c", "WDR-2", "permit", "2025-06-01")
            .replace("'active'", "'inactive'"));
    confirmed(page.substring(page.lastIndexOf('/') + 1));
    assertThat(registry.kept("Observation")).isEmpty();
    assertThat(registry.kept("Patient")).isEmpty();
  }

  @Test
  void whatCannotBeReadIsAWithdrawal() {
    String lab = sent("WDR-3");
    Gateway.table("consents", "mrn,decision,signed_on", "WDR-3,widerrufen,").then().statusCode(200);
    confirmed(lab);
    assertThat(registry.kept("Observation")).isEmpty();
  }

  @Test
  void aPermissionThatHasEndedHoldsAndTakesNothingBack() {
    String lab = sent("WDR-4");
    Gateway.table(
            "consents",
            "mrn,decision,signed_on,valid_from,valid_to",
            "WDR-4,permit,2025-02-01,2025-02-01,2025-05-01")
        .then()
        .statusCode(200);
    Gateway.settled();
    assertThat(loop.step()).isZero();
    assertThat(arrival(lab).getString("outcome")).isEqualTo("sent");
    assertThat(given().get("/ops/arrivals/" + lab + "/consent").jsonPath().getList("ground"))
        .containsExactly("permission", "not-today");
  }

  @Test
  void aStopBetweenTheDecisionAndItsMessageLosesNothing() throws InterruptedException {
    String lab = sent("WDR-5");
    // As if the process ended there: the decision is durable, nothing else has happened.
    loop.stop();
    decide("WDR-5", "deny", "2025-06-01");
    Gateway.settled();
    assertThat(arrival(lab).getString("outcome")).isEqualTo("sent");
    assertThat(registry.retractions()).isEmpty();
    loop.start();
    confirmed(lab);
    assertThat(registry.retractions()).hasSize(1);
  }

  @Test
  void aLostReceiptIsMadeUpForByTheSameMessage() {
    String lab = sent("WDR-6");
    AtomicBoolean lost = new AtomicBoolean();
    registry.fault(
        body ->
            body.contains("therafed-retraction") && lost.compareAndSet(false, true)
                ? FakeRegistry.Fault.DIES_AFTER_STORING
                : FakeRegistry.Fault.NONE);
    decide("WDR-6", "deny", "2025-06-01");
    confirmed(lab);
    assertThat(registry.retractionsReceived()).hasSize(2);
    assertThat(registry.retractionsReceived().stream().distinct()).hasSize(1);
    assertThat(registry.retractions()).hasSize(1);
  }

  @Test
  void aRefusalOfTheRegistryIsTriedAgainAndSaysWhy() {
    String lab = sent("WDR-7");
    registry.refuse(
        body -> body.contains("therafed-retraction") ? Optional.of(422) : Optional.empty());
    decide("WDR-7", "deny", "2025-06-01");
    Eventually.holds(
        "it says why it waits",
        () -> "GW-RETRACT-001".equals(arrival(lab).getString("retraction.waiting")));
    assertThat(arrival(lab).getString("outcome")).isEqualTo("sent");
    assertThat(arrival(lab).getString("retraction.state")).isEqualTo("queued");
    registry.refuse(body -> Optional.empty());
    confirmed(lab);
  }

  @Test
  void afterARotationItGoesUnderThePresentPseudonym() throws InterruptedException {
    String lab = sent("WDR-8");
    String before = subjectOf(0);
    loop.stop();
    decide("WDR-8", "deny", "2025-06-01");
    Gateway.settled();
    given().post("/ops/keys/rotation").then().statusCode(200);
    everybodyIsRenamed();
    loop.start();
    confirmed(lab);
    String after = registry.now(before);
    assertThat(after).isNotEqualTo(before);
    assertThat(registry.retractions().values())
        .extracting(retraction -> retraction.patient().value())
        .containsExactly(after);
    assertThat(registry.kept("Observation")).isEmpty();
  }

  @Test
  void aRotationBehindAWaitingRetractionKeepsItsOrder() {
    String lab = sent("WDR-9");
    String before = subjectOf(0);
    registry.refuse(
        body -> body.contains("therafed-retraction") ? Optional.of(422) : Optional.empty());
    decide("WDR-9", "deny", "2025-06-01");
    Eventually.holds("it is on its way", () -> !registry.retractionsReceived().isEmpty());
    given().post("/ops/keys/rotation").then().statusCode(200);
    registry.refuse(body -> Optional.empty());
    confirmed(lab);
    everybodyIsRenamed();
    assertThat(registry.retractions().values())
        .extracting(retraction -> retraction.patient().value())
        .containsExactly(before);
    assertThat(registry.now(before)).isNotEqualTo(before);
  }

  private void everybodyIsRenamed() {
    Eventually.holds(
        "the registry knows all pseudonyms",
        () ->
            given().get("/ops/keys").jsonPath().getLong("awaitingRegistry") == 0 && behind() == 0);
  }

  private long behind() {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select count(*) from person where key_version < ?",
                    row -> row.getLong(1),
                    custody.versions())
                .orElseThrow());
  }

  @Test
  void underANewConsentNewRecordsGoAndWhatWasTakenBackOnlyWhenItIsSentAgain() {
    String old = sent("WDR-10");
    decide("WDR-10", "deny", "2025-06-01");
    confirmed(old);
    given()
        .post("/ops/arrivals/" + old + "/resend")
        .then()
        .statusCode(409)
        .body("code", equalTo("GW-CONSENT-004"));
    given().post("/ops/arrivals/" + old + "/retry").then().statusCode(200);
    Gateway.settled();
    assertThat(arrival(old).getString("code")).isEqualTo("GW-CONSENT-003");
    // Repeated while nothing is in force, it is the same arrival still.
    lab("WDR-10", "S-WDR-10");
    Gateway.settled();

    decide("WDR-10", "permit", "2025-07-01");
    lab("WDR-10", "S-NEW");
    Gateway.settled();
    assertThat(registry.kept("Patient")).isNotEmpty();
    assertThat(registry.kept("Observation")).hasSize(1);
    assertThat(arrival(old).getString("code")).isEqualTo("GW-CONSENT-003");

    lab("WDR-10", "S-WDR-10");
    Gateway.settled();
    assertThat(registry.kept("Observation")).hasSize(2);
    assertThat(arrival(old).getString("outcome")).isEqualTo("superseded");
  }

  @Test
  void aPersonAtTheHospitalSendsAllOfItAgain() {
    String old = sent("WDR-11");
    decide("WDR-11", "deny", "2025-06-01");
    confirmed(old);
    decide("WDR-11", "permit", "2025-07-01");
    Gateway.settled();
    assertThat(registry.kept("Observation")).isEmpty();
    assertThat(
            given()
                .post("/ops/arrivals/" + old + "/resend")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("arrivals"))
        .isGreaterThan(0);
    Gateway.settled();
    assertThat(registry.kept("Observation")).hasSize(1);
    assertThat(arrival(old).getString("outcome")).isEqualTo("sent");
    assertThat(arrival(old).<Object>get("retraction")).isNull();
    // A second withdrawal takes it back again.
    decide("WDR-11", "deny", "2025-08-01");
    confirmed(old);
    assertThat(registry.kept("Observation")).isEmpty();
    assertThat(registry.retractions()).hasSize(2);
  }

  @Test
  void aRefusalThatIsTakenBackAsAMistakeLetsAllOfItGoAgain() {
    Records.send("Patient", Records.patient("WDR-12", "male"));
    Records.send("Consent", Records.consent("wdr-12-c", "WDR-12", "permit", "2024-01-02"));
    String page = Records.send("Observation", Records.lab("wdr-12-l", "WDR-12", "4.2"));
    Gateway.settled();
    String refusal = Records.consent("wdr-12-d", "WDR-12", "deny", "2025-06-01");
    Records.send("Consent", refusal);
    confirmed(page.substring(page.lastIndexOf('/') + 1));
    Records.send("Consent", refusal.replace("'active'", "'entered-in-error'"));
    Eventually.holds("it is there again", () -> registry.kept("Observation").size() == 1);
    Gateway.settled();
    assertThat(Records.outcome(page)).isEqualTo("sent");
  }

  @Test
  void aTransferWhoseAnswerWasLostIsTakenBackToo() {
    Gateway.personWithConsent("WDR-13", "");
    Gateway.settled();
    AtomicReference<FakeRegistry.Fault> fault =
        new AtomicReference<>(FakeRegistry.Fault.DIES_AFTER_STORING);
    registry.fault(body -> body.contains("Observation") ? fault.get() : FakeRegistry.Fault.NONE);
    int sofar = registry.received().size();
    lab("WDR-13", "S-LOST");
    Eventually.holds("it is on its way", () -> registry.received().size() > sofar);
    decide("WDR-13", "deny", "2025-06-01");
    Gateway.settled();
    Eventually.holds("it is held", () -> labsOf("WDR-13", "held").size() == 1);
    confirmed(labsOf("WDR-13", "held").get(0));
    assertThat(registry.kept("Observation")).isEmpty();
  }

  @Test
  void whoStandsOnAnOptOutListIsTakenBackAndHeld() {
    String lab = sent("OPT-1");
    String other = sent("OPT-2");
    JsonPath report =
        given()
            .body("kind,issuer,id\nmrn,,OPT-1\nmrn,,OPT-NOT-YET\n???;x,OPT-9\nmrn,,\n")
            .post("/ops/opt-outs")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(report.getList("rows.outcome"))
        .containsExactly("listed", "listed", "listed", "refused");
    assertThat(report.getList("rows.known")).containsExactly(true, false, false, false);
    assertThat(report.getString("rows[2].problem.code")).isEqualTo("GW-OPTOUT-004");
    assertThat(report.getString("rows[3].problem.code")).isEqualTo("GW-OPTOUT-003");
    confirmed(lab);
    assertThat(arrival(lab).getString("retraction.because.ground")).isEqualTo("opt-out");
    assertThat(arrival(other).getString("outcome")).isEqualTo("sent");
    // Who comes later counts, too, also one of whom the row was not understood.
    for (String later : List.of("OPT-NOT-YET", "OPT-9")) {
      Gateway.personWithConsent(later, "");
      lab(later, "S-" + later);
    }
    Gateway.settled();
    assertThat(labsOf("OPT-NOT-YET", "held")).hasSize(1);
    assertThat(labsOf("OPT-9", "held")).hasSize(1);
    // A list that was not understood as a whole ends nobody's entry, a complete one does.
    assertThat(ended("kind,issuer,id\n???,,OPT-8\n")).isZero();
    assertThat(ended("kind,issuer,id\n")).isZero();
    assertThat(ended("kind|issuer|id\nmrn||OPT-8\n")).isGreaterThanOrEqualTo(4);
    Eventually.holds("it goes on by itself", () -> labsOf("OPT-NOT-YET", "sent").size() == 1);
    lab("OPT-1", "S-AGAIN");
    Gateway.settled();
    assertThat(labsOf("OPT-1", "sent")).hasSize(1);
    assertThat(arrival(lab).getString("code")).isEqualTo("GW-CONSENT-003");
    given()
        .body("id,kind\n1,2\n")
        .post("/ops/opt-outs")
        .then()
        .statusCode(400)
        .body("code", equalTo("GW-OPTOUT-002"));
  }

  private static int ended(String list) {
    return given()
        .queryParam("complete", true)
        .body(list)
        .post("/ops/opt-outs")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getInt("ended");
  }

  @Test
  void noEntryOfAListIsShown() {
    given().body("kind,issuer,id\nmrn,,OPT-SECRET-77\n").post("/ops/opt-outs");
    String shown =
        given().get("/ops/opt-outs").asString()
            + given().body("kind,issuer,id\nmrn,,OPT-SECRET-77\n").post("/ops/opt-outs").asString();
    assertThat(shown).doesNotContain("OPT-SECRET-77").contains("standing");
    assertThat(left()).noneMatch(text -> text.contains("OPT-SECRET"));
    Map<String, Object> state = given().get("/ops/opt-outs").jsonPath().getMap("$");
    assertThat(state).containsEntry("watched", false);
  }
}
