package org.therafed.runtime.login.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.Setting;

/** Whom an ID token makes of a person. */
class ProviderAccountTest {

  private static OidcSettings settings(String claim) {
    Map<String, String> given =
        new HashMap<>(
            TestProvider.settings(
                "https://login.example.org", "admins=admin,chiefs=admin,payers=payer"));
    given.put(Setting.OIDC_ROLE_CLAIM.property(), claim);
    return SignInSettings.of(one -> Optional.ofNullable(given.get(one.property())))
        .provider()
        .orElseThrow();
  }

  private static ProviderAccount account(String claim, Map<String, Object> claims) {
    return ProviderAccount.of(new IdToken("s-1", claims), settings(claim));
  }

  private static SignInProblem problem(Object groups) {
    SignInRefused refused =
        catchThrowableOfType(
            SignInRefused.class, () -> account("groups", Map.of("groups", groups)));
    assertThat(refused).isNotNull();
    return refused.problem();
  }

  @Test
  void oneRoleIsFoundByClaimOrPath() {
    assertThat(account("groups", Map.of("groups", List.of("x", "payers"))).role())
        .isEqualTo("payer");
    assertThat(account("groups", Map.of("groups", "admins")).role()).isEqualTo("admin");
    assertThat(account("groups", Map.of("groups", List.of("admins", "chiefs"))).role())
        .as("two values of one role")
        .isEqualTo("admin");
    assertThat(account("realm.roles", Map.of("realm", Map.of("roles", List.of("payers")))).role())
        .isEqualTo("payer");
    assertThat(account("https://x.org/roles", Map.of("https://x.org/roles", "payers")).role())
        .isEqualTo("payer");
  }

  @Test
  void noRoleOrSeveralIsNoAccess() {
    for (Object none : List.of(List.of(), "", "admin", List.of("Admins"), 1, Map.of("admins", 1))) {
      assertThat(problem(none)).as(none.toString()).isEqualTo(SignInProblem.NO_ROLE);
    }
    assertThat(problem(List.of("admins", "payers"))).isEqualTo(SignInProblem.SEVERAL_ROLES);
  }

  @Test
  void theNameIsOfIssuerAndSubjectAndSaysNeither() {
    String name = ProviderAccount.nameOf("https://login.example.org", "s-1");
    // printf 'https://login.example.org|s-1' | sha256sum
    assertThat(name).isEqualTo("oidc:999172a63b1f851ab9cc3d4f5bc38857");
    assertThat(ProviderAccount.nameOf("https://login.example.org", "s-2")).isNotEqualTo(name);
    assertThat(ProviderAccount.nameOf("https://login.example.com", "s-1")).isNotEqualTo(name);
    assertThat(ProviderSignIn.isOf(name)).isTrue();
    assertThat(ProviderSignIn.isOf("admin")).isFalse();
  }

  @Test
  void textsForPeopleAreOneLineOfBoundedLength() {
    Map<String, Object> claims =
        Map.of("groups", "payers", "preferred_username", "a\n\u202eb" + "c".repeat(200), "org", 7);
    ProviderAccount account = account("groups", claims);
    assertThat(account.label()).startsWith("a bc").hasSize(128);
    assertThat(account.organisation()).isEmpty();
    assertThat(account.toString()).doesNotContain("s-1");
  }
}
