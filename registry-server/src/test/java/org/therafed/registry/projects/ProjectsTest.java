package org.therafed.registry.projects;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Database;
import org.therafed.registry.Granted;
import org.therafed.registry.GrantedProject;
import org.therafed.registry.KnownFederation;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestPerson;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What a payer or researcher may ask: from the request to the end, and who can read of it. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ProjectsTest {

  private static final String SURVIVAL = "/api/evidence/survival";

  /** Sent by the first test; the others only ask. */
  private static KnownFederation federation;

  @Inject Database database;

  private TestPerson payer;
  private String session;

  @BeforeEach
  void knownFederation() {
    if (federation == null) {
      federation = KnownFederation.frozenAlone(database);
    }
    payer = TestPerson.opened("payer");
    session = payer.session();
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> request = GrantedProject.request();
    request.put(field, value);
    return request;
  }

  private Response get(String path) {
    return asking().get(path);
  }

  private RequestSpecification asking() {
    return given().cookie(TestSite.SESSION, session);
  }

  private void isOutside(String path) {
    get(path).then().statusCode(403).body("code", is("RG-PROJECT-003"));
  }

  @Test
  void nothingIsAnsweredBeforeTheGrantNorAfterItsEnd() {
    isOutside(SURVIVAL);
    String id = GrantedProject.ask(asking(), GrantedProject.request()).then().extract().path("id");
    isOutside(SURVIVAL);
    GrantedProject.decide(id, "grant", Map.of())
        .then()
        .statusCode(200)
        .body("state", is("granted"), "inForce", is(true), "decidedBy", is("admin"));
    String answer =
        get(SURVIVAL).then().statusCode(200).body("state", is("released")).extract().path("id");
    get("/api/answers/" + answer).then().statusCode(200);
    TestSite.asAdmin()
        .delete("/admin/projects/" + id)
        .then()
        .statusCode(200)
        .body("state", is("ended"), "inForce", is(false));
    isOutside(SURVIVAL);
    isOutside("/api/answers/" + answer);
    TestSite.asAdmin().get("/api/answers/" + answer).then().statusCode(200);
  }

  @Test
  void grantEndsWithItsLastDayAndBeginsWithItsFirst() {
    String id = GrantedProject.of(asking(), GrantedProject.request());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    get(SURVIVAL).then().statusCode(200);
    // The trigger that keeps what was granted stands in the way of this test alone.
    for (String days :
        List.of(
            "starts_on = date '" + today.minusDays(9) + "', ends_on = date '" + today.minusDays(1),
            "starts_on = date '" + today.plusDays(1) + "', ends_on = date '" + today.plusDays(9))) {
      database.execute(
          "alter table project disable trigger projects_stay; update project set "
              + days
              + "' where id = '"
              + id
              + "'; alter table project enable trigger projects_stay");
      isOutside(SURVIVAL);
      get("/api/projects").then().body("[0].state", is("granted"), "[0].inForce", is(false));
    }
  }

  @Test
  void scopeIsEnforcedByModuleAndByKindOfQuestion() {
    Map<String, Object> narrow = with("questions", List.of("survival"));
    narrow.put("modules", List.of("rlt-psma"));
    GrantedProject.of(asking(), narrow);
    get(SURVIVAL).then().statusCode(200);
    isOutside("/api/evidence/cost");
    isOutside(SURVIVAL + "?module=cart-lbcl");
    String two =
        """
        {"version":1,"kind":"survival","module":"rlt-psma","endpoint":"os",
         "comparators":[{"arm":"treated","module":"cart-lbcl"}]}
        """;
    long counted = database.count("select count(*) from question_asked");
    Response refused = asking().contentType("application/json").body(two).post("/api/questions");
    refused.then().statusCode(403).body("code", is("RG-PROJECT-003"));
    // Refused as a whole: the arm that is within was neither answered nor counted.
    assertThat(database.count("select count(*) from question_asked")).isEqualTo(counted);
  }

  @Test
  void administratorGrantsLessButNotMore() {
    String id = GrantedProject.ask(asking(), GrantedProject.request()).then().extract().path("id");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (Map<String, Object> wider :
        List.<Map<String, Object>>of(
            Map.of("endsOn", today.plusDays(31).toString()),
            Map.of("modules", List.of("rlt-psma", "rlt-sstr")),
            Map.of("release", "rows"))) {
      GrantedProject.decide(id, "grant", wider)
          .then()
          .statusCode(400)
          .body("code", is("RG-PROJECT-001"));
    }
    GrantedProject.decide(
            id,
            "grant",
            Map.of("questions", List.of("cost"), "endsOn", today.plusDays(3).toString()))
        .then()
        .statusCode(200)
        .body("questions", is(List.of("cost")), "endsOn", is(today.plusDays(3).toString()));
    isOutside(SURVIVAL);
    get("/api/evidence/cost").then().statusCode(200);
    GrantedProject.decide(id, "grant", Map.of()).then().statusCode(404);
    GrantedProject.decide(id, "refusal", Map.of("reason", "too late")).then().statusCode(404);
  }

  @Test
  void refusalHasAReasonThatTheRequesterReads() {
    String id = GrantedProject.ask(asking(), GrantedProject.request()).then().extract().path("id");
    GrantedProject.decide(id, "refusal", Map.of()).then().statusCode(400);
    GrantedProject.decide(id, "refusal", Map.of("reason", "Name the decision it is for"))
        .then()
        .statusCode(200);
    get("/api/projects")
        .then()
        .body("[0].state", is("refused"), "[0].reason", is("Name the decision it is for"));
    isOutside(SURVIVAL);
  }

  @Test
  void requestThatCannotBeIsRefusedNamingTheField() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (Map<String, Object> wrong :
        List.of(
            with("organisation", ""),
            with("purpose", "short"),
            with("purpose", "two\nlines that are long enough"),
            with("modules", List.of()),
            with("modules", List.of("no-such-module")),
            with("questions", List.of("names")),
            with("release", "everything"),
            with("endsOn", today.minusDays(1).toString()),
            with("endsOn", today.plusDays(800).toString()),
            with("endsOn", "soon"),
            with("contact", "Jo Example"))) {
      GrantedProject.ask(asking(), wrong)
          .then()
          .statusCode(400)
          .body("code", is("RG-PROJECT-001"))
          .body("foundZh", containsString("项目不能按此要求办理"));
    }
    get("/api/projects").then().body("size()", is(0));
  }

  @Test
  void atMostTenRequestsWait() {
    for (int i = 0; i < 10; i++) {
      GrantedProject.ask(asking(), GrantedProject.request()).then().statusCode(201);
    }
    GrantedProject.ask(asking(), GrantedProject.request()).then().statusCode(400);
  }

  @Test
  void nextAccountOfTheSameNameInheritsNothing() {
    GrantedProject.of(asking(), GrantedProject.request());
    TestSite.asAdmin().delete("/admin/accounts/" + payer.name()).then().statusCode(204);
    payer =
        new TestPerson(
            payer.name(),
            TestSite.asAdmin()
                .contentType("application/json")
                .body(Map.of("name", payer.name(), "role", "payer"))
                .post("/admin/accounts")
                .then()
                .extract()
                .path("oneTimePassword"));
    session = payer.session();
    isOutside(SURVIVAL);
    get("/api/projects").then().body("[0].state", is("ended"));
  }

  @Test
  void anybodyReadsWhoUsesDataForWhatAndNothingOfPeople() {
    String organisation = "Institute " + UUID.randomUUID();
    Map<String, Object> request = with("organisation", organisation);
    request.put("contact", "Jo Example");
    request.put("publishContact", true);
    GrantedProject.of(asking(), request);
    String waiting = "Waiting " + UUID.randomUUID();
    GrantedProject.ask(asking(), with("organisation", waiting)).then().statusCode(201);
    get(SURVIVAL).then().statusCode(200).body("state", is("released"));
    get(SURVIVAL).then().statusCode(200);
    get("/api/evidence/response?endpoint=orr").then().body("state", is("not-released"));

    String use = "find { it.organisation == '" + organisation + "' }";
    Response log = given().get("/data-use.json");
    log.then()
        .statusCode(200)
        .body(use + ".role", is("payer"))
        .body(use + ".contact", is("Jo Example"))
        .body(use + ".state", is("in-force"))
        .body(use + ".modules", is(List.of("cart-lbcl", "rlt-psma")))
        // The same answer twice is one, and one that was not released none.
        .body(use + ".answersReleased", is(1))
        .body("organisation", not(hasItem(waiting)))
        .body(use + ".account", nullValue());
    assertThat(log.asString()).doesNotContain(payer.name()).doesNotContain("decidedBy");
    for (String language : List.of("en", "zh")) {
      String page =
          given().get("/data-use?lang=" + language).then().statusCode(200).extract().asString();
      assertThat(page)
          .contains("<html lang=\"" + language + "\">", organisation, "Jo Example")
          .doesNotContain("msg:", "prj:", waiting, payer.name());
    }
  }

  @Test
  void rowLevelGrantOfAProjectIsWithinItAndEndsWithIt() {
    TestSite site = TestSite.registered("prj");
    String figures = GrantedProject.of(asking(), GrantedProject.request());
    Map<String, Object> proposal = Granted.proposal(payer, site);
    proposal.put("project", figures);
    Granted.propose(proposal).then().statusCode(400).body("code", is("RG-GRANT-002"));
    String rows = GrantedProject.of(asking(), with("release", "rows"));
    proposal.put("project", rows);
    String grant = Granted.proposed(proposal);
    Granted.approve(site, grant).then().statusCode(200);
    get("/fhir/Patient").then().statusCode(200);
    TestSite.asAdmin().delete("/admin/projects/" + rows).then().statusCode(200);
    get("/fhir/Patient").then().statusCode(403);
  }

  @Test
  void rowsThatASiteApprovedWithoutAProjectStandInTheLogToo() {
    TestSite site = TestSite.registered("prj");
    Map<String, Object> proposal = Granted.proposal(payer, site);
    String purpose = "Rows for " + UUID.randomUUID();
    proposal.put("purpose", purpose);
    String grant = Granted.proposed(proposal);
    assertThat(given().get("/data-use.json").asString()).doesNotContain(purpose);
    Granted.approve(site, grant).then().statusCode(200);
    String use = "find { it.purpose == '" + purpose + "' }";
    given()
        .get("/data-use.json")
        .then()
        .body(use + ".role", is("payer"), use + ".release", is("rows"))
        .body(use + ".state", is("in-force"), use + ".organisation", nullValue())
        .body(use + ".answersReleased", nullValue());
    assertThat(given().get("/data-use?lang=en").asString())
        .contains(purpose, "Row-level grant without a project")
        .doesNotContain(payer.name(), site.id());
    Granted.withdraw(site, grant).then().statusCode(200);
    given().get("/data-use.json").then().body(use + ".state", is("over"));
  }

  @Test
  void questionsToSitesNeedAProjectAsWell() {
    String question =
        "{\"version\":1,\"kind\":\"survival\",\"module\":\"rlt-psma\",\"endpoint\":\"os\"}";
    asking()
        .contentType("application/json")
        .body(question)
        .post("/api/federated-questions")
        .then()
        .statusCode(403)
        .body("code", is("RG-PROJECT-003"));
    String project = GrantedProject.of(asking(), GrantedProject.request());
    String id =
        asking()
            .contentType("application/json")
            .body(question)
            .post("/api/federated-questions")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    get("/api/federated-questions/" + id).then().statusCode(200);
    TestSite.asAdmin().delete("/admin/projects/" + project).then().statusCode(200);
    isOutside("/api/federated-questions/" + id);
  }

  @Test
  void trailSaysUnderWhichProjectWasAsked() {
    String id = GrantedProject.of(asking(), GrantedProject.request());
    get(SURVIVAL).then().statusCode(200);
    assertThat(
            database.count(
                "select count(*) from audit_event where event like '%\"name\":\"project "
                    + id
                    + "\"%'"))
        .isEqualTo(1);
  }
}
