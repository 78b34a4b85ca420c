package org.therafed.registry.projects;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestPerson;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The page of projects: what it shows to whom, and what its buttons do. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ProjectsPageTest {

  private final String organisation = "Fund <b>" + UUID.randomUUID() + "</b>";
  private String payer;

  @BeforeEach
  void somebody() {
    payer = TestPerson.opened("payer").session();
  }

  private RequestSpecification asPayer() {
    return given().cookie(TestSite.SESSION, payer);
  }

  private static String page(RequestSpecification who, String path) {
    return who.get(path).then().statusCode(200).extract().asString();
  }

  private static Response press(RequestSpecification who, Map<String, ?> fields) {
    return who.redirects()
        .follow(false)
        .header("Sec-Fetch-Site", "same-origin")
        .formParams(fields)
        .post("/console/projects");
  }

  private Response asked() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return press(
        asPayer(),
        Map.of(
            "act",
            "request",
            "organisation",
            organisation,
            "purpose",
            "Decide on reimbursement",
            "modules",
            List.of("rlt-psma", "cart-lbcl"),
            "questions",
            List.of("survival", "cost"),
            "release",
            "figures",
            "startsOn",
            today.toString(),
            "endsOn",
            today.plusDays(9).toString()));
  }

  private static void done(Response answer) {
    answer.then().statusCode(303).header("Location", endsWith("/console/projects"));
  }

  private String id() {
    return asPayer().get("/api/projects").path("[0].id");
  }

  @Test
  void payerAsksAdministratorGrantsAndEnds() {
    done(asked());
    assertThat(page(asPayer(), "/console/projects?lang=en"))
        .contains("waits for review", "Fund &lt;b&gt;", "cart-lbcl, rlt-psma")
        .doesNotContain("<b>" + organisation, "act\" value=\"grant");
    asPayer().get("/api/evidence/survival").then().statusCode(403);
    String until = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
    done(press(TestSite.asAdmin(), Map.of("act", "grant", "id", id(), "endsOn", until)));
    asPayer()
        .get("/api/projects")
        .then()
        .body("[0].state", is("granted"), "[0].endsOn", is(until))
        .body("[0].questions", is(List.of("cost", "survival")));
    asPayer().get("/api/evidence/survival").then().statusCode(200);
    done(press(TestSite.asAdmin(), Map.of("act", "end", "id", id())));
    asPayer().get("/api/evidence/survival").then().statusCode(403);
  }

  @Test
  void evidencePageShowsWhatProjectsCoverAndSaysThatTheRestIsOutside() {
    assertThat(page(asPayer(), "/console?lang=en"))
        .contains("Part of this page is outside your projects", "href=\"/console/projects\"");
    assertThat(page(TestSite.asAdmin(), "/console?lang=en"))
        .doesNotContain("outside your projects");
  }

  @Test
  void refusalNeedsAReasonAndSaysSoOnThePage() {
    done(asked());
    Response without = press(TestSite.asAdmin(), Map.of("act", "refuse", "id", id()));
    without.then().statusCode(400);
    assertThat(without.asString()).contains("role=\"alert\"", "RG-PROJECT-001");
    done(press(TestSite.asAdmin(), Map.of("act", "refuse", "id", id(), "reason", "No decision")));
    assertThat(page(asPayer(), "/console/projects?lang=en")).contains("refused", "No decision");
  }

  @Test
  void nobodyDecidesOnTheirOwnRequestAndNoOtherPageDoes() {
    done(asked());
    String id = id();
    Response own = press(asPayer(), Map.of("act", "grant", "id", id));
    own.then().statusCode(403);
    asPayer().formParams("act", "end", "id", id).post("/console/projects").then().statusCode(403);
    TestSite.asAdmin()
        .formParams("act", "grant", "id", id)
        .header("Sec-Fetch-Site", "cross-site")
        .post("/console/projects")
        .then()
        .statusCode(403)
        .body("code", is("RG-ACCESS-006"));
    asPayer().get("/api/projects").then().body("[0].state", is("requested"));
  }

  @Test
  void bothLanguagesAreWhole() {
    done(asked());
    for (String language : List.of("en", "zh")) {
      for (String page :
          List.of(
              page(asPayer(), "/console/projects?lang=" + language),
              page(TestSite.asAdmin(), "/console/projects?lang=" + language))) {
        assertThat(page)
            .contains("<html lang=\"" + language + "\">", "<main id=\"content\">")
            .doesNotContain("msg:", "prj:", "{project.", "<script");
      }
    }
    assertThat(page(asPayer(), "/console/projects?lang=zh"))
        .contains("申请项目", "等待审查")
        .doesNotContain("Ask for a project", "waits for review");
  }
}
