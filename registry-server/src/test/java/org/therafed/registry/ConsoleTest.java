package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ConsoleTest {

  private static final String SESSION = TestSite.SESSION;
  private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", 32);

  /** Sent by the first test; the others only read it. */
  private static KnownFederation federation;

  private static String cut;

  @Inject Database database;

  @BeforeEach
  void knownFederation() {
    if (federation == null) {
      database.clear();
      federation = KnownFederation.sentWithEverybodyAssessed();
      cut = TestSite.freeze();
    }
  }

  @Test
  void anonymousVisitorIsLedToTheLogIn() {
    browser().get("/").then().statusCode(303).header("Location", endsWith("/console"));
    Response console = browser().get("/console");
    assertThat(console.statusCode()).isIn(302, 303);
    assertThat(console.header("Location")).endsWith("/login");
    assertThat(console.asString()).doesNotContain("survival");
    browser().get("/login").then().statusCode(200).body(containsString("name=\"j_password\""));
  }

  @Test
  void wrongPasswordIsSaidInBothLanguages() {
    Response refused = logIn("wrong");
    assertThat(refused.statusCode()).isEqualTo(302);
    assertThat(refused.header("Location")).endsWith("/login?error=1");
    assertThat(refused.cookie(SESSION)).isNullOrEmpty();
    browser()
        .header("Accept-Language", "en-GB,en;q=0.9")
        .get("/login?error=1")
        .then()
        .body(containsString("User name or password is not right."));
    browser()
        .header("Accept-Language", "zh-CN,zh;q=0.9")
        .get("/login?error=1")
        .then()
        .header("Content-Language", is("zh"))
        .body(containsString("用户名或密码不正确"));
    browser().get("/login").then().body(not(containsString("role=\"alert\"")));
  }

  @Test
  void personLoggedInSeesTheEvidenceInEnglishAndChinese() {
    String session = session();
    String english = page(session, "/console?lang=en");
    assertThat(english)
        .contains("<html lang=\"en\">", "<a class=\"skip\" href=\"#content\">Skip to content</a>")
        .contains("Overall survival", "Mean cost per course, CNY, prices of 2025; 60 courses")
        .contains("Worst CTCAE v5.0 grade per person and term, treated people; 55 people")
        .contains("Anemia", "not released")
        .contains("Data cut <b>" + cut + " (");
    String chinese = page(session, "/console?lang=zh");
    assertThat(chinese)
        .contains("<html lang=\"zh\">", "<a class=\"skip\" href=\"#content\">跳到正文</a>")
        .contains("总生存期", "每疗程平均费用，CNY，2025 年价格；60 个疗程")
        .contains("不予公布", "<span lang=\"zh\">贫血</span>", "95 % 区间")
        .doesNotContain("Anemia")
        .doesNotContain("Overall survival");
    for (String page : new String[] {english, chinese}) {
      assertThat(page.split("<table>", -1).length).isEqualTo(page.split("<caption>", -1).length);
      assertThat(page.split("<caption>", -1).length).isGreaterThanOrEqualTo(5);
      assertThat(page).contains("<main id=\"content\">").doesNotContain("msg:", "{view.");
    }
  }

  @Test
  void addressWithoutAPageIsToldToPersonsInTheirLanguageAndToProgramsAsAProblem() {
    browser()
        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
        .header("Accept-Language", "zh-CN,zh;q=0.9")
        .get("/evidence-of-nothing")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .body(containsString("此地址没有页面"));
    browser()
        .header("Accept", "*/*")
        .get("/evidence-of-nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void languageIsKeptByACookie() {
    Response chosen = browser().cookie(SESSION, session()).get("/console?lang=zh");
    browser()
        .cookie(SESSION, session())
        .cookie("therafed-language", chosen.cookie("therafed-language"))
        .header("Accept-Language", "en")
        .get("/console")
        .then()
        .body(containsString("<html lang=\"zh\">"));
  }

  @Test
  void pageHasNoInlineScriptAndItsDataCannotEndTheElement() {
    Matcher script = SCRIPT.matcher(page(session(), "/console"));
    int scripts = 0;
    while (script.find()) {
      scripts++;
      if (script.group(1).contains("application/json")) {
        assertThat(script.group(2)).startsWith("[{").doesNotContain("<");
      } else {
        assertThat(script.group(1)).contains("src=\"/");
        assertThat(script.group(2)).isBlank();
      }
    }
    assertThat(scripts).isEqualTo(3);
  }

  @Test
  void everythingThePageLoadsIsServedByTheRegistry() {
    Matcher link =
        Pattern.compile("(?:src|href)=\"(/(?:_static|console)/[^\"]+[.](?:css|js))\"")
            .matcher(page(session(), "/console"));
    int links = 0;
    while (link.find()) {
      links++;
      browser().get(link.group(1)).then().statusCode(200);
    }
    assertThat(links).isEqualTo(3);
  }

  @Test
  void answersCarrySecurityHeaders() {
    for (String path : new String[] {"/login", "/console", "/api/evidence/survival"}) {
      Response response = browser().get(path);
      assertThat(response.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(response.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(response.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
      String policy = response.header("Content-Security-Policy");
      assertThat(policy).as(path).contains("default-src 'self'", "frame-ancestors 'none'");
      // Scripts fall under default-src; only style attributes of the chart are inline.
      assertThat(policy).doesNotContain("script-src", "unsafe-eval");
    }
    browser()
        .cookie(SESSION, session())
        .get("/console")
        .then()
        .header("Cache-Control", is("no-store"));
  }

  @Test
  void logOutTakesTheSessionCookieBack() {
    Response out = browser().cookie(SESSION, session()).get("/logout");
    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(out.header("Location")).endsWith("/login");
    assertThat(out.getDetailedCookie(SESSION).getMaxAge()).isZero();
    assertThat(out.getDetailedCookie(SESSION).getValue()).isNullOrEmpty();
  }

  @Test
  void sessionCookieIsOutOfReachOfScriptsAndOtherSites() {
    var cookie = logIn(RegistryTestProfile.PASSWORD).getDetailedCookie(SESSION);
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualToIgnoringCase("strict");
    assertThat(cookie.getValue()).doesNotContain("admin");
  }

  private static RequestSpecification browser() {
    return given().redirects().follow(false);
  }

  private static Response logIn(String password) {
    return browser()
        .formParam("j_username", "admin")
        .formParam("j_password", password)
        .post("/login/check");
  }

  private static String session() {
    Response accepted = logIn(RegistryTestProfile.PASSWORD);
    assertThat(accepted.statusCode()).isEqualTo(302);
    assertThat(accepted.header("Location")).endsWith("/console");
    return accepted.cookie(SESSION);
  }

  private static String page(String session, String path) {
    return browser()
        .cookie(SESSION, session)
        .get(path)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .extract()
        .asString();
  }
}
