package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Database;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.runtime.login.oidc.TestBrowser;
import org.therafed.runtime.login.oidc.TestProvider;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Signing in by a provider, sound and not, at the running registry. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ProviderSignInTest {

  private static final String STATE = TestSite.SESSION + "-oidc";
  private static final String CUTS = "/api/cuts";

  @ConfigProperty(name = "therafed.oidc-issuer")
  String issuer;

  @Inject Database database;
  @Inject Clock clock;

  private TestProvider provider;

  @BeforeEach
  void start() {
    provider = TestProvider.at(issuer).at(clock.instant());
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private static TestBrowser browser() {
    return new TestBrowser(URI.create(RestAssured.baseURI + ":" + RestAssured.port));
  }

  private static void assertRefused(TestBrowser browser, HttpResponse<String> page, String code) {
    assertThat(page.body()).contains(code);
    assertThat(page.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(browser.cookie(TestSite.SESSION)).isEmpty();
    assertThat(browser.get(CUTS).statusCode()).isEqualTo(401);
  }

  private String accountOf(String subject) {
    return database
        .column("select name from account where subject = '" + subject + "'")
        .get(0)
        .toString();
  }

  @Test
  void theProviderOpensTheSessionThatAPasswordOpens() {
    provider.person("alice", "g-payer", "staff");
    TestBrowser browser = browser();
    assertThat(browser.get("/login").body()).contains("href=\"/login/oidc\"", "/login/check");
    HttpResponse<String> page = browser.signIn();
    assertThat(page.statusCode()).isEqualTo(200);
    // A redirect would come from the provider's site, and the strict cookie would not go along.
    assertThat(page.body()).contains("http-equiv=\"refresh\" content=\"0;url=/console\"");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(browser.setLine(TestSite.SESSION)).contains("HTTPOnly", "SameSite=Strict", "Path=/");
    assertThat(browser.cookie(STATE)).isEmpty();
    assertThat(browser.get(CUTS).statusCode()).isEqualTo(200);
    assertThat(browser.get("/admin/accounts").statusCode()).isEqualTo(403);
    String name = accountOf("alice");
    assertThat(name).matches("oidc:[0-9a-f]{32}");
    String listed = TestSite.asAdmin().get("/admin/accounts").asString();
    assertThat(listed).contains(name, "alice@mail", "Payer One", issuer);
    Awaitility.await("the sign-in and the question are in the trail under the account's name")
        .until(
            () ->
                database.count("select count(*) from audit_event where event like '%" + name + "%'")
                    >= 2);
    assertThat(database.count("select count(*) from audit_event where event like '%alice%'"))
        .isZero();
  }

  @Test
  void theStateCookieIsSealedAndGoesToTheCallbackAlone() {
    TestBrowser browser = browser();
    URI there = browser.begin();
    assertThat(browser.setLine(STATE))
        .contains("HTTPOnly", "SameSite=Lax", "Path=/login/oidc")
        .doesNotContain(TestProvider.form(there.getRawQuery()).get("state"));
    // It opens no session under the other's name.
    assertThat(
            browser()
                .get(CUTS, "Cookie", TestSite.SESSION + "=" + browser.cookie(STATE).orElseThrow())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void withoutTheStateOfThisBrowserNobodyIsSignedIn() {
    provider.person("mallory", "g-admin");
    TestBrowser attacker = browser();
    URI callback = attacker.atProvider(attacker.begin());
    TestBrowser victim = browser();
    assertRefused(victim, victim.back(callback), "RT-OIDC-001");
    victim.begin();
    assertRefused(victim, victim.back(callback), "RT-OIDC-001");
    assertThat(attacker.back(callback).statusCode()).isEqualTo(200);
  }

  @Test
  void aSignInIsUsedOnceEvenWhereTheProviderForgets() {
    provider.person("bob", "g-payer");
    TestBrowser browser = browser();
    URI callback = browser.atProvider(browser.begin());
    TestBrowser copy = browser.copied();
    TestBrowser another = browser.copied();
    assertThat(browser.back(callback).statusCode()).isEqualTo(200);
    assertRefused(copy, copy.back(callback), "RT-OIDC-004");
    provider.forgetful();
    TestBrowser next = browser();
    URI again = next.atProvider(next.begin());
    TestBrowser stolen = next.copied();
    assertThat(next.back(again).statusCode()).isEqualTo(200);
    assertRefused(stolen, stolen.back(again), "RT-OIDC-001");
    assertRefused(another, another.back(again), "RT-OIDC-001");
  }

  @Test
  void tokensThatAreNotForThisSignInSignNobodyIn() {
    provider.person("carol", "g-admin");
    Date past = Date.from(clock.instant().minusSeconds(61));
    Map<String, UnaryOperator<JWTClaimsSet.Builder>> unsound =
        Map.of(
            "nonce", one -> one.claim("nonce", "another"),
            "audience", one -> one.audience("another"),
            "issuer", one -> one.issuer("https://other.example.org"),
            "expired", one -> one.expirationTime(past));
    unsound.forEach(
        (what, change) -> {
          provider.claiming(claims -> change.apply(new JWTClaimsSet.Builder(claims)).build());
          TestBrowser browser = browser();
          assertRefused(browser, browser.signIn(), "RT-OIDC-005");
        });
    provider.claiming(UnaryOperator.identity());
    provider.signing(claims -> new PlainJWT(claims).serialize());
    TestBrowser none = browser();
    assertRefused(none, none.signIn(), "RT-OIDC-005");
    provider.signing(claims -> TestProvider.signed(claims, TestProvider.KEY, "key-9"));
    TestBrowser kid = browser();
    assertRefused(kid, kid.signIn(), "RT-OIDC-005");
    assertThat(database.count("select count(*) from account where subject = 'carol'")).isZero();
  }

  @Test
  void anAnswerOfAnotherProviderOrARefusalSignsNobodyIn() {
    provider.person("dave", "g-payer");
    TestBrowser browser = browser();
    String callback = browser.atProvider(browser.begin()).toString();
    TestBrowser copy = browser.copied();
    assertRefused(
        browser,
        browser.back(URI.create(callback.replaceAll("&iss=[^&]*", "&iss=https%3A%2F%2Fx.org"))),
        "RT-OIDC-005");
    assertRefused(
        copy,
        copy.back(URI.create(callback.replaceAll("\\?code=[^&]*", "?error=access_denied"))),
        "RT-OIDC-002");
    provider.answering(500);
    TestBrowser later = browser();
    assertRefused(later, later.signIn(), "RT-OIDC-003");
  }

  @Test
  void whoHasNoRoleOrSeveralIsToldSoInBothLanguages() {
    provider.person("erin", "staff");
    TestBrowser browser = browser();
    HttpResponse<String> page = browser.signIn();
    assertRefused(browser, page, "RT-OIDC-006 You have no role");
    assertThat(page.body()).doesNotContain("erin");
    TestBrowser chinese = browser();
    assertThat(
            chinese
                .get(pathOf(chinese.atProvider(chinese.begin())), "Accept-Language", "zh")
                .body())
        .contains("RT-OIDC-006 您在本应用中没有角色");
    provider.person("erin", "g-payer", "g-auditor");
    TestBrowser several = browser();
    assertRefused(several, several.signIn(), "RT-OIDC-007");
  }

  private static String pathOf(URI callback) {
    return callback.getRawPath() + "?" + callback.getRawQuery();
  }

  @Test
  void aRoleThatIsTakenAwayOrAnAccountThatIsClosedEndsTheSession() {
    TestBrowser browser = browser();
    provider.person("frank", "g-payer");
    browser.signIn();
    assertThat(browser.get(CUTS).statusCode()).isEqualTo(200);
    provider.person("frank");
    TestBrowser again = browser();
    assertRefused(again, again.signIn(), "RT-OIDC-006");
    assertThat(browser.get(CUTS).statusCode()).isEqualTo(401);
    provider.person("frank", "g-admin");
    again.signIn();
    assertThat(again.get("/admin/accounts").statusCode()).isEqualTo(200);
    TestSite.asAdmin().delete("/admin/accounts/" + accountOf("frank")).then().statusCode(204);
    assertThat(again.get("/admin/accounts").statusCode()).isEqualTo(401);
  }

  @Test
  void aSessionEndsAfterItsTimeAndAtLogOut() {
    TestBrowser browser = browser();
    provider.person("grace", "g-payer");
    browser.signIn();
    HttpResponse<String> out = browser.copied().get("/logout");
    assertThat(out.headers().firstValue("location").orElseThrow())
        .startsWith(issuer + "/logout?")
        .contains("client_id=" + TestProvider.CLIENT);
    assertThat(out.headers().firstValue("set-cookie").orElseThrow())
        .startsWith(TestSite.SESSION + "=;")
        .contains("Max-Age=0");
    database.execute(
        "update account set valid_until = signed_in_at where name = '" + accountOf("grace") + "'");
    assertThat(browser.get(CUTS).statusCode()).isEqualTo(401);
    assertThat(browser.get("/login").statusCode())
        .as("a dead session does not lead from the log-in page to itself")
        .isEqualTo(200);
    assertThat(browser().get("/logout").headers().firstValue("location").orElseThrow())
        .endsWith("/login");
  }

  @Test
  void noPasswordOpensAnAccountOfTheProvider() {
    provider.person("heidi", "g-admin");
    browser().signIn();
    String name = accountOf("heidi");
    for (String password : new String[] {"", "null", TestProvider.SECRET}) {
      RestAssured.given()
          .redirects()
          .follow(false)
          .formParam("j_username", name)
          .formParam("j_password", password)
          .post("/login/check")
          .then()
          .statusCode(302)
          .header("Location", org.hamcrest.Matchers.endsWith("/login?error=1"));
    }
  }
}
