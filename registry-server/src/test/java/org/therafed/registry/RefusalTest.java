package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Whatever refuses, the server or a route: a code, a body, no effect. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class RefusalTest {

  private static final int TOO_LARGE = (16 << 20) + 1;
  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\\r\\ncontent-length: (\\d+)");
  private static final int ADMITTED = 36;
  private static final int CROWD = 56;
  private static final long LONGEST_SECONDS = 120;

  @Inject Database database;

  @Test
  void announcedBodyThatIsTooLargeIsRefusedUnread() throws IOException {
    TestSite site = TestSite.registered("a");
    assertThat(answerToAnnouncement(site, TOO_LARGE))
        .startsWith("HTTP/1.1 413 ")
        .contains("\"resourceType\":\"OperationOutcome\"", "\"code\":\"RG-HTTP-005\"");
    assertThat(transfers(site)).isZero();
  }

  /** What comes before a byte of the body has been sent. */
  private static String answerToAnnouncement(TestSite site, int bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
      String head =
          "POST /fhir HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + site.token()
              + "\r\nContent-Type: application/fhir+json\r\nContent-Length: "
              + bytes
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      // A character for each byte, so that lengths are those of the wire.
      StringBuilder answer = new StringBuilder();
      byte[] part = new byte[8192];
      while (!isWhole(answer.toString())) {
        int length = socket.getInputStream().read(part);
        if (length < 0) {
          break;
        }
        answer.append(new String(part, 0, length, StandardCharsets.ISO_8859_1));
      }
      return answer.toString();
    }
  }

  private static boolean isWhole(String answer) {
    Matcher length = CONTENT_LENGTH.matcher(answer);
    int body = answer.indexOf("\r\n\r\n") + 4;
    return body >= 4
        && length.find()
        && answer.length() >= body + Integer.parseInt(length.group(1));
  }

  @Test
  void nestingWithoutEndIsRefused() {
    TestSite site = TestSite.registered("a");
    String deep =
        "{\"resourceType\":\"Bundle\",\"entry\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    outcome(site.post(deep.getBytes(StandardCharsets.UTF_8)), 400, "RG-INGEST-005");
  }

  @Test
  void recordThatStandsTwiceRefusesTheTransfer() {
    TestSite site = TestSite.registered("a");
    String twice =
        new String(site.next(Records.patient(Records.id(site.id(), "p"))), StandardCharsets.UTF_8);
    int from = twice.indexOf('[', twice.indexOf("\"entry\"")) + 1;
    int to = twice.lastIndexOf(']');
    String entry = twice.substring(from, to);
    String body = twice.substring(0, to) + "," + entry + twice.substring(to);
    site.post(body.getBytes(StandardCharsets.UTF_8)).then().statusCode(422);
    assertThat(transfers(site)).isZero();
  }

  @Test
  void crowdIsToldToComeBackAndEverythingElseGoesOn() throws Exception {
    TestSite site = TestSite.registered("a");
    ExecutorService senders = Executors.newFixedThreadPool(CROWD);
    List<Future<Response>> posts = new ArrayList<>();
    List<byte[]> transfers = new ArrayList<>();
    try (Connection blocker = database.connection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      // Every transfer gets as far as its facts and stays there.
      statement.execute("lock table fact_patient in access exclusive mode");
      for (int i = 0; i < CROWD; i++) {
        byte[] transfer = site.next(Records.patient(Records.id(site.id(), "p" + i)));
        transfers.add(transfer);
        posts.add(senders.submit(() -> site.post(transfer)));
      }
      await()
          .atMost(LONGEST_SECONDS, TimeUnit.SECONDS)
          .until(() -> posts.stream().filter(Future::isDone).count() == CROWD - ADMITTED);
      for (Future<Response> post : posts) {
        if (post.isDone()) {
          outcome(post.get(), 429, "RG-INGEST-007");
          assertThat(post.get().header("Retry-After")).isEqualTo("2");
        }
      }
      site.get("/federation/status").then().statusCode(200).body("transfers", is(0));
      blocker.rollback();
    }
    List<Response> firsts = new ArrayList<>();
    for (Future<Response> post : posts) {
      firsts.add(post.get(LONGEST_SECONDS, TimeUnit.SECONDS));
    }
    // Whoever comes back while the admitted ones are still under way is sent away again.
    for (int i = 0; i < CROWD; i++) {
      Response first = firsts.get(i);
      Response last = first.statusCode() == 429 ? site.post(transfers.get(i)) : first;
      last.then().statusCode(200);
    }
    senders.shutdown();
    site.get("/federation/status").then().body("transfers", is(CROWD)).body("gaps", is(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404, RG-HTTP-002",
    "GET, /api/evidence, 404, RG-HTTP-002",
    "DELETE, /admin/sites, 405, RG-HTTP-003",
    "PUT, /api/evidence/cost, 405, RG-HTTP-003"
  })
  void requestThatNoRouteTakesGetsAProblem(String method, String path, int status, String code) {
    TestSite.asAdmin()
        .request(method, path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", is(code))
        .body("status", is(status));
  }

  @Test
  void requestThatNoFhirRouteTakesGetsAnOutcome() {
    TestSite site = TestSite.registered("a");
    outcome(site.get("/fhir/Patient/x/_nothing"), 404, "RG-HTTP-002");
    outcome(given().delete("/fhir/Patient/x"), 405, "RG-HTTP-003");
    outcome(
        given()
            .header("Authorization", "Bearer " + site.token())
            .contentType("text/plain")
            .body("x")
            .post("/fhir"),
        415,
        "RG-HTTP-006");
    outcome(given().accept("text/csv").get("/fhir/metadata"), 406, "RG-HTTP-004");
  }

  @Test
  void wrongPasswordGetsAProblemAndAChallenge() {
    given()
        .auth()
        .preemptive()
        .basic("admin", "wrong")
        .get("/api/evidence/cost")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", is("Basic realm=\"therafed\""))
        .contentType("application/problem+json")
        .body("code", is("RG-ACCESS-004"));
  }

  @Test
  void unreadableRegistrationGetsAProblem() {
    for (String body : List.of("{bad", "{}", "{\"id\":\"x\",\"name\":\"X\",\"jwk\":{}}", "[1]")) {
      TestSite.asAdmin()
          .contentType("application/json")
          .body(body)
          .post("/admin/sites")
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }

  @Test
  void characterThatTheDatabaseCannotHoldIsARequestToCorrectNotToRepeat() {
    TestSite site = TestSite.registered("a");
    outcome(
        given()
            .urlEncodingEnabled(false)
            .header("Authorization", "Bearer " + site.token())
            .get("/fhir/Patient/a%00b"),
        400,
        "RG-HTTP-001");
  }

  @Test
  void injectionThroughAParameterFindsNothing() {
    TestSite site = TestSite.registered("a");
    site.send(Records.patient(Records.id(site.id(), "p"))).then().statusCode(200);
    site.get("/fhir/Patient/x' or '1'='1").then().statusCode(404);
    outcome(site.get("/fhir/Patient' or '1'='1"), 404, "RG-READ-001");
    TestSite.asAdmin()
        .get("/api/evidence/cost?module=rlt-psma' or '1'='1")
        .then()
        .statusCode(400)
        .body("code", is("RG-QUESTION-001"));
  }

  private static void outcome(Response response, int status, String code) {
    response
        .then()
        .statusCode(status)
        .body("resourceType", is("OperationOutcome"))
        .body("issue[0].details.coding[0].code", is(code));
  }

  private long transfers(TestSite site) {
    return database.count("select count(*) from transfer where site = '" + site.id() + "'");
  }
}
