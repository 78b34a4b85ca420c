package org.therafed.registry.onboarding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.registry.Database;
import org.therafed.registry.Records;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A site's way from its invitation to live, and what it may do on each part of it. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class OnboardingTest {

  @Inject Database database;
  @Inject Clock clock;

  @Test
  void siteGoesFromInvitationToLiveAndEachStepSaysWhoTookIt() {
    JoiningSite hospital = JoiningSite.named();
    String code = hospital.invited();
    hospital
        .redeem(code.toLowerCase(Locale.ROOT).replace("-", " "))
        .then()
        .statusCode(201)
        .body(
            "state",
            is("registered"),
            "nextBy",
            is("site"),
            "name",
            is("Hospital " + hospital.id()));
    Response report = hospital.handIn(hospital.tokens(), hospital.course());
    report.then().statusCode(200);
    assertThat(failures(report)).isEmpty();
    hospital.get("/onboarding").then().body("state", is("tested"), "tested", is("passed"));
    hospital
        .asAdmin("accreditation")
        .then()
        .statusCode(200)
        .body("state", is("accredited"), "modules.id", contains("rlt-psma"));
    hospital.post("/onboarding/live", "{}").then().statusCode(200).body("state", is("live"));
    hospital.site().send(patient(hospital)).then().statusCode(200);
    String site = "site " + hospital.id();
    JoiningSite.admin()
        .get("/admin/sites/" + hospital.id() + "/history")
        .then()
        .body("state", contains("registered", "tested", "accredited", "live"))
        .body("before", contains("invited", "registered", "tested", "accredited"))
        .body("actor", contains(site, site, "account admin", site))
        .body("at", everyItem(notNullValue()));
    for (String act :
        List.of(
            "POST /onboarding/registrations",
            "POST /onboarding/conformance",
            "POST /admin/sites/{site}/accreditation",
            "POST /onboarding/live")) {
      assertThat(events(act)).as(act).isPositive();
    }
  }

  private long events(String act) {
    return database.count(
        "select count(*) from audit_event where event like '%"
            + act
            + "\"%' and event like '%\"outcome\":\"0\"%'");
  }

  private static ObjectNode patient(JoiningSite hospital) {
    return Records.patient(Records.id(hospital.id(), "p"));
  }

  private static List<String> failures(Response report) {
    return report.jsonPath().getList("checks.findAll { !it.passed }.check");
  }

  @Test
  void beforeASiteIsLiveNothingOfItIsStored() {
    JoiningSite hospital = JoiningSite.tested();
    for (String step : List.of("", "accreditation")) {
      if (!step.isEmpty()) {
        hospital.asAdmin(step).then().statusCode(200);
      }
      hospital
          .site()
          .send(patient(hospital))
          .then()
          .statusCode(403)
          .body("resourceType", is("OperationOutcome"))
          .body("issue[0].details.coding[0].code", is("RG-SITE-007"));
      hospital.get("/fhir/Patient").then().statusCode(403);
      hospital.get("/federation/findings").then().statusCode(403);
      hospital.get("/federation").then().statusCode(200);
      hospital.get("/federation/status").then().statusCode(200).body("transfers", is(0));
    }
    for (String table : List.of("transfer", "resource", "person", "fact_course", "fact_patient")) {
      assertThat(
              database.count(
                  "select count(*) from " + table + " where site = '" + hospital.id() + "'"))
          .as(table)
          .isZero();
    }
  }

  @Test
  void invitationIsForOneSiteAndOneSetOfKeys() {
    JoiningSite hospital = JoiningSite.named();
    String code = hospital.invited();
    JoiningSite other = JoiningSite.named();
    refused(other.redeem(code));
    refused(hospital.redeem(code.substring(1)));
    refused(hospital.redeem(""));
    String newer = hospital.invited();
    refused(hospital.redeem(code));
    hospital.redeem(newer).then().statusCode(201);
    hospital.redeem(newer).then().statusCode(200).body("state", is("registered"));
    JoiningSite thief = new JoiningSite(TestSite.unregistered("onb"));
    refused(
        given()
            .contentType("application/json")
            .body(
                Map.of(
                    "site",
                    hospital.id(),
                    "invitation",
                    newer,
                    "jwk",
                    thief.site().key().toPublicJWK().toJSONObject()))
            .post("/onboarding/registrations"));
    assertThat(database.everything()).doesNotContain(newer).doesNotContain(newer.replace("-", ""));
  }

  @Test
  void invitationThatHasEndedOrWasWithdrawnIsRefused() {
    JoiningSite ended = JoiningSite.named();
    String code = ended.invited();
    database.execute(
        "update invitation set ends_at = now() - interval '1 second' where site = '"
            + ended.id()
            + "'");
    refused(ended.redeem(code));
    JoiningSite.admin()
        .get("/admin/invitations")
        .then()
        .body("find { it.site == '" + ended.id() + "' }.inForce", is(false));
    JoiningSite withdrawn = JoiningSite.named();
    String other = withdrawn.invited();
    String invitation = "/admin/invitations/" + withdrawn.id();
    JoiningSite.admin().delete(invitation).then().statusCode(204);
    JoiningSite.admin().delete(invitation).then().statusCode(404).body("code", is("RG-SITE-011"));
    refused(withdrawn.redeem(other));
  }

  /** Whatever is wrong with an invitation, the answer is one and the same. */
  private static void refused(Response answer) {
    answer.then().statusCode(403).body("code", is("RG-SITE-010"));
    assertThat(answer.jsonPath().getString("title")).isEqualTo("The invitation cannot be used.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 91, -1})
  void invitationEndsWithinNinetyDays(int days) {
    JoiningSite.admin()
        .contentType("application/json")
        .body(Map.of("site", "onb-days", "name", "Hospital", "days", days))
        .post("/admin/invitations")
        .then()
        .statusCode(400)
        .body("code", is("RG-SITE-009"));
  }

  @Test
  void registeredSiteIsNotInvitedAgain() {
    JoiningSite.admin()
        .contentType("application/json")
        .body(Map.of("site", JoiningSite.registered().id(), "name", "Hospital"))
        .post("/admin/invitations")
        .then()
        .statusCode(400)
        .body("code", is("RG-SITE-009"));
  }

  @Test
  void stepsAreTakenInTheirOrder() {
    JoiningSite hospital = JoiningSite.registered();
    notNow(hospital.asAdmin("accreditation"));
    notNow(hospital.asAdmin("live"));
    notNow(hospital.post("/onboarding/live", "{}"));
    hospital.handIn(hospital.tokens(), hospital.course()).then().statusCode(200);
    notNow(hospital.asAdmin("live"));
    hospital.asAdmin("accreditation").then().statusCode(200);
    hospital.asAdmin("accreditation").then().statusCode(200).body("state", is("accredited"));
    hospital.asAdmin("live").then().statusCode(200).body("state", is("live"));
    notNow(hospital.asAdmin("accreditation"));
  }

  private static void notNow(Response answer) {
    answer.then().statusCode(409).body("code", is("RG-SITE-008"), "foundZh", notNullValue());
  }

  @Test
  void suspendedSiteStandsAfterwardsWhereItStoodBefore() {
    JoiningSite hospital = JoiningSite.tested();
    hospital.asAdmin("suspension").then().statusCode(200).body("status", is("suspended"));
    hospital.get("/onboarding").then().statusCode(401);
    notNow(hospital.asAdmin("accreditation"));
    JoiningSite.admin()
        .delete("/admin/sites/" + hospital.id() + "/suspension")
        .then()
        .body("status", is("tested"));
    hospital.get("/onboarding").then().statusCode(200).body("state", is("tested"));
  }

  @Test
  void administratorsRegistrationIsLiveAtOnceAsBefore() {
    TestSite site = TestSite.registered("onb");
    site.get("/onboarding").then().statusCode(200).body("state", is("live"));
    JoiningSite.admin()
        .get("/admin/sites/" + site.id() + "/history")
        .then()
        .body("state", contains("live"), "actor", contains("account admin"));
  }

  @Test
  void newModuleOfAnAccreditedSiteOpensAtOnceAndIsReviewedAfterwards() {
    JoiningSite hospital = JoiningSite.tested();
    hospital.get("/onboarding").then().body("modules", empty());
    hospital.asAdmin("accreditation").then().body("modules.reviewedBy", contains(""));
    hospital
        .post(
            "/onboarding/profile", "{\"modules\":[\"rlt-psma\",\"ra223\"],\"contactRole\":\"it\"}")
        .then()
        .statusCode(200)
        .body("modules.id", contains("ra223", "rlt-psma"))
        .body("profile.contactRole", is("it"));
    hospital
        .asAdmin("modules/ra223/review")
        .then()
        .statusCode(200)
        .body("modules.find { it.id == 'ra223' }.reviewedBy", is("admin"))
        .body("modules.find { it.id == 'rlt-psma' }.reviewedBy", is(""));
    hospital.asAdmin("modules/ckd/review").then().statusCode(404).body("code", is("RG-SITE-013"));
    hospital
        .post("/onboarding/profile", "{\"modules\":[\"ra223\"]}")
        .then()
        .body("modules.id", contains("ra223"), "modules.reviewedBy", contains("admin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"channels\":[\"pigeon\"]}",
        "{\"modules\":[\"no-such\"]}",
        "{\"zone\":\"Mr Smith\"}",
        "{\"zone\":\"+01:00\"}",
        "{\"contactRole\":\"Dr. Smith\"}"
      })
  void profileTakesOnlyWhatIsInAList(String profile) {
    JoiningSite hospital = JoiningSite.registered();
    hospital
        .post("/onboarding/profile", profile)
        .then()
        .statusCode(400)
        .body("code", is("RG-SITE-012"));
    hospital
        .get("/onboarding")
        .then()
        .body("profile.zone", is("Europe/Vienna"), "profile.channels", hasSize(2));
  }

  @Test
  void lastSeenIsADayAndNoMore() {
    JoiningSite hospital = JoiningSite.registered();
    hospital.get("/onboarding").then().statusCode(200);
    String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    hospital.get("/onboarding").then().body("lastSeen", is(day));
  }

  @Test
  void siteThatLetsIdentityThroughDoesNotPass() {
    fails(
        "identity-kept",
        (tokens, course) ->
            record(course, "Patient")
                .putArray("address")
                .addObject()
                .put("state", "Teststadt-Zwb"));
  }

  @Test
  void siteThatDoesNotMoveDatesDoesNotPass() {
    fails(
        "dates-moved",
        (tokens, course) ->
            record(course, "MedicationAdministration")
                .put("effectiveDateTime", "2025-02-17T10:00:00+08:00"));
  }

  @Test
  void siteWhoseClockOrKeyIsWrongDoesNotPass() {
    fails("token-accepted", (tokens, course) -> tokens.set("valid", tokens.get("expired")));
    fails("token-expired", (tokens, course) -> tokens.remove("expired"));
    fails(
        "token-other-audience",
        (tokens, course) -> tokens.set("otherAudience", tokens.get("expired")));
    fails("token-unsigned", (tokens, course) -> tokens.remove("unsigned"));
  }

  @Test
  void siteWhoseCourseIsNotWholeOrNotValidDoesNotPass() {
    fails("course-whole", (tokens, course) -> ((ArrayNode) course.path("entry")).remove(6));
    fails(
        "course-accepted",
        (tokens, course) -> record(course, "Observation").remove("effectiveDateTime"));
    JoiningSite nothing = JoiningSite.registered();
    Response report = nothing.post("/onboarding/conformance", "{}");
    report.then().statusCode(200).body("passed", is(false));
    assertThat(failures(report)).hasSize(report.jsonPath().getList("checks").size());
  }

  @Test
  void reportIsKeptForTheAdministratorAndLaterRunsChangeNoState() {
    JoiningSite hospital = JoiningSite.tested();
    String report = "/admin/sites/" + hospital.id() + "/conformance";
    JoiningSite.admin()
        .get(report)
        .then()
        .body("run", is(1), "passed", is(true), "checks.check", hasItem("refused-free-text"))
        .body("checks.foundZh", everyItem(notNullValue()));
    hospital.post("/onboarding/conformance", "{}").then().body("run", is(2));
    hospital.get("/onboarding").then().body("state", is("tested"), "tested", is("failed"));
    JoiningSite.admin()
        .get("/admin/sites/" + JoiningSite.registered().id() + "/conformance")
        .then()
        .body("run", is(0));
    JoiningSite.admin().get("/admin/sites/no-such/conformance").then().statusCode(404);
  }

  @FunctionalInterface
  private interface Change {
    void apply(ObjectNode tokens, ObjectNode course);
  }

  /** A run with one change does not pass, for this check. */
  private static void fails(String check, Change change) {
    JoiningSite hospital = JoiningSite.registered();
    ObjectNode tokens = hospital.tokens();
    ObjectNode course = hospital.course();
    change.apply(tokens, course);
    Response report = hospital.handIn(tokens, course);
    report.then().statusCode(200);
    report.then().body("passed", is(false));
    assertThat(failures(report)).contains(check);
    hospital.get("/onboarding").then().body("state", is("registered"), "tested", is("failed"));
  }

  private static ObjectNode record(JsonNode course, String type) {
    for (JsonNode entry : course.path("entry")) {
      if (entry.path("resource").path("resourceType").asText().equals(type)) {
        return (ObjectNode) entry.path("resource");
      }
    }
    throw new AssertionError(type);
  }

  @Test
  void conformancePlanIsACourseWithIdentityAndDoesNotSayWhatIsLookedFor() {
    String plan = JoiningSite.registered().get("/onboarding/conformance").asString();
    assertThat(plan)
        .contains("Zwetschgenbaum", "测试人梅子树", "MRN-ZWB-4711", "1952-03-14")
        .doesNotContain("\"planted\"");
  }
}
