package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Questions in the background: begun, followed, answered as at once, cancelled, over. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class QuestionRunTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String QUESTION =
      "{\"version\":1,\"kind\":\"survival\",\"module\":\"rlt-psma\",\"comparators\":[{\"arm\":\"untreated\"}]}";

  @Inject Database database;

  private String cut;

  @BeforeEach
  void frozenFederation() {
    database.clear();
    KnownFederation.sentWithEverybodyAssessed();
    cut = TestSite.freeze();
  }

  private static Response post(String... preferences) {
    var request = TestSite.asAdmin().contentType("application/json").body(QUESTION);
    for (String preference : preferences) {
      request = request.header("Prefer", preference);
    }
    return request.post("/api/questions");
  }

  private static String begun() {
    String location =
        post("wait=5, respond-async")
            .then()
            .statusCode(202)
            .header("Preference-Applied", "respond-async")
            .extract()
            .header("Location");
    return location.substring(location.indexOf("/api/runs/"));
  }

  private static JsonNode ended(String run) throws Exception {
    Response over =
        Awaitility.await("the answer")
            .atMost(Duration.ofSeconds(60))
            .until(() -> TestSite.asAdmin().get(run), answer -> answer.statusCode() != 202);
    return MAPPER.readTree(over.then().statusCode(200).extract().asString());
  }

  /** One at which another process is, or was. */
  private String elsewhere(String id, String leased, String expires) {
    String question = QUESTION.replace("{\"version\"", "{\"cut\":\"" + cut + "\",\"version\"");
    database.execute(
        "insert into question_run (id, account, administrator, question, state, done, months,"
            + " expires_at, leased_until) values ('"
            + id
            + "', 'admin', true, '"
            + question
            + "', 'running', 12, 640, now() + interval '"
            + expires
            + "', now() + interval '"
            + leased
            + "')");
    return "/api/runs/" + id;
  }

  @Test
  void answerIsTheOneThatIsGivenAtOnce() throws Exception {
    JsonNode run = ended(begun());
    assertThat(run.path("state").asText()).isEqualTo("done");
    ObjectNode answer = (ObjectNode) run.path("answer");
    assertThat(answer.at("/arms/0/state").asText()).isEqualTo("released");
    assertThat(answer.at("/arms/1/state").asText()).isEqualTo("not-released");
    answer.remove("superseded");
    answer.path("arms").forEach(arm -> ((ObjectNode) arm).remove("superseded"));
    JsonNode atOnce = MAPPER.readTree(post().then().statusCode(200).extract().asString());
    assertThat(answer).isEqualTo(atOnce);
    assertThat(database.count("select count(*) from question_asked")).isEqualTo(2);
    TestSite.asAdmin().get("/api/questions/" + answer.path("id").asText()).then().statusCode(200);
  }

  @Test
  void withoutACutTheAnswerIsGivenAtOnce() {
    database.clear();
    post("respond-async").then().statusCode(200).body("arms[0].state", is("not-released"));
  }

  @Test
  void progressIsToldToWhoAskedAloneUntilItIsCancelled() {
    String run = elsewhere("led-elsewhere", "1 minute", "1 hour");
    TestSite.asAdmin()
        .get(run)
        .then()
        .statusCode(202)
        .header("X-Progress", "12 of 640 months")
        .body("months.done", is(12))
        .body("months.of", is(640));
    TestPerson other = TestPerson.opened("researcher");
    String session = other.session();
    RunAs.asking(session).get(run).then().statusCode(404).body("code", is("RG-RUN-001"));
    RunAs.asking(session).delete(run).then().statusCode(404).body("code", is("RG-RUN-001"));
    TestSite.asAdmin().delete(run).then().statusCode(204);
    TestSite.asAdmin().get(run).then().statusCode(404).body("code", is("RG-RUN-001"));
  }

  @Test
  void whatNobodyIsAtAnyMoreIsAnsweredByWhoeverLooksNext() throws Exception {
    String left = elsewhere("left", "-1 second", "1 hour");
    String over = elsewhere("over", "-1 second", "-1 second");
    TestSite.asAdmin().get(over).then().statusCode(404);
    JsonNode own = ended(begun());
    assertThat(ended(left).at("/answer/id")).isEqualTo(own.at("/answer/id"));
    assertThat(database.count("select count(*) from question_run where id = 'over'")).isZero();
  }

  @Test
  void accountHasFourUnderWayAtMost() {
    for (int i = 0; i < 4; i++) {
      elsewhere("run-" + i, "1 minute", "1 hour");
    }
    post("respond-async").then().statusCode(429).body("code", is("RG-RUN-002"));
    post().then().statusCode(200);
  }

  @Test
  void whatCannotBeAnsweredSaysWhy() throws Exception {
    String run = elsewhere("failing", "-1 second", "1 hour");
    database.execute(
        "update question_run set administrator = false, account = 'nobody' where id = 'failing'");
    begun();
    Awaitility.await("its end")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> database.column("select code from question_run where id = 'failing'"),
            code -> code.contains("RG-PROJECT-003"));
    TestSite.asAdmin().get(run).then().statusCode(404);
  }

  /** A request of somebody in a session. */
  private static final class RunAs {
    static io.restassured.specification.RequestSpecification asking(String session) {
      return io.restassured.RestAssured.given().cookie(TestSite.SESSION, session);
    }
  }
}
