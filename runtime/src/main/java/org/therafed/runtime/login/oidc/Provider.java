package org.therafed.runtime.login.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The provider as this application asks it. Its statement and keys are kept for an hour; keys are
 * asked for anew when a token names one that is not among them, at most every 30 seconds, so that
 * nobody makes this application call the provider at will. Thread-safe. Blocking.
 */
final class Provider {

  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration KEYS_AGAIN = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int SERVER_FAULT = 500;
  private static final int LONGEST = 256 << 10;

  private final OidcSettings settings;
  private final Clock clock;
  private ProviderHttp http;
  private ProviderMetadata metadata;
  private Instant metadataAt = Instant.MIN;
  private ProviderKeys keys;
  private Instant keysAt = Instant.MIN;

  Provider(OidcSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What it states about itself.
   *
   * @throws SignInRefused RT-OIDC-003
   */
  synchronized ProviderMetadata metadata() {
    Instant now = clock.instant();
    if (metadata == null || now.isAfter(metadataAt.plus(KEPT))) {
      metadata =
          ProviderMetadata.parse(
              read(ProviderMetadata.addressOf(settings.issuer()), "discovery"), settings.issuer());
      metadataAt = now;
    }
    return metadata;
  }

  /**
   * Its keys.
   *
   * @param kid the key that is looked for
   * @throws SignInRefused RT-OIDC-003
   */
  synchronized ProviderKeys keys(String kid) {
    Instant now = clock.instant();
    boolean old = keys == null || now.isAfter(keysAt.plus(KEPT));
    boolean lacking = !old && !keys.has(kid) && !now.isBefore(keysAt.plus(KEYS_AGAIN));
    if (old || lacking) {
      keys = ProviderKeys.parse(read(metadata().keys(), "keys"));
      keysAt = now;
    }
    return keys;
  }

  private String read(URI address, String what) {
    ProviderHttp.Reply reply = http().get(address);
    if (reply.status() != OK) {
      throw new SignInRefused(SignInProblem.UNREACHABLE, what + "-status-" + reply.status());
    }
    return reply.body();
  }

  private synchronized ProviderHttp http() {
    if (http == null) {
      http = new ProviderHttp(settings.authorities());
    }
    return http;
  }

  /** Where a browser is sent to sign in. */
  URI authorization(SignInState state, String language) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("response_type", "code");
    asked.put("client_id", settings.clientId());
    asked.put("redirect_uri", settings.redirect().toString());
    asked.put("scope", settings.scopes());
    asked.put("state", state.state());
    asked.put("nonce", state.nonce());
    asked.put("code_challenge", state.challenge());
    asked.put("code_challenge_method", "S256");
    asked.put("ui_locales", language);
    return with(metadata().authorization(), asked);
  }

  /**
   * The ID token for a code.
   *
   * @throws SignInRefused RT-OIDC-004 if the provider refuses it; RT-OIDC-003
   */
  String idToken(String code, SignInState state) {
    ProviderMetadata stated = metadata();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", settings.redirect().toString());
    form.put("code_verifier", state.verifier());
    Optional<String> authorization = Optional.empty();
    if (stated.secretInBody()) {
      form.put("client_id", settings.clientId());
      form.put("client_secret", settings.clientSecret());
    } else {
      authorization = Optional.of(basic());
    }
    ProviderHttp.Reply reply = http().post(stated.token(), encoded(form), authorization);
    if (reply.status() >= SERVER_FAULT) {
      throw new SignInRefused(SignInProblem.UNREACHABLE, "token-status-" + reply.status());
    }
    if (reply.status() != OK) {
      throw new SignInRefused(SignInProblem.CODE_REFUSED, "token-status-" + reply.status());
    }
    try {
      if (JSONObjectUtils.parse(reply.body(), LONGEST).get("id_token") instanceof String token) {
        return token;
      }
    } catch (ParseException e) {
      throw new SignInRefused(SignInProblem.UNREACHABLE, "token-unreadable");
    }
    throw new SignInRefused(SignInProblem.UNSOUND, "no-id-token");
  }

  /** RFC 6749, section 2.3.1: both parts encoded as in a form. */
  private String basic() {
    String pair = encoded(settings.clientId()) + ":" + encoded(settings.clientSecret());
    return "Basic "
        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Where a browser is sent to sign out; empty: not offered. */
  Optional<URI> endSession() {
    return metadata()
        .endSession()
        .map(
            address ->
                with(
                    address,
                    Map.of(
                        "client_id",
                        settings.clientId(),
                        "post_logout_redirect_uri",
                        settings.console().resolve("/login").toString())));
  }

  private static URI with(URI address, Map<String, String> parameters) {
    String sign = address.getRawQuery() == null ? "?" : "&";
    return URI.create(address + sign + encoded(parameters));
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
