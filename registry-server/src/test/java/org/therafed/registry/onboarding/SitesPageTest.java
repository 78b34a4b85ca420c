package org.therafed.registry.onboarding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestPerson;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The page of sites: what it shows, what its buttons do, and for whom. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class SitesPageTest {

  private static final Pattern CODE = Pattern.compile("<p class=\"code\">([0-9A-Z-]{23})</p>");

  private static RequestSpecification browser() {
    return JoiningSite.admin().redirects().follow(false);
  }

  private static Response press(Map<String, String> fields) {
    return browser()
        .header("Sec-Fetch-Site", "same-origin")
        .formParams(fields)
        .post("/console/sites");
  }

  private static String page(String path) {
    return browser().get(path).then().statusCode(200).extract().asString();
  }

  @Test
  void codeOfAnInvitationIsShownOnceAndRegistersTheSite() {
    JoiningSite hospital = JoiningSite.named();
    Response made =
        press(Map.of("act", "invite", "site", hospital.id(), "name", "St. <b>X</b>", "days", "7"));
    made.then().statusCode(200).header("Cache-Control", is("no-store"));
    Matcher code = CODE.matcher(made.asString());
    assertThat(code.find()).isTrue();
    assertThat(made.asString()).contains("St. &lt;b&gt;X&lt;/b&gt;").doesNotContain("<b>X</b>");
    assertThat(page("/console/sites?lang=en"))
        .contains(hospital.id() + " <span class=\"badge invited\">invited</span>")
        .doesNotContain(code.group(1));
    hospital.redeem(code.group(1)).then().statusCode(201);
  }

  @Test
  void buttonsTakeTheStepsOfAnAdministrator() {
    JoiningSite hospital = JoiningSite.tested();
    assertThat(page("/console/sites/" + hospital.id() + "?lang=en"))
        .contains("Conformance report of " + hospital.id(), "Run 1: passed", "CT-PLA-001");
    done(press(Map.of("act", "accredit", "site", hospital.id())));
    assertThat(page("/console/sites?lang=en"))
        .contains("rlt-psma: open, not reviewed", "fhir", "Europe/Vienna");
    done(press(Map.of("act", "review", "site", hospital.id(), "module", "rlt-psma")));
    done(press(Map.of("act", "live", "site", hospital.id())));
    hospital.get("/onboarding").then().body("state", is("live"), "nextBy", is("nobody"));
    done(press(Map.of("act", "suspend", "site", hospital.id())));
    hospital.get("/onboarding").then().statusCode(401);
    done(press(Map.of("act", "resume", "site", hospital.id())));
    hospital.get("/onboarding").then().body("state", is("live"));
  }

  private static void done(Response answer) {
    answer.then().statusCode(303).header("Location", endsWith("/console/sites"));
  }

  @Test
  void stepThatCannotBeTakenIsSaidOnThePageInItsLanguage() {
    JoiningSite hospital = JoiningSite.registered();
    Map<String, String> accredit = Map.of("act", "accredit", "site", hospital.id());
    Response english = press(accredit);
    english.then().statusCode(409);
    assertThat(english.asString())
        .contains("role=\"alert\"", "RG-SITE-008")
        .contains("A site that is registered does not take the step");
    Response chinese =
        browser()
            .cookie("therafed-language", "zh")
            .header("Sec-Fetch-Site", "same-origin")
            .formParams(accredit)
            .post("/console/sites");
    assertThat(chinese.asString()).contains("<html lang=\"zh\">", "状态为“已登记”的站点不能执行步骤“认可”");
    press(Map.of("act", "burn", "site", hospital.id())).then().statusCode(400);
    press(Map.of("act", "invite", "site", "Not An Id", "name", "x", "days", "x"))
        .then()
        .statusCode(400);
    hospital.get("/onboarding").then().body("state", is("registered"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cross-site", "same-site", "none"})
  void formOfAnotherPageDoesNothing(String from) {
    JoiningSite hospital = JoiningSite.tested();
    RequestSpecification other = browser().formParams("act", "accredit", "site", hospital.id());
    if (!from.isEmpty()) {
      other = other.header("Sec-Fetch-Site", from);
    }
    other.post("/console/sites").then().statusCode(403).body("code", is("RG-ACCESS-006"));
    hospital.get("/onboarding").then().body("state", is("tested"));
  }

  @Test
  void pageIsForAdministratorsAlone() {
    given()
        .redirects()
        .follow(false)
        .get("/console/sites")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/login"));
    String payer = TestPerson.opened("payer").session();
    given().cookie(TestSite.SESSION, payer).get("/console/sites").then().statusCode(403);
    assertThat(given().cookie(TestSite.SESSION, payer).get("/console").asString())
        .doesNotContain("/console/sites");
    assertThat(page("/console")).contains("href=\"/console/sites\"");
  }

  @Test
  void bothLanguagesAreWhole() {
    JoiningSite.registered();
    for (String language : new String[] {"en", "zh"}) {
      String sites = page("/console/sites?lang=" + language);
      assertThat(sites)
          .contains("<html lang=\"" + language + "\">", "<main id=\"content\">")
          .doesNotContain("msg:", "{row.", "<script");
    }
    assertThat(page("/console/sites?lang=zh"))
        .contains("站点接入", "邀请医院", "下一步")
        .doesNotContain("Next step", "Suspend");
  }
}
