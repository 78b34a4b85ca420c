package org.therafed.runtime.login.oidc;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How people sign in by an OpenID Connect provider.
 *
 * @param issuer as the provider states it, compared letter by letter
 * @param clientId name of this application at the provider
 * @param clientSecret what it proves itself with there
 * @param console address by which browsers reach this application, without a path
 * @param roleClaim claim of the ID token that says what a person is; dots lead into objects
 * @param roles a value of that claim to a role of this application
 * @param organisationClaim claim that names the person's organisation, for administrators to see
 * @param scopes what is asked for, {@code openid} among it
 * @param authorities certificates that the provider's must be signed by, PEM; empty: those of Java
 * @param session how long one sign-in holds at most
 */
public record OidcSettings(
    String issuer,
    String clientId,
    String clientSecret,
    URI console,
    String roleClaim,
    Map<String, String> roles,
    Optional<String> organisationClaim,
    String scopes,
    Optional<Path> authorities,
    Duration session) {

  /** Path where the provider sends browsers back to. */
  public static final String CALLBACK = "/login/oidc/callback";

  public OidcSettings {
    roles = Map.copyOf(roles);
  }

  /** The address that is registered at the provider. */
  public URI redirect() {
    return console.resolve(CALLBACK);
  }

  /** Without the secret, for logs. */
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + "]";
  }
}
