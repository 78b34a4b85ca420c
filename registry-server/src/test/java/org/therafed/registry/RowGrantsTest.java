package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.registry.access.RouteRule;
import org.therafed.registry.access.RouteRules;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Persons read rows only as far as sites approved, and only for the time that they did. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class RowGrantsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

  @Inject Database database;

  private TestSite a;
  private TestSite b;
  private TestPerson holder;
  private String session;

  @BeforeEach
  void twoSitesWithATreatedPatientEach() {
    a = TestSite.registered("api-a");
    b = TestSite.registered("api-b");
    holder = TestPerson.opened("researcher");
    session = holder.session();
    for (TestSite site : List.of(a, b)) {
      site.send(
              Records.patient(id(site, "p")),
              Records.course(id(site, "course"), id(site, "p"), DAY),
              Records.psa(id(site, "psa"), id(site, "p"), DAY, "12.5"),
              Records.adverseEvent(id(site, "ae"), id(site, "p"), DAY, KnownFederation.ANEMIA, 2))
          .then()
          .statusCode(200);
    }
  }

  private static String id(TestSite site, String name) {
    return Records.id("api", site.id(), name);
  }

  private static final String FORM = "application/x-www-form-urlencoded";

  private Response ask(String path) {
    return within(session).get(path);
  }

  private static RequestSpecification within(String session) {
    return given()
        .config(TestSite.AS_TEXT)
        .cookie(TestSite.SESSION, session)
        .urlEncodingEnabled(false);
  }

  private void shown(TestSite site, String type, String name) {
    ask("/fhir/" + type + "/" + id(site, name)).then().statusCode(200);
  }

  private void notShown(TestSite site, String type, String name) {
    ask("/fhir/" + type + "/" + id(site, name))
        .then()
        .statusCode(404)
        .body("issue[0].details.coding[0].code", is("RG-READ-001"));
  }

  @Test
  void withoutAGrantEveryRouteOfRecordsIsClosedToEveryPerson() {
    String payer = TestPerson.opened("payer").session();
    String admin = TestPerson.admin().session();
    RouteRules.all()
        .forEach(
            (route, rule) -> {
              String path = route.split(" ", 2)[1].replace("{type}", "Patient");
              if (!route.matches("GET /fhir.*|POST .*/_search") || rule == RouteRule.PUBLIC) {
                return;
              }
              String asked = path.replaceAll("\\{[a-z]+}", "1");
              for (String person : List.of(session, payer)) {
                Response answer =
                    route.startsWith("POST")
                        ? within(person).contentType(FORM).body("_count=1").post(asked)
                        : within(person).get(asked);
                assertThat(answer.asString()).as(route).contains("RG-GRANT-001");
                assertThat(answer.statusCode()).as(route).isEqualTo(403);
              }
              (route.startsWith("POST")
                      ? within(admin).contentType(FORM).body("_count=1").post(asked)
                      : within(admin).get(asked))
                  .then()
                  .statusCode(403)
                  .body("issue[0].details.coding[0].code", is("RG-ACCESS-003"));
            });
  }

  @Test
  void proposalGivesNothingAndEachApprovalWhatItsSiteSent() {
    String grant = Granted.proposed(Granted.proposal(holder, a, b));
    ask("/fhir/Patient").then().statusCode(403);
    Granted.approve(a, grant).then().statusCode(200).body("sites.site", is(List.of(a.id())));
    shown(a, "Patient", "p");
    shown(a, "Observation", "psa");
    notShown(b, "Patient", "p");
    notShown(b, "Observation", "psa");
    ask("/fhir/Patient").then().body("entry.resource.id", is(List.of(id(a, "p"))));
    ask("/api/grants").then().statusCode(200).body("id", is(List.of(grant)));
    Granted.withdraw(a, grant).then().statusCode(200);
    ask("/fhir/Patient/" + id(a, "p")).then().statusCode(403);
  }

  @Test
  void typeThatIsNotGrantedAndPatientOutsideItsModulesAreNotShown() {
    a.send(
            Records.patient(id(a, "other")),
            Records.psa(id(a, "other-psa"), id(a, "other"), DAY, "3"))
        .then()
        .statusCode(200);
    Granted.inForce(holder, a);
    notShown(a, "AdverseEvent", "ae");
    notShown(a, "Patient", "other");
    notShown(a, "Observation", "other-psa");
    ask("/fhir/AdverseEvent").then().statusCode(200).body("entry", is((Object) null));
    // Nor does a step to such a record tell that it is there.
    String treated = "/fhir/Patient?_id=" + id(a, "p");
    ask(treated + "&_has:Observation:subject:_id=" + id(a, "psa"))
        .then()
        .statusCode(200)
        .body("entry.size()", is(1));
    ask(treated + "&_has:AdverseEvent:subject:_id=" + id(a, "ae"))
        .then()
        .statusCode(200)
        .body("entry", is((Object) null));
    // What has not been sent is not told from what may not be read.
    notShown(a, "Patient", "nobody");
  }

  @Test
  void onlyTheNamedSiteApprovesAndOnlyWithItsKey() {
    String grant = Granted.proposed(Granted.proposal(holder, a));
    Granted.approve(b, grant).then().statusCode(404).body("code", is("RG-GRANT-003"));
    b.get("/federation/grants").then().statusCode(200).body("id", not(hasItem(grant)));
    a.get("/federation/grants").then().statusCode(200).body("id", hasItem(grant));
    TestSite.asAdmin().post("/federation/grants/" + grant + "/approval").then().statusCode(401);
    ask("/fhir/Patient").then().statusCode(403);
  }

  @Test
  void grantGivesNothingBeforeItsFirstDayAfterItsEndOrWhileItsSiteIsSuspended() {
    Map<String, Object> later = Granted.proposal(holder, a);
    later.put("startsOn", later.get("endsOn"));
    Granted.approve(a, Granted.proposed(later)).then().statusCode(200);
    ask("/fhir/Patient").then().statusCode(403);
    String grant = Granted.inForce(holder, a);
    shown(a, "Patient", "p");
    TestSite.asAdmin()
        .contentType("application/json")
        .post("/admin/sites/" + a.id() + "/suspension")
        .then()
        .statusCode(200);
    ask("/fhir/Patient").then().statusCode(403);
    TestSite.asAdmin().delete("/admin/sites/" + a.id() + "/suspension").then().statusCode(200);
    shown(a, "Patient", "p");
    TestSite.asAdmin().delete("/admin/grants/" + grant).then().statusCode(200);
    ask("/fhir/Patient").then().statusCode(403);
    Granted.approve(a, grant).then().statusCode(404);
  }

  @Test
  void whoWithdrewIsNeverShownAtAnyHospitalNorInHistory() {
    a.send(Records.patient(id(a, "p"), Linkage.of(a).token("api-" + a.id())))
        .then()
        .statusCode(200);
    b.send(Records.patient(id(b, "p"), Linkage.of(b).token("api-" + a.id())))
        .then()
        .statusCode(200);
    Granted.inForce(holder, a, b);
    shown(b, "Observation", "psa");
    ask("/fhir/Observation/" + id(b, "psa") + "/_history/1").then().statusCode(200);
    a.send(Records.consent(id(a, "consent"), id(a, "p"), DAY, false)).then().statusCode(200);
    for (TestSite site : List.of(a, b)) {
      notShown(site, "Patient", "p");
      notShown(site, "Observation", "psa");
      ask("/fhir/Observation/" + id(site, "psa") + "/_history").then().statusCode(404);
      ask("/fhir/Observation/" + id(site, "psa") + "/_history/1").then().statusCode(404);
      ask("/fhir/Patient/" + id(site, "p") + "/$everything").then().statusCode(404);
    }
    ask("/fhir/Observation?_total=accurate").then().statusCode(200).body("total", is(0));
    // The hospital itself sees what it sent.
    a.get("/fhir/Patient/" + id(a, "p")).then().statusCode(200);
  }

  @Test
  void accountOfTheSameNameDoesNotInheritTheGrant() {
    Granted.inForce(holder, a);
    shown(a, "Patient", "p");
    TestSite.asAdmin().delete("/admin/accounts/" + holder.name()).then().statusCode(204);
    session = TestPerson.opened(holder.name(), "researcher").session();
    ask("/fhir/Patient").then().statusCode(403);
  }

  @Test
  void readingIsAuditedWithTheGrant() {
    String grant = Granted.inForce(holder, a);
    shown(a, "Patient", "p");
    ask("/fhir/Observation?patient=" + id(a, "p")).then().statusCode(200);
    List<String> events =
        database.column("select event from audit_event order by seq desc limit 2");
    assertThat(events).allMatch(event -> event.contains(grant) && event.contains(holder.name()));
    assertThat(events.get(1)).contains("IHE.BasicAudit.Read", "Patient/" + id(a, "p"));
    assertThat(events.get(0)).contains("IHE.BasicAudit.Query");
    // What stands in a form is kept as what stands in an address is.
    within(session)
        .contentType(FORM)
        .body("patient=" + id(a, "p"))
        .post("/fhir/Observation/_search")
        .then()
        .statusCode(200);
    String asked =
        Base64.getEncoder()
            .encodeToString(
                ("POST /fhir/Observation/_search?patient=" + id(a, "p")).getBytes(UTF_8));
    assertThat(database.column("select event from audit_event order by seq desc limit 1").get(0))
        .contains("IHE.BasicAudit.Query", asked, grant);
    within(session)
        .header("If-None-Match", "*")
        .get("/fhir/Patient/" + id(a, "p"))
        .then()
        .statusCode(304);
    assertThat(database.column("select event from audit_event order by seq desc limit 1").get(0))
        .contains("IHE.BasicAudit.Read", "Patient/" + id(a, "p"), grant);
  }

  @Test
  void proposalThatIsIncompleteIsRefused() {
    Map<String, Object> wrong = new TreeMap<>();
    wrong.put("holder", "admin");
    wrong.put("purpose", "short");
    wrong.put("sites", List.of("no-such-site"));
    wrong.put("types", List.of("Practitioner"));
    wrong.put("modules", List.of("no-such-module"));
    wrong.put("startsOn", "yesterday");
    wrong.put("endsOn", "2020-01-01");
    wrong.forEach(
        (field, value) -> {
          Map<String, Object> proposal = Granted.proposal(holder, a);
          proposal.put(field, value);
          Granted.propose(proposal).then().statusCode(400).body("code", is("RG-GRANT-002"));
          proposal.remove(field);
          Granted.propose(proposal).then().statusCode(400).body("code", is("RG-GRANT-002"));
        });
    ask("/api/grants").then().statusCode(200).body("size()", is(0));
  }

  @Test
  void whatStandsInAGrantCannotBeChangedAfterwards() {
    String grant = Granted.inForce(holder, a);
    for (String change :
        List.of(
            "update row_grant set types = array['Medication'] where id = '" + grant + "'",
            "update row_grant set ends_on = ends_on + 1 where id = '" + grant + "'",
            "delete from row_grant where id = '" + grant + "'")) {
      assertThat(catchThrowable(() -> database.execute(change)))
          .hasMessageContaining("a grant is never changed");
    }
  }

  @Test
  void siteReadsWhatItSentWithoutAGrantAndNothingElse() {
    a.get("/fhir/Patient/" + id(a, "p")).then().statusCode(200);
    a.get("/fhir/Patient/" + id(a, "p") + "/_history").then().statusCode(200);
    a.get("/fhir/Patient/" + id(b, "p")).then().statusCode(404);
    given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + a.token())
        .get("/fhir/Patient/" + id(b, "p") + "/$everything")
        .then()
        .statusCode(404);
    a.get("/fhir/Observation?patient=" + id(b, "p") + "&_total=accurate")
        .then()
        .statusCode(200)
        .body("total", is(0));
    given().get("/fhir/Patient").then().statusCode(401);
  }
}
