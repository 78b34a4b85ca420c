package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Whatever one side has lost is found at night, and what can be mended is. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ReconciliationIT extends WithRegistry {

  @Inject Database database;
  @Inject PseudonymRotation rotation;

  /** What other tests sent is at registries of their own. */
  @BeforeEach
  void onlyThisTest() {
    update("update outbox set settled_at = now() where state = 'sent'");
    update("delete from registry_unknown");
  }

  private int update(String sql) {
    return database.inTransaction(tx -> tx.update(sql));
  }

  private long counter() {
    return database.inTransaction(
        tx -> tx.first("select last from transfer_counter", row -> row.getLong(1)).orElseThrow());
  }

  private static JsonPath run() {
    return given().post("/ops/reconciliation").then().statusCode(200).extract().jsonPath();
  }

  private static JsonPath latest() {
    return given().get("/ops/reconciliation").jsonPath();
  }

  private static void mended() {
    Eventually.holds(
        () -> "nothing differs any more; " + latest().getString("latest"),
        () ->
            latest().getString("latest.state").equals("done")
                && latest().getLong("latest.difference") == 0);
    assertThat(latest().getString("alarm")).isNull();
  }

  private void sent(String mrn) {
    Gateway.personWithConsent(mrn, "");
    Gateway.lab(mrn, mrn + "-S1");
    Gateway.settled();
    Gateway.lab(mrn, mrn + "-S2");
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(2);
  }

  @Test
  void whatARestoredRegistryLacksIsSentAgainUnderItsNumbersWithItsBytes() {
    sent("REC-1");
    assertThat(run().getLong("latest.difference")).isZero();
    Map<Long, String> before = new TreeMap<>(registry.stored());
    Map<String, Long> counts = Gateway.outcomes();
    before.keySet().forEach(registry::lose);
    JsonPath found = run();
    assertThat(found.getLong("latest.compared")).isEqualTo(before.size());
    assertThat(found.getLong("latest.missing")).isEqualTo(before.size());
    mended();
    assertThat(registry.stored()).isEqualTo(before);
    assertThat(latest().getLong("latest.sentAgain")).isEqualTo(before.size());
    assertThat(Gateway.outcomes()).isEqualTo(counts);
    given()
        .get("/q/health/ready")
        .then()
        .body("checks.find { it.name == 'reconciliation' }.data.difference", is(0));
  }

  @Test
  void ofAPersonWhoHasWithdrawnOnlyTheRetractionIsSentAgain() {
    sent("REC-2");
    Gateway.table("consents", "mrn,decision,signed_on", "REC-2,deny,2025-06-01");
    Eventually.holds("it is taken back", () -> registry.retractions().size() == 1);
    Gateway.settled();
    List<Long> numbers = List.copyOf(registry.stored().keySet());
    numbers.forEach(registry::lose);
    List.copyOf(registry.retractions().keySet()).forEach(registry::lose);
    Eventually.holds("the retraction is confirmed here", () -> sentAre(0));
    run();
    mended();
    assertThat(registry.retractions()).hasSize(1);
    assertThat(registry.stored()).isEmpty();
    assertThat(Gateway.arrivals("sent")).noneMatch(one -> "REC-2".equals(one.get("patient")));
  }

  /** It takes back whatever is there: it must not take what the person has permitted since. */
  @Test
  void aLateRetractionLeavesWhatWasPermittedSince() {
    sent("REC-7");
    Gateway.table("consents", "mrn,decision,signed_on", "REC-7,deny,2025-06-01");
    Eventually.holds("it is taken back", () -> registry.retractions().size() == 1);
    Eventually.holds("the retraction is confirmed here", () -> sentAre(0));
    long taken = registry.retractions().keySet().iterator().next();
    Gateway.table("consents", "mrn,decision,signed_on", "REC-7,permit,2025-07-01");
    Gateway.lab("REC-7", "REC-7-S3");
    Gateway.settled();
    assertThat(registry.kept("Observation")).hasSize(1);
    registry.lose(taken);
    // As the registry has it now, nothing of before was taken back.
    assertThat(registry.kept("Observation")).hasSize(3);
    run();
    mended();
    assertThat(registry.retractions().keySet()).hasSize(1).allMatch(number -> number > taken);
    assertThat(registry.kept("Observation")).hasSize(1);
    Gateway.countsAddUp();
  }

  private boolean sentAre(int expected) {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select count(*) from outbox where kind = 'retraction' and state = 'queued'",
                    row -> row.getInt(1)))
        .orElseThrow()
        .equals(expected);
  }

  @Test
  void whatOnlyTheRegistryKnowsStaysAWarningUntilSomebodyHasSeenIt() {
    sent("REC-3");
    long number = counter() + 1;
    String one = registry.stored().values().iterator().next();
    registry.stored().put(number, one);
    JsonPath found = run();
    assertThat(found.getLong("latest.unknown")).isEqualTo(1);
    assertThat(found.getLong("latest.difference")).isEqualTo(1);
    assertThat(found.getString("alarm.code")).isEqualTo("GW-RECON-003");
    assertThat(found.getString("alarm.foundZh")).contains("1 个本网关不认识");
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'reconciliation' }.data.alarm", equalTo("GW-RECON-003"));
    // A gateway that was restored must not use the number for something else.
    assertThat(counter()).isGreaterThanOrEqualTo(number);
    given()
        .post("/ops/reconciliation/acknowledgement")
        .then()
        .statusCode(200)
        .body("acknowledged.unknown", is(1))
        .body("latest.difference", is(0));
    run();
    mended();
  }

  @Test
  void whatDiffersLeavesAgainAsANewerVersion() {
    sent("REC-4");
    long last = registry.stored().keySet().stream().max(Long::compare).orElseThrow();
    String right = registry.stored().get(last);
    registry.stored().put(last, right.replace("4.2", "9.9"));
    assertThat(run().getLong("latest.differing")).isEqualTo(1);
    mended();
    assertThat(registry.stored().keySet()).anyMatch(number -> number > last);
    assertThat(registry.resources("Observation"))
        .last()
        .satisfies(lab -> assertThat(lab.at("/valueQuantity/value").asText()).startsWith("4.2"));
    Gateway.countsAddUp();
  }

  /** The registry would refuse it as it was: it has been told that the pseudonym is no more. */
  @Test
  void whatIsMissingFromBeforeARenamingLeavesUnderTheNewPseudonym() {
    sent("REC-5");
    long last = registry.stored().keySet().stream().max(Long::compare).orElseThrow();
    String before =
        registry.resources("Observation").get(0).at("/subject/reference").asText().substring(8);
    rotation.rotate();
    Eventually.holds("the registry knows", () -> rotation.awaiting() == 0);
    registry.lose(last);
    run();
    mended();
    assertThat(registry.resources("Observation"))
        .hasSize(2)
        .last()
        .satisfies(
            lab ->
                assertThat(lab.at("/subject/reference").asText())
                    .isEqualTo("Patient/" + registry.now(before)));
    assertThat(registry.now(before)).isNotEqualTo(before);
    Gateway.countsAddUp();
  }

  @Test
  void whatIsNotKeptAnyMoreIsNeverSaidToBeMended() {
    sent("REC-6");
    long last = registry.stored().keySet().stream().max(Long::compare).orElseThrow();
    update("update outbox set body = null where sequence = " + last);
    registry.lose(last);
    JsonPath found = run();
    assertThat(found.getLong("latest.notSendable")).isEqualTo(1);
    assertThat(found.getString("alarm.code")).isEqualTo("GW-RECON-003");
    given()
        .post("/ops/reconciliation/acknowledgement")
        .then()
        .statusCode(200)
        .body("acknowledged.notSendable", is(1));
    run();
    mended();
  }

  @Test
  void aRegistryThatIsAwayIsSaidSo() {
    registry.close();
    given()
        .post("/ops/reconciliation")
        .then()
        .statusCode(409)
        .body("code", is("GW-RECON-001"))
        .body("foundZh", notNullValue());
    assertThat(latest().getString("latest.state")).isEqualTo("failed");
    assertThat(latest().getString("latest.code")).isEqualTo("GW-RECON-001");
    restartRegistry();
  }
}
