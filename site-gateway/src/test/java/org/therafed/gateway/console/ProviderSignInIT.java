package org.therafed.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.site.ConsoleRole;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Staff;
import org.therafed.runtime.login.oidc.TestBrowser;
import org.therafed.runtime.login.oidc.TestProvider;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Staff who sign in at the hospital's own provider. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ProviderSignInIT {

  @ConfigProperty(name = "therafed.oidc-issuer")
  String issuer;

  @Inject ConsoleAudit audit;

  private TestProvider provider;

  @BeforeEach
  void start() {
    provider = TestProvider.at(issuer).at(Clock.systemUTC().instant());
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private static TestBrowser browser() {
    return new TestBrowser(URI.create(RestAssured.baseURI + ":" + RestAssured.port));
  }

  @Test
  void everyRoleSeesWhatTheTableSaysAndTheSignInIsOnRecord() {
    Map.of(
            "g-it", ConsoleRole.OPERATOR,
            "g-dpo", ConsoleRole.OFFICER,
            "g-doctor", ConsoleRole.CLINICIAN)
        .forEach(
            (group, role) -> {
              provider.person("staff-" + group, group);
              TestBrowser browser = browser();
              assertThat(browser.signIn().statusCode()).isEqualTo(200);
              ConsoleAudit.Line line = audit.before(Long.MAX_VALUE, 1).get(0);
              assertThat(line.act()).isEqualTo("sign-in");
              assertThat(line.allowed()).isTrue();
              assertThat(line.account()).matches("oidc:[0-9a-f]{32}");
              assertThat(browser.setLine(Staff.COOKIE)).contains("HTTPOnly", "SameSite=Strict");
              assertThat(browser.get("/console").body()).contains("staff-" + group + "@mail");
              ConsoleRules.all()
                  .forEach(
                      (route, rule) -> {
                        if (rule != RouteRule.PUBLIC && route.startsWith("GET ")) {
                          assertThat(page(browser, route).contains("GW-CONSOLE-001"))
                              .as("%s, %s", route, role)
                              .isEqualTo(!rule.admits(role));
                        }
                      });
            });
  }

  private static String page(TestBrowser browser, String route) {
    return browser
        .get(route.substring(4).replaceAll("\\{[a-z]+}", "00000000-0000-0000-0000-000000000000"))
        .body();
  }

  @Test
  void whoIsNotToBeSignedInIsNotAndThatIsOnRecord() {
    provider.person("outsider", "visitors");
    TestBrowser browser = browser();
    HttpResponse<String> page = browser.signIn();
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("RT-OIDC-006").doesNotContain("outsider");
    assertThat(browser.cookie(Staff.COOKIE)).isEmpty();
    assertThat(audit.before(Long.MAX_VALUE, 1).get(0).allowed()).isFalse();
    provider.person("outsider", "g-it");
    provider.signing((JWTClaimsSet claims) -> new PlainJWT(claims).serialize());
    assertThat(browser().signIn().body()).contains("RT-OIDC-005");
    assertThat(browser.get("/console").statusCode()).isEqualTo(303);
  }

  @Test
  void theOperatorSeesWhoCameAndEndsASession() {
    provider.person("nurse", "g-doctor");
    TestBrowser browser = browser();
    browser.signIn();
    String name = audit.before(Long.MAX_VALUE, 1).get(0).account();
    assertThat(Staff.admin().page("/console/accounts", "en").asString())
        .contains(name, "nurse@mail", "Payer One", "signed in by the provider " + issuer);
    assertThat(browser.get("/console/password").body())
        .contains("provider")
        .doesNotContain("name=\"current\"");
    Staff.admin().press("/console/accounts", "act", "close", "name", name);
    assertThat(browser.get("/console").statusCode()).isEqualTo(303);
    assertThat(browser.get("/login").body()).contains("href=\"/login/oidc\"", "/login/check");
  }
}
