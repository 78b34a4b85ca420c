package org.therafed.e2e.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;

/**
 * Both applications with a real Keycloak, on demand: {@code ./mvnw -Pkeycloak -pl e2e -am verify
 * -Dtest=KeycloakTest -Dsurefire.failIfNoSpecifiedTests=false}. The profile takes its distribution
 * from Maven Central.
 */
@EnabledIfSystemProperty(named = "therafed.keycloak.home", matches = ".+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakTest {

  private static final String CALLBACK = "/login/oidc/callback";

  private static Keycloak keycloak;
  private static Application registry;
  private static Application gateway;

  @BeforeAll
  static void start() {
    Path folder = Checkout.emptyFolder("keycloak");
    keycloak = new Keycloak(Path.of(System.getProperty("therafed.keycloak.home")));
    registry =
        Application.registry(
            folder, settings("registry", "payers=payer,registry-auditors=auditor"));
    Map<String, String> ofGateway =
        new HashMap<>(settings("gateway", "nuclear-medicine=clinician,it=operator"));
    ofGateway.put("THERAFED_LOCAL_ACCOUNTS", "false");
    gateway = Application.gateway("site-k", folder, registry, ofGateway);
    keycloak
        .client("registry", registry.address())
        .client("gateway", gateway.address())
        .person("pat", "payers")
        .person("nora", "nuclear-medicine", "payers")
        .person("zoe", "visitors")
        .person("both", "payers", "registry-auditors")
        .start(folder);
    registry.start();
    gateway.start();
    registry.awaitReady();
    gateway.awaitReady();
  }

  private static Map<String, String> settings(String client, String roles) {
    return Map.of(
        "THERAFED_OIDC_ISSUER",
        keycloak.issuer(),
        "THERAFED_OIDC_CLIENT_ID",
        client,
        "THERAFED_OIDC_CLIENT_SECRET",
        Keycloak.SECRET,
        "THERAFED_OIDC_CONSOLE_URL",
        Application.OWN_ADDRESS,
        "THERAFED_OIDC_ROLES",
        roles);
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable one : new AutoCloseable[] {gateway, registry, keycloak}) {
      close(one);
    }
  }

  private static void close(AutoCloseable one) {
    if (one != null) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static URI at(Application application, String path) {
    return application.address().resolve(path);
  }

  private static long number(Application of, String sql) {
    try (Database database = of.database()) {
      return database.number(sql);
    }
  }

  private static HttpResponse<String> signIn(Browser browser, Application there, String name) {
    HttpResponse<String> form = browser.open(at(there, "/login/oidc"));
    assertThat(form.uri().toString()).startsWith(keycloak.issuer());
    return browser.submit(form, "username", name, "password", Keycloak.PASSWORD);
  }

  @Test
  @Order(1)
  void aPayerUsesTheRegistryInTheRoleOfTheGroupAndNoOther() {
    Browser browser = new Browser();
    assertThat(signIn(browser, registry, "pat").body()).contains("content=\"0;url=/console\"");
    assertThat(browser.open(at(registry, "/api/cuts")).statusCode()).isEqualTo(200);
    assertThat(browser.open(at(registry, "/console")).statusCode()).isEqualTo(200);
    assertThat(browser.open(at(registry, "/admin/audit")).statusCode()).isEqualTo(403);
    assertThat(number(registry, "select count(*) from account where label = 'pat'")).isEqualTo(1);
  }

  @Test
  @Order(2)
  void aWrongPasswordIsKeycloaksAffairAndOpensNothing() {
    Browser browser = new Browser();
    HttpResponse<String> form = browser.open(at(registry, "/login/oidc"));
    HttpResponse<String> again =
        browser.submit(form, "username", "pat", "password", "not the password");
    assertThat(again.uri().toString()).startsWith(keycloak.issuer());
    assertThat(browser.open(at(registry, "/api/cuts")).statusCode()).isEqualTo(401);
  }

  @Test
  @Order(3)
  void whoHasNoRoleOrTwoIsTold() {
    HttpResponse<String> none = signIn(new Browser(), registry, "zoe");
    assertThat(none.statusCode()).isEqualTo(403);
    assertThat(none.body()).contains("RT-OIDC-006").doesNotContain("zoe");
    HttpResponse<String> two = signIn(new Browser(), registry, "both");
    assertThat(two.statusCode()).isEqualTo(403);
    assertThat(two.body()).contains("RT-OIDC-007");
  }

  @Test
  @Order(4)
  void aCallbackThatWasUsedOpensNothing() {
    Browser browser = new Browser();
    signIn(browser, registry, "pat");
    URI used = browser.latest(CALLBACK);
    HttpResponse<String> replayed = new Browser().open(used);
    assertThat(replayed.body()).contains("RT-OIDC-001");
    assertThat(browser.open(used).body()).contains("RT-OIDC-001");
  }

  @Test
  @Order(5)
  void oneSignInServesBothAndSigningOutEndsItAtTheProvider() {
    Browser browser = new Browser();
    signIn(browser, registry, "nora");
    HttpResponse<String> second = browser.open(at(gateway, "/login/oidc"));
    assertThat(second.uri().getPath()).as("without another password").isEqualTo(CALLBACK);
    assertThat(browser.open(at(gateway, "/console/form")).statusCode()).isEqualTo(200);
    assertThat(browser.open(at(gateway, "/console/accounts")).body()).contains("GW-CONSOLE-001");
    HttpResponse<String> sure = browser.open(at(gateway, "/logout"));
    assertThat(sure.uri().toString()).startsWith(keycloak.issuer());
    HttpResponse<String> out = browser.submit(sure, "confirmLogout", "Logout");
    assertThat(out.uri()).isEqualTo(at(gateway, "/login"));
    assertThat(browser.open(at(gateway, "/console")).uri().getPath()).isEqualTo("/login");
    assertThat(browser.open(at(gateway, "/login/oidc")).uri().toString())
        .as("asks for the password again")
        .startsWith(keycloak.issuer());
  }

  @Test
  @Order(6)
  void withoutLocalAccountsThereIsNoFormAndNoPasswordWorks() {
    Browser browser = new Browser();
    assertThat(browser.open(at(gateway, "/login")).body())
        .contains("/login/oidc")
        .doesNotContain("j_password");
    assertThat(number(gateway, "select count(*) from account where password_hash is not null"))
        .isZero();
  }

  @Test
  @Order(7)
  void theGatewaysCheckAsksTheProvider() throws IOException, InterruptedException {
    ProcessBuilder check =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            Checkout.installation().gateway().toString(),
            "check",
            "en");
    check.redirectErrorStream(true);
    Map<String, String> environment = check.environment();
    environment.putAll(settings("gateway", "it=operator"));
    environment.put("THERAFED_OIDC_CONSOLE_URL", gateway.address().toString());
    environment.put("THERAFED_DATA_DIR", Checkout.emptyFolder("keycloak-check").toString());
    Process process = check.start();
    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(List.of(report.split("\n", -1)))
        .contains("[ok] The provider of sign-ins is reached and states keys and addresses.");
  }
}
