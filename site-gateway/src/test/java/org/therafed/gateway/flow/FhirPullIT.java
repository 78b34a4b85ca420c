package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.intake.fhir.pull.FhirPullSources;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.Configs;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeFhirServer;
import org.therafed.gateway.support.FakeFhirServer.Reply;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Records of consented patients from the hospital's FHIR server. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class FhirPullIT extends WithRegistry {

  private static final String OUTCOME = "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}";

  @ConfigProperty(name = "therafed.fhir-pull.sources.his.url")
  URI url;

  @Inject FhirPullSources sources;
  @Inject FhirPullRun runs;
  @Inject FhirPullMarks marks;
  @Inject Database database;
  @Inject PullStore store;
  @Inject Site site;

  private FakeFhirServer server;

  /** What a test before has left: the server of each knows of nothing earlier. */
  @BeforeEach
  void forget() {
    database.inTransaction(
        tx ->
            tx.update("delete from fhir_pull_mark")
                + tx.update("delete from pull_source where source like 'fhir:%'"));
  }

  @BeforeEach
  void startServer() {
    server = FakeFhirServer.start(url.getPort());
    server.register(given().get("/ops/fhir-pull/jwks").asString());
  }

  @AfterEach
  void stopServer() {
    server.close();
    Gateway.countsAddUp();
  }

  private Instant earlier() {
    return site.clock().instant().minus(Duration.ofMinutes(30));
  }

  private static JsonPath run(String source) {
    JsonPath answer =
        given().post("/ops/fhir-pull/" + source).then().statusCode(200).extract().jsonPath();
    Gateway.settled();
    return answer;
  }

  private static String problem(String source) {
    return run(source).getString("problem.code");
  }

  private static JsonPath state(String source) {
    List<Map<String, Object>> all = given().get("/ops/fhir-pull").jsonPath().getList("$");
    int at = all.get(0).get("source").equals(source) ? 0 : 1;
    return given().get("/ops/fhir-pull").jsonPath().setRootPath("[" + at + "]");
  }

  /** A person at the server with laboratory values; these are told apart by their number. */
  private void keeps(String id, String decision, String... values) {
    server.keeps(Records.patient(id, "male"), earlier());
    server.keeps(consent(id, decision, "2024-01-02"), earlier());
    for (int i = 0; i < values.length; i++) {
      server.keeps(lab(id, i, values[i]), earlier());
    }
  }

  private static String consent(String id, String decision, String day) {
    return Records.consent("c-" + id, id, decision, day)
        .replace("{'identifier':{'value':'" + id + "'}}", "{'reference':'Patient/" + id + "'}");
  }

  private static String lab(String id, int number, String value) {
    return Records.waitingLab("lab-" + id + "-" + number, id, value);
  }

  private List<String> values() {
    return List.copyOf(Records.current(registry).values());
  }

  @Test
  void recordsOfWhoHasConsentedComeOnceAndTheirChangesFollow() {
    keeps("FP-1", "permit", "101.1", "101.2", "101.3", "101.4", "101.5");
    keeps("FP-2", "deny", "102.1");
    server.keeps(Records.patient("FP-3", "male"), earlier());
    server.keeps(lab("FP-3", 0, "103.1"), earlier());

    JsonPath first = run("his");
    assertThat(first.getString("problem")).isNull();
    JsonPath second = run("his");
    assertThat(second.getString("problem")).isNull();
    assertThat(values()).contains("101.1", "101.2", "101.3", "101.4", "101.5");
    assertThat(values()).doesNotContain("102.1", "103.1");
    assertThat(String.join("\n", server.asked()))
        .contains("patient=Patient/FP-1", "_offset=4")
        .doesNotContain("patient=Patient/FP-2", "identifier=FP-2")
        .doesNotContain("FP-3");
    assertThat(state("his").getMap("lastRun").toString()).doesNotContain("FP-");

    server.keeps(lab("FP-1", 2, "101.9"), site.clock().instant());
    server.forgetAsked();
    JsonPath third = run("his");
    assertThat(third.getInt("lastRun.resources")).isEqualTo(1);
    assertThat(values()).contains("101.9").doesNotContain("101.3");
    assertThat(server.asked())
        .filteredOn(path -> path.contains("Observation?patient=Patient/FP-1"))
        .singleElement()
        .asString()
        .contains("_lastUpdated=ge");

    // Withdrawn at the hospital: decided before anybody is asked again.
    server.keeps(consent("FP-1", "deny", "2025-01-02"), site.clock().instant());
    run("his");
    server.forgetAsked();
    run("his");
    assertThat(String.join("\n", server.asked())).doesNotContain("patient=Patient/FP-1");
  }

  @Test
  void whatTheServerDoesWrongIsToldAndNothingIsLost() {
    keeps("FP-4", "permit", "104.1");
    run("his");
    server.misbehaving(path -> reply(path, 401));
    assertThat(problem("his")).isEqualTo("GW-FHIRPULL-006");
    server.misbehaving(path -> reply(path, 500));
    assertThat(problem("his")).isEqualTo("GW-FHIRPULL-009");
    server.misbehaving(path -> later(path, "3600"));
    assertThat(problem("his")).isEqualTo("GW-FHIRPULL-008");
    assertThat(Instant.parse(state("his").getString("notBefore")))
        .isAfter(site.clock().instant().plus(Duration.ofMinutes(50)));
    server.misbehaving(path -> body(path, OUTCOME));
    assertThat(problem("his")).isEqualTo("GW-FHIRPULL-010");
    server.misbehaving(path -> body(path, "{\"resourceType\":\"Bundle\",\"entry\":[{"));
    assertThat(problem("his")).isEqualTo("GW-FHIRPULL-010");
    server.misbehaving(
        path ->
            body(
                path,
                "{\"resourceType\":\"Bundle\",\"link\":[{\"relation\":\"next\",\"url\":"
                    + "\"http://elsewhere.example/r4/Consent\"}]}"));
    assertThat(run("his").getString("problem.found")).contains("another server");
    server.misbehaving(
        path -> path.equals("token") ? Optional.of(Reply.of(503)) : Optional.empty());
    server.keys().forgetTokens();
    assertThat(problem("his")).isEqualTo("GW-FHIRPULL-005");
    assertThat(state("his").getInt("failures")).isEqualTo(7);
    server.close();
    assertThat(problem("his")).isEqualTo("GW-FHIRPULL-003");
    assertThat(test("his")).isEqualTo("GW-FHIRPULL-003");

    startServer();
    keeps("FP-4", "permit", "104.1");
    AtomicInteger busy = new AtomicInteger(2);
    server.misbehaving(path -> busy.getAndDecrement() > 0 ? later(path, "0") : Optional.empty());
    assertThat(problem("his")).isNull();
    assertThat(values()).contains("104.1");
    int given = server.keys().given();
    server.keys().forgetTokens();
    assertThat(problem("his")).isNull();
    assertThat(server.keys().given()).isEqualTo(given + 1);
    assertThat(state("his").getInt("failures")).isZero();
    assertThat(test("his")).isNull();
  }

  private static Optional<Reply> reply(String path, int status) {
    return path.startsWith("Consent") ? Optional.of(Reply.of(status)) : Optional.empty();
  }

  private static Optional<Reply> body(String path, String body) {
    return path.startsWith("Consent")
        ? Optional.of(new Reply(200, Map.of(), body))
        : Optional.empty();
  }

  private static Optional<Reply> later(String path, String seconds) {
    return path.startsWith("Consent")
        ? Optional.of(new Reply(429, Map.of("Retry-After", seconds), ""))
        : Optional.empty();
  }

  private static String test(String source) {
    return given()
        .post("/ops/fhir-pull/" + source + "/test")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("problem.code");
  }

  @Test
  void aKeyThatTheServerDoesNotKnowIsSaid() {
    server.close();
    server = FakeFhirServer.start(url.getPort());
    server.register(
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"another\","
            + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
            + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]}");
    JsonPath answer =
        given().post("/ops/fhir-pull/lake/test").then().statusCode(200).extract().jsonPath();
    assertThat(answer.getString("problem.code")).isEqualTo("GW-FHIRPULL-005");
    assertThat(answer.getString("problem.found")).contains("invalid_client");
    assertThat(answer.getString("problem.foundZh")).contains("invalid_client");
  }

  @Test
  void anExportBringsDecisionsOfAllAndRecordsOfWhoHasConsented() {
    keeps("FP-5", "permit", "105.1", "105.2");
    keeps("FP-6", "deny", "106.1");
    server.notReadyTimes(1);
    assertThat(run("lake").getBoolean("lastRun.exporting")).isTrue();
    assertThat(run("lake").getBoolean("lastRun.exporting")).isTrue();
    assertThat(state("lake").getString("exportingSince")).isNotNull();
    // The first brings the decisions; whom they permit is new to the second.
    assertThat(run("lake").getInt("lastRun.outcomes")).isEqualTo(1);
    assertThat(server.asked()).contains("DELETE jobs/1");
    assertThat(values()).isEmpty();

    server.alsoWrites("Observation", "no JSON", OUTCOME);
    run("lake");
    long refused = Gateway.outcomes().get("refused");
    JsonPath whole = run("lake");
    assertThat(whole.getString("problem")).isNull();
    assertThat(values()).contains("105.1", "105.2").doesNotContain("106.1");
    assertThat(whole.getInt("lastRun.dropped")).isGreaterThanOrEqualTo(1);
    assertThat(whole.getInt("lastRun.outcomes")).isEqualTo(2);
    assertThat(whole.getInt("lastRun.refused")).isEqualTo(1);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused + 1);
    assertThat(server.asked()).noneMatch(path -> path.contains("_since"));

    server.alsoWrites("Observation");
    server.keeps(lab("FP-5", 1, "105.9"), site.clock().instant());
    server.forgetAsked();
    run("lake");
    assertThat(server.asked())
        .anyMatch(path -> path.contains("$export") && path.contains("_since"));
    // A file that was cut moves no mark, and another export brings what it lacked.
    server.cutting(true);
    assertThat(run("lake").getString("problem.code")).isEqualTo("GW-FHIRPULL-010");
    assertThat(state("lake").getString("exportingSince")).isNull();
    server.cutting(false);
    run("lake");
    assertThat(problem("lake")).isNull();
    assertThat(values()).contains("105.9").doesNotContain("105.2");
  }

  @Test
  void anExportThatTheServerForgotIsAskedForAnew() {
    run("lake");
    server.misbehaving(
        path -> path.startsWith("jobs/") ? Optional.of(Reply.of(404)) : Optional.empty());
    assertThat(problem("lake")).isEqualTo("GW-FHIRPULL-011");
    server.misbehaving(path -> Optional.empty());
    assertThat(run("lake").getBoolean("lastRun.exporting")).isTrue();
    assertThat(problem("lake")).isNull();
  }

  @Test
  void serversAreAskedBySchedule() {
    keeps("FP-7", "permit", "107.1");
    FhirPullLoop loop =
        new FhirPullLoop(
            sources,
            runs,
            marks,
            store,
            site,
            Configs.of(Map.of("therafed.fhir-pull.every", "20ms")));
    loop.start();
    try {
      Eventually.holds("asked again and again", () -> values().contains("107.1"));
    } finally {
      loop.stop();
    }
    Eventually.holds("ended", () -> !loop.running("his") && !loop.running("lake"));
  }

  @Test
  void aServerThatIsNotConfiguredIsUnknown() {
    for (String path : List.of("/ops/fhir-pull/other", "/ops/fhir-pull/other/test")) {
      given().post(path).then().statusCode(404);
    }
  }
}
