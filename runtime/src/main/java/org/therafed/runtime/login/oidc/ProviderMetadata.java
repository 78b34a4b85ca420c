package org.therafed.runtime.login.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider states about itself.
 *
 * @param authorization where browsers are sent
 * @param token where codes are exchanged
 * @param keys its public keys
 * @param endSession where browsers are sent to sign out; empty: not offered
 * @param namesIssuer whether it names itself when it sends a browser back (RFC 9207)
 * @param secretInBody whether it takes a client secret in the form alone
 * @param pkce whether it says to check the proof of who began (RFC 7636, S256)
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery 1.0</a>
 */
record ProviderMetadata(
    URI authorization,
    URI token,
    URI keys,
    Optional<URI> endSession,
    boolean namesIssuer,
    boolean secretInBody,
    boolean pkce) {

  private static final int LONGEST = 256 << 10;

  /** Where a provider states it. */
  static URI addressOf(String issuer) {
    return URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
  }

  /**
   * Reads a statement.
   *
   * @throws SignInRefused RT-OIDC-003 if it is none, or of another issuer
   */
  static ProviderMetadata parse(String json, String issuer) {
    Map<String, Object> stated;
    try {
      stated = JSONObjectUtils.parse(json, LONGEST);
    } catch (ParseException e) {
      throw unusable("discovery-unreadable");
    }
    if (!issuer.equals(stated.get("issuer"))) {
      throw unusable("discovery-of-another-issuer");
    }
    List<?> methods = list(stated, "token_endpoint_auth_methods_supported");
    return new ProviderMetadata(
        endpoint(stated, "authorization_endpoint"),
        endpoint(stated, "token_endpoint"),
        endpoint(stated, "jwks_uri"),
        optional(stated, "end_session_endpoint"),
        Boolean.TRUE.equals(stated.get("authorization_response_iss_parameter_supported")),
        methods.contains("client_secret_post") && !methods.contains("client_secret_basic"),
        list(stated, "code_challenge_methods_supported").contains("S256"));
  }

  private static List<?> list(Map<String, Object> stated, String name) {
    return stated.get(name) instanceof List<?> values ? values : List.of();
  }

  private static URI endpoint(Map<String, Object> stated, String name) {
    return optional(stated, name).orElseThrow(() -> unusable("discovery-" + name));
  }

  private static Optional<URI> optional(Map<String, Object> stated, String name) {
    return stated.get(name) instanceof String text ? SignInReader.address(text) : Optional.empty();
  }

  private static SignInRefused unusable(String why) {
    return new SignInRefused(SignInProblem.UNREACHABLE, why);
  }
}
