package org.therafed.gateway.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.Json;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Staff;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.federated.SiteAnswer.Kind;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A hospital that keeps its records, from its tables to the answer of a question. */
@QuarkusTest
@TestProfile(SharingAggregatesIT.Aggregates.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class SharingAggregatesIT extends WithRegistry {

  /** Questions are asked for by the test alone, and a person decides on them. */
  public static final class Aggregates implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "therafed.sharing", "aggregates",
          "therafed.query.every", "1h",
          "therafed.query.approval", "approve",
          "therafed.query.trust", "first");
    }
  }

  private static final String PAGE = "/console/questions";

  @Inject Database database;
  @Inject Site site;

  private long count(String sql) {
    return database.inTransaction(tx -> tx.first(sql, row -> row.getLong(1)).orElseThrow());
  }

  private static JsonPath ops(String path) {
    return given().post("/ops/questions" + path).then().statusCode(200).extract().jsonPath();
  }

  /** The officer decides; the operator looks on, and a clinician sees nothing of it. */
  private static void approveOnThePage(String id) {
    String operator = Staff.admin().page(PAGE, "en").asString();
    assertThat(operator)
        .contains("Overall survival", "everybody", "treated", id, "The data-protection officer")
        .doesNotContain("Answer it");
    assertThat(Staff.admin().press(PAGE, "act", "approve", "id", id).statusCode()).isEqualTo(403);
    assertThat(Staff.with("clinician").page(PAGE, "en").statusCode()).isEqualTo(403);
    Staff officer = Staff.with("data-protection-officer");
    assertThat(officer.page(PAGE, "zh").asString()).contains("准予答复", "总生存期", "接受治疗");
    assertThat(officer.press(PAGE, "act", "approve", "id", id).statusCode()).isEqualTo(303);
    assertThat(officer.page(PAGE, "en").asString())
        .contains("No question waits.", "may be answered")
        .doesNotContain("Answer it");
    assertThat(officer.press(PAGE, "act", "refuse", "id", id).asString()).contains("GW-QUERY-015");
    assertThat(officer.press(PAGE, "act", "accept", "site", "x", "thumbprint", "y").asString())
        .contains("GW-QUERY-016");
    assertThat(officer.press(PAGE, "act", "else").asString()).contains("no such act");
  }

  @BeforeAll
  @AfterAll
  static void accountsOfThisGateway() {
    Staff.forget();
  }

  @Test
  void recordsStayAndAQuestionIsAnsweredWhenAPersonHasApprovedIt() {
    for (int i = 0; i < 3; i++) {
      Gateway.personWithConsent("AGG-" + i, "");
      Gateway.table(
              "courses",
              "mrn,course_id,module,modality,started_on,ended_on,status",
              "AGG-" + i + ",C" + i + ",rlt-psma,radioligand,2025-01-10,,in-progress")
          .then()
          .statusCode(200);
      Gateway.table("vital-status", "mrn,status,on", "AGG-" + i + ",alive,2025-0" + (i + 3) + "-01")
          .then()
          .statusCode(200);
    }
    Gateway.settled();
    Gateway.countsAddUp();
    assertThat(Gateway.outcomes().get("sent")).isEqualTo(12);
    assertThat(registry.received()).isEmpty();
    assertThat(count("select count(*) from local_person")).isEqualTo(3);
    assertThat(count("select count(*) from outbox where receipt like '%here%'")).isPositive();

    // The records came before this cut, and the question after it.
    Instant now = site.clock().instant();
    PosedQuestion question =
        new PosedQuestion(
            new AskedFigure("survival", "rlt-psma", "1.0.0", "os", "treated", "", now, 600),
            now.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));
    registry.ask(question.join("site-a"));
    JsonPath waiting = ops("/ask");
    assertThat(waiting.getString("questions[0].state")).isEqualTo("waiting");
    assertThat(waiting.getString("sharing")).isEqualTo("aggregates");
    assertThat(registry.answers()).isEmpty();
    approveOnThePage(question.id);
    ops("/ask");
    SiteAnswer joined = AskedSite.read(registry.answers().get(registry.answers().size() - 1));
    assertThat(joined.kind()).isEqualTo(Kind.JOINED);

    // Alone it answers openly, and three persons in two cells are too few for that.
    question.replace(
        "site-a",
        new SiteQuestion.Peer(
            new SiteId("site-a"),
            Json.encode(given().get("/ops/identity").jsonPath().getMap("jwk")),
            registry.answers().get(registry.answers().size() - 1)));
    registry.ask(question.mask("site-a", 1, List.of("site-a")));
    JsonPath answered = ops("/ask");
    assertThat(answered.getString("questions[0].state")).isEqualTo("answered");
    assertThat(answered.getLong("counts.answered")).isEqualTo(1);
    SiteAnswer open = AskedSite.read(registry.answers().get(registry.answers().size() - 1));
    assertThat(open.kind()).isEqualTo(Kind.OPEN);
    assertThat(open.content()).contains("null");

    assertThat(Staff.with("data-protection-officer").page(PAGE, "en").asString())
        .containsPattern("data-label=\"Answered\">1</td><td data-label=\"Refused[^>]+>0</td>")
        .contains("data-label=\"Groups left\">59</td>", "answered <small>", "site-a");

    given().post("/ops/questions/" + question.id + "/refusal").then().statusCode(409);
    given()
        .contentType("application/json")
        .body(Map.of("thumbprint", "none"))
        .post("/ops/questions/peers/nowhere")
        .then()
        .statusCode(404);

    // A withdrawal takes the records back here.
    Gateway.table("consents", "mrn,decision,signed_on", "AGG-0,deny,2025-06-01")
        .then()
        .statusCode(200);
    Eventually.holds(
        "the patient's records are gone", () -> count("select count(*) from local_person") == 2);
    assertThat(registry.retractionsReceived()).isEmpty();
  }
}
