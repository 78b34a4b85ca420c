package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.registry.audit.AuditCheck;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What is asked of a running registry stands in its trail, once, before the answer leaves. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class AuditTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Inject Database database;
  @TempDir static Path folder;

  @BeforeEach
  void clear() {
    database.clear();
  }

  private List<JsonNode> events() {
    return database.column("select event from audit_event order by seq").stream()
        .map(AuditTest::json)
        .toList();
  }

  private JsonNode last() {
    List<JsonNode> all = events();
    return all.get(all.size() - 1);
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String query(JsonNode event) {
    byte[] bytes = Base64.getDecoder().decode(event.at("/entity/0/query").asText());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void questionOfAPersonIsAQueryOfThatPerson() {
    TestSite.asAdmin().get("/api/evidence/survival?arm=treated").then().statusCode(200);
    JsonNode event = last();
    assertThat(event.at("/meta/profile/0").asText()).endsWith("IHE.BasicAudit.Query");
    assertThat(event.at("/agent/2/who/display").asText()).isEqualTo("admin");
    assertThat(query(event)).isEqualTo("GET /api/evidence/survival?arm=treated");
  }

  @Test
  void recordThatASiteReadsIsAReadAndItsTransferIsNoEvent() {
    TestSite site = TestSite.registered("s");
    String patient = Records.id(site.id(), "p");
    long before = events().size();
    site.send(Records.patient(patient))
        .then()
        .statusCode(200)
        .header("Therafed-Audit-Head", notNullValue());
    assertThat(events()).hasSize((int) before);
    site.get("/fhir/Patient/" + patient).then().statusCode(200);
    JsonNode event = last();
    assertThat(event.at("/meta/profile/0").asText()).endsWith("IHE.BasicAudit.Read");
    assertThat(event.at("/entity/0/what/reference").asText()).isEqualTo("Patient/" + patient);
    assertThat(event.at("/agent/0/who/display").asText()).isEqualTo("site " + site.id());
  }

  @Test
  void refusalIsAnEventWithoutWhatWasAsked() {
    given().get("/api/evidence/survival?name=Planted").then().statusCode(401);
    TestSite.asAdmin().get("/api/evidence/survival?module=Planted").then().statusCode(400);
    List<JsonNode> events = events();
    assertThat(events).hasSize(2);
    assertThat(events).extracting(event -> event.path("outcome").asText()).containsOnly("4");
    assertThat(events)
        .extracting(event -> event.path("outcomeDesc").asText())
        .containsExactly("HTTP 401", "HTTP 400");
    assertThat(events.toString()).doesNotContain("Planted");
  }

  @Test
  void manyAtOnceStandEachOnceInAWholeChain() throws Exception {
    int crowd = 40;
    String session = TestPerson.admin().session();
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      CompletableFuture.allOf(
              IntStream.range(0, crowd)
                  .mapToObj(
                      i ->
                          CompletableFuture.runAsync(
                              () ->
                                  given()
                                      .cookie(TestSite.SESSION, session)
                                      .get("/admin/sites")
                                      .then()
                                      .statusCode(200),
                              callers))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      callers.shutdown();
    }
    assertThat(events()).hasSize(crowd);
    TestSite.asAdmin()
        .get("/admin/audit/verification")
        .then()
        .statusCode(200)
        .body("intact", is(true))
        .body("events", is(crowd));
  }

  @Test
  void exportIsReadByTheCommandAndAKeptHeadIsFoundInIt() throws Exception {
    TestSite.asAdmin().get("/admin/sites").then().statusCode(200);
    TestSite.asAdmin().get("/admin/findings").then().statusCode(200);
    String export = TestSite.asAdmin().get("/admin/audit").then().extract().asString();
    assertThat(export.lines()).hasSize(2);
    Path file = Files.writeString(folder.resolve("export.ndjson"), export);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments = {file.toString()};
    assertThat(AuditCheck.run(arguments, new PrintStream(out), System.err)).isZero();
    String head = out.toString(StandardCharsets.UTF_8).strip().replaceFirst(".* ", "");
    TestSite.asAdmin()
        .get("/admin/audit/verification?head=" + head)
        .then()
        .statusCode(200)
        .body("keptHeadFound", is(true));
    TestSite.asAdmin()
        .get("/admin/audit/verification?head=1:" + "0".repeat(64))
        .then()
        .statusCode(200)
        .body("intact", is(false))
        .body("keptHeadFound", is(false));
    TestSite.asAdmin().get("/admin/audit/verification?head=x").then().statusCode(400);
  }

  @Test
  void eventThatWasChangedPastTheRegistryIsFound() {
    TestSite.asAdmin().get("/admin/sites").then().statusCode(200);
    TestSite.asAdmin().get("/admin/sites").then().statusCode(200);
    database.execute("alter table audit_event disable trigger audit_events_stay");
    database.execute(
        "update audit_event set event = replace(event, '\"admin\"', '\"nobody\"') where seq = 1");
    database.execute("alter table audit_event enable trigger audit_events_stay");
    TestSite.asAdmin()
        .get("/admin/audit/verification")
        .then()
        .statusCode(200)
        .body("intact", is(false))
        .body("brokenAt", is(1));
  }

  @Test
  void answerWhoseEventCannotBeKeptIsNotGiven() {
    database.execute("alter table audit_event add constraint none check (seq < 0) not valid");
    try {
      TestSite.asAdmin()
          .get("/api/evidence/survival")
          .then()
          .statusCode(503)
          .header("Retry-After", "2")
          .body("code", is("RG-STORE-001"));
    } finally {
      database.execute("alter table audit_event drop constraint none");
    }
    TestSite.asAdmin().get("/api/evidence/survival").then().statusCode(200);
  }
}
