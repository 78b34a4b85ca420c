package org.therafed.runtime.login.oidc;

import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person as the provider says.
 *
 * @param issuer the provider
 * @param subject the person there; the two together are one person for ever
 * @param role the one role
 * @param label how the person is called there, for administrators to read; may be empty
 * @param organisation whom the person belongs to, likewise
 */
record ProviderAccount(
    String issuer, String subject, String role, String label, String organisation) {

  /** What the names of such accounts begin with. */
  static final String PREFIX = "oidc:";

  private static final int DIGEST_BYTES = 16;

  /**
   * The person of an ID token.
   *
   * @throws SignInRefused RT-OIDC-006 without a role, RT-OIDC-007 with several: some roles exclude
   *     others, and nobody but the provider's staff can say which one is meant
   */
  static ProviderAccount of(IdToken token, OidcSettings settings) {
    Map<String, String> mapped = settings.roles();
    Set<String> roles =
        Claims.texts(token.claims(), settings.roleClaim()).stream()
            .filter(mapped::containsKey)
            .map(mapped::get)
            .collect(Collectors.toSet());
    if (roles.size() != 1) {
      throw roles.isEmpty()
          ? new SignInRefused(SignInProblem.NO_ROLE, "no-role")
          : new SignInRefused(SignInProblem.SEVERAL_ROLES, "several-roles");
    }
    return new ProviderAccount(
        settings.issuer(),
        token.subject(),
        roles.iterator().next(),
        Claims.text(token.claims(), "preferred_username").orElse(""),
        settings.organisationClaim().flatMap(name -> Claims.text(token.claims(), name)).orElse(""));
  }

  /** Name of the account, which no local account can have: no colon is in theirs. */
  String name() {
    return nameOf(issuer, subject);
  }

  /** {@code oidc:} and 128 bits of SHA-256 of {@code issuer|subject} in hexadecimal. */
  static String nameOf(String issuer, String subject) {
    byte[] digest = SignInState.sha256(issuer + "|" + subject);
    return PREFIX + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
  }

  @Override
  public String toString() {
    return "ProviderAccount[" + role + "]";
  }
}
