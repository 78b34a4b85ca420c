package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Which of the versions of a vital status counts, whatever the order in which they come. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class VitalStatusIT extends WithRegistry {

  private static final String DEAD = "419099009";
  private static final String ALIVE = "438949009";

  private static void row(String mrn, String status, String on) {
    Gateway.table("vital-status", "mrn,status,on", mrn + "," + status + "," + on)
        .then()
        .statusCode(200);
    Gateway.settled();
  }

  private static String observation(String id, String mrn, String status, String code, String on) {
    return "{'resourceType':'Observation','id':'"
        + id
        + "','status':'"
        + status
        + "','code':{'coding':[{'system':'http://loinc.org','code':'67162-8'}]},'subject':{"
        + "'identifier':{'value':'"
        + mrn
        + "'}},'effectiveDateTime':'"
        + on
        + "','valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct','code':'"
        + code
        + "'}]}}";
  }

  private static String patient(String mrn, String more) {
    return "{'resourceType':'Patient','id':'"
        + mrn
        + "','identifier':[{'value':'"
        + mrn
        + "'}],'gender':'male'"
        + more
        + "}";
  }

  private static void fhir(String type, String json) {
    Gateway.fhir(type, json.replace('\'', '"')).then().statusCode(201);
    Gateway.settled();
  }

  /** What left of the vital status, in order. */
  private List<ObjectNode> statuses() {
    return registry.resources("Observation").stream()
        .filter(one -> one.toString().contains("67162-8"))
        .toList();
  }

  private List<String> codes() {
    return statuses().stream()
        .map(one -> one.at("/valueCodeableConcept/coding/0/code").asText())
        .toList();
  }

  /** Days from the first to the last that left: all dates of a person are moved alike. */
  private long moved() {
    List<LocalDate> days =
        statuses().stream()
            .map(one -> LocalDate.parse(one.path("effectiveDateTime").asText()))
            .toList();
    return ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1));
  }

  /** How many more are superseded than before; the counts add up. */
  private static long superseded(Map<String, Long> before) {
    Map<String, Long> now = Gateway.outcomes();
    assertThat(
            now.get("sent")
                + now.get("queued")
                + now.get("held")
                + now.get("refused")
                + now.get("superseded"))
        .isEqualTo(now.get("received"));
    return now.get("superseded") - before.get("superseded");
  }

  @Test
  void anOlderAliveDoesNotTakeADeathBack() {
    Gateway.consent("VS-1");
    row("VS-1", "dead", "2025-04-02");
    Map<String, Long> before = Gateway.outcomes();
    row("VS-1", "alive", "2025-03-01");
    assertThat(codes()).containsExactly(DEAD);
    assertThat(superseded(before)).isEqualTo(1);
    assertThat(Gateway.outcomes().get("sent")).isEqualTo(before.get("sent"));
  }

  @Test
  void anOlderAliveDoesNotReplaceALaterOne() {
    Gateway.consent("VS-2");
    row("VS-2", "alive", "2025-04-02");
    Map<String, Long> before = Gateway.outcomes();
    row("VS-2", "alive", "2025-03-01");
    assertThat(statuses()).hasSize(1);
    assertThat(superseded(before)).isEqualTo(1);
    row("VS-2", "alive", "2025-05-02");
    assertThat(moved()).isEqualTo(30);
    assertThat(superseded(before)).isEqualTo(2);
  }

  @Test
  void aDayOfDeathIsCorrectedInBothDirections() {
    Gateway.consent("VS-3");
    row("VS-3", "dead", "2025-04-02");
    row("VS-3", "dead", "2025-04-12");
    assertThat(moved()).isEqualTo(10);
    row("VS-3", "dead", "2025-04-01");
    assertThat(moved()).isEqualTo(-1);
    assertThat(codes()).containsExactly(DEAD, DEAD, DEAD);
  }

  @Test
  void aDeathThatIsLearnedLateReplacesALaterDayAlive() {
    Gateway.consent("VS-4");
    row("VS-4", "alive", "2025-06-30");
    row("VS-4", "dead", "2025-04-02");
    assertThat(codes()).containsExactly(ALIVE, DEAD);
  }

  @Test
  void aliveOnTheSameDayOrLaterTakesADeathBack() {
    Gateway.consent("VS-5");
    row("VS-5", "dead", "2025-04-02");
    row("VS-5", "alive", "2025-04-02");
    assertThat(codes()).containsExactly(DEAD, ALIVE);
  }

  @Test
  void aRowThatSaysItIsACorrectionReplacesWhateverStands() {
    Gateway.consent("VS-6");
    row("VS-6", "dead", "2025-04-02");
    Gateway.table("vital-status", "mrn,status,on,correction", "VS-6,alive,2025-03-01,true");
    Gateway.settled();
    assertThat(codes()).containsExactly(DEAD, ALIVE);
    assertThat(statuses().get(1).path("status").asText()).isEqualTo("corrected");
  }

  @Test
  void whatWaitsForConsentIsJudgedAlike() {
    Map<String, Long> before = Gateway.outcomes();
    row("VS-7", "dead", "2025-04-02");
    row("VS-7", "alive", "2025-03-01");
    assertThat(superseded(before)).isEqualTo(1);
    Gateway.consent("VS-7");
    Gateway.settled();
    assertThat(codes()).containsExactly(DEAD);
    assertThat(superseded(before)).isEqualTo(1);
  }

  @Test
  void aDeathThatTheRegistryRefusedIsNotLostToAnOlderAlive() {
    Gateway.consent("VS-8");
    registry.refuse(body -> body.contains(DEAD) ? Optional.of(422) : Optional.empty());
    row("VS-8", "dead", "2025-04-02");
    row("VS-8", "alive", "2025-03-01");
    registry.refuse(body -> Optional.empty());
    String refused = (String) Gateway.arrivals("refused").get(0).get("id");
    given().post("/ops/arrivals/" + refused + "/retry").then().statusCode(200);
    Gateway.settled();
    assertThat(codes()).endsWith(DEAD);
    given()
        .get("/ops/arrivals/" + refused)
        .then()
        .body("outcome", org.hamcrest.Matchers.is("sent"));
  }

  @Test
  void versionsOfAnObservationFollowTheSameRule() {
    Gateway.consent("VS-9");
    fhir("Observation", observation("vs-9", "VS-9", "final", DEAD, "2025-04-02"));
    Map<String, Long> before = Gateway.outcomes();
    fhir("Observation", observation("vs-9", "VS-9", "final", ALIVE, "2025-03-01"));
    assertThat(codes()).containsExactly(DEAD);
    assertThat(superseded(before)).isEqualTo(1);
    fhir("Observation", observation("vs-9", "VS-9", "entered-in-error", DEAD, "2025-04-02"));
    fhir("Observation", observation("vs-9", "VS-9", "final", ALIVE, "2025-03-01"));
    assertThat(codes()).containsExactly(DEAD, DEAD, ALIVE);
    assertThat(statuses().get(1).path("status").asText()).isEqualTo("entered-in-error");
  }

  @Test
  void ofARequestOnlyTheOldVitalStatusStays() {
    Gateway.consent("VS-10");
    fhir("Observation", observation("vs-10", "VS-10", "final", DEAD, "2025-04-02"));
    Map<String, Long> before = Gateway.outcomes();
    fhir(
        "",
        "{'resourceType':'Bundle','type':'collection','entry':[{'resource':"
            + patient("VS-10", "")
            + "},{'resource':"
            + observation("vs-10", "VS-10", "final", ALIVE, "2025-03-01")
            + "}]}");
    assertThat(codes()).containsExactly(DEAD);
    assertThat(superseded(before)).isZero();
    assertThat(Gateway.outcomes().get("sent")).isEqualTo(before.get("sent") + 1);
  }

  @Test
  void aPatientThatRepeatsADeathThatWasTakenBackSaysNothingNew() {
    Gateway.consent("VS-11");
    fhir("Patient", patient("VS-11", ",'deceasedDateTime':'2025-04-02'"));
    row("VS-11", "alive", "2025-05-01");
    fhir(
        "Patient",
        patient("VS-11", ",'deceasedDateTime':'2025-04-02','address':[{'state':'Zhejiang'}]"));
    assertThat(codes()).containsExactly(DEAD, ALIVE);
    assertThat(registry.resources("Patient").toString()).contains("Zhejiang");
    fhir("Patient", patient("VS-11", ",'deceasedDateTime':'2025-05-09'"));
    assertThat(codes()).containsExactly(DEAD, ALIVE, DEAD);
  }

  @Test
  void aFaultyVitalStatusStopsNoSoundOne() {
    Gateway.consent("VS-12");
    fhir("Observation", observation("vs-12", "VS-12", "final", ALIVE, "2199-01-01"));
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-DEID-006");
    fhir("Observation", observation("vs-12", "VS-12", "final", ALIVE, "2025-03-01"));
    assertThat(codes()).containsExactly(ALIVE);
  }

  /** Superseded says what counts; the transfer's number says that it left. */
  @Test
  void whatIsSupersededWhileItsTransferIsUnderWayHasItsTransfer() {
    Gateway.consent("VS-13");
    Gateway.settled();
    AtomicBoolean first = new AtomicBoolean(true);
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    registry.refuse(
        body -> {
          if (first.getAndSet(false)) {
            underWay.countDown();
            waitFor(answer);
          }
          return Optional.empty();
        });
    String table = "mrn,status,on";
    Gateway.table("vital-status", table, "VS-13,dead,2025-06-01").then().statusCode(200);
    waitFor(underWay);
    String id = (String) Gateway.arrivals("queued").get(0).get("id");
    Gateway.table("vital-status", table, "VS-13,dead,2025-05-01").then().statusCode(200);
    Eventually.holds(
        "it is superseded", () -> arrival(id).getString("outcome").equals("superseded"));
    assertThat(arrival(id).getString("transfer")).as("not stored yet").isNull();
    answer.countDown();
    Gateway.settled();
    assertThat(codes()).containsExactly(DEAD, DEAD);
    assertThat(arrival(id).getString("outcome")).isEqualTo("superseded");
    assertThat(registry.stored()).containsKey(arrival(id).getLong("transfer"));
    Gateway.countsAddUp();
  }

  private static JsonPath arrival(String id) {
    return given().get("/ops/arrivals/" + id).jsonPath();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
