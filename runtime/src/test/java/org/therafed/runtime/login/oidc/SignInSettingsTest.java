package org.therafed.runtime.login.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of settings, all at once and without their values. */
class SignInSettingsTest {

  private static final Set<String> ROLES = Set.of("admin", "payer");
  private static final Map<String, String> SOUND =
      TestProvider.settings("https://login.example.org/realm", "admins = admin, payers=payer");

  private static SignInReader read(String... changes) {
    Map<String, String> given = new HashMap<>(SOUND);
    return reader(given, changes);
  }

  private static SignInReader reader(Map<String, String> given, String... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      given.put("therafed." + changes[i], changes[i + 1]);
    }
    return SignInReader.read(setting -> Optional.ofNullable(given.get(setting.property())));
  }

  private static List<String> names(SignInReader reader) {
    return reader.problems(ROLES).stream()
        .map(problem -> problem.substring(0, problem.indexOf(' ')))
        .toList();
  }

  @Test
  void localAccountsAreTheDefault() {
    SignInReader reader = reader(new HashMap<>());
    assertThat(reader.problems(ROLES)).isEmpty();
    assertThat(reader.settings()).isEqualTo(SignInSettings.LOCAL);
  }

  @Test
  void soundSettingsAreTaken() {
    SignInReader reader = read("oidc-session", "30m", "oidc-role-claim", "realm_access.roles");
    assertThat(reader.problems(ROLES)).isEmpty();
    OidcSettings provider = reader.settings().provider().orElseThrow();
    assertThat(provider.roles()).isEqualTo(Map.of("admins", "admin", "payers", "payer"));
    assertThat(provider.session()).isEqualTo(Duration.ofMinutes(30));
    assertThat(provider.clientSecret()).isEqualTo(TestProvider.SECRET);
    assertThat(provider.toString()).doesNotContain(TestProvider.SECRET);
    assertThat(provider.redirect()).hasToString("http://127.0.0.1:8080/login/oidc/callback");
    assertThat(reader.settings().local()).isTrue();
    assertThat(read("local-accounts", "false").settings().local()).isFalse();
  }

  @Test
  void everythingUnsoundIsNamedAtOnceWithoutItsValue() {
    SignInReader reader =
        read(
            "local-accounts", "yes",
            "oidc-issuer", "http://plain.example.org/value-of-it",
            "oidc-client-id", " ",
            "oidc-client-secret-file", "/no/such/value-of-it",
            "oidc-console-url", "https://console.example.org/value-of-it",
            "oidc-roles", "admins=admin,value-of-it",
            "oidc-scopes", "value-of-it",
            "oidc-authorities-file", "/no/such/value-of-it",
            "oidc-session", "25h");
    assertThat(names(reader))
        .containsExactly(
            "THERAFED_LOCAL_ACCOUNTS",
            "THERAFED_OIDC_ISSUER",
            "THERAFED_OIDC_CLIENT_ID",
            "THERAFED_OIDC_CLIENT_SECRET(_FILE)",
            "THERAFED_OIDC_CONSOLE_URL",
            "THERAFED_OIDC_ROLES",
            "THERAFED_OIDC_SCOPES",
            "THERAFED_OIDC_AUTHORITIES_FILE",
            "THERAFED_OIDC_SESSION");
    assertThat(reader.problems(ROLES).toString()).doesNotContain("value-of-it", "25h");
  }

  @Test
  void addressesAreHttpsOrLoopback() {
    for (String unsound :
        List.of(
            "ftp://login.example.org",
            "https://user:pass@login.example.org",
            "https://login.example.org/#x",
            "https://login.example.org/?x=1",
            "http://127.0.0.1.example.org",
            "http://10.0.0.1",
            "login.example.org",
            "https://a b")) {
      assertThat(names(read("oidc-issuer", unsound)))
          .as(unsound)
          .containsExactly("THERAFED_OIDC_ISSUER");
    }
    for (String sound :
        List.of("http://localhost:8180/realms/x", "http://[::1]:8180", "https://10.0.0.1/x")) {
      assertThat(names(read("oidc-issuer", sound))).as(sound).isEmpty();
    }
  }

  @Test
  void rolesThatThereAreNotAndValuesTwiceAreTold() {
    assertThat(read("oidc-roles", "a=root").problems(ROLES))
        .singleElement()
        .asString()
        .startsWith("THERAFED_OIDC_ROLES names a role that there is not")
        .contains("admin, payer")
        .doesNotContain("root");
    assertThat(names(read("oidc-roles", "a=admin,a=payer"))).containsExactly("THERAFED_OIDC_ROLES");
    assertThat(read("oidc-roles", "cn=a=admin").settings().provider().orElseThrow().roles())
        .isEqualTo(Map.of("cn=a", "admin"));
  }

  @Test
  void nobodyIsShutOutAndNothingIsHalfSet() {
    assertThat(names(reader(new HashMap<>(), "local-accounts", "false")))
        .containsExactly("THERAFED_LOCAL_ACCOUNTS");
    assertThat(names(reader(new HashMap<>(), "oidc-client-id", "x")))
        .containsExactly("THERAFED_OIDC_ISSUER");
  }

  @Test
  void aSecretInAFileGoesBeforeOneInTheEnvironment(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "in-the-file\n");
    assertThat(
            read("oidc-client-secret-file", file.toString())
                .settings()
                .provider()
                .orElseThrow()
                .clientSecret())
        .isEqualTo("in-the-file");
    Files.writeString(file, " ");
    assertThat(names(read("oidc-client-secret-file", file.toString())))
        .containsExactly("THERAFED_OIDC_CLIENT_SECRET(_FILE)");
    Files.writeString(file, "no certificate");
    assertThat(names(read("oidc-authorities-file", file.toString())))
        .containsExactly("THERAFED_OIDC_AUTHORITIES_FILE");
  }
}
