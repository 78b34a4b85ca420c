package org.therafed.gateway.intake.fhir.pull;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.profiles.outcome.Phrase;

/**
 * Access tokens of one FHIR server by SMART Backend Services: got by a signed assertion, and used
 * until shortly before their end.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html">SMART Backend
 *     Services</a>
 */
final class SmartAccess {

  private static final Duration VALID = Duration.ofMinutes(4);
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final long LONGEST_SECONDS = 3600;
  private static final String TOKEN_FORM = "[A-Za-z0-9._~+/=-]{1,16384}";
  private static final String ERROR_FORM = "[a-z_]{1,40}";

  private final String clientId;
  private final String scope;
  private final Supplier<ClientKey> key;
  private final Supplier<URI> endpoint;
  private final FhirWire wire;
  private final Clock clock;
  private Optional<String> token = Optional.empty();
  private Instant until = Instant.MIN;

  /**
   * @param key asked for anew with every token, so that a key can be changed
   * @param endpoint of the server's tokens
   */
  SmartAccess(
      String clientId,
      String scope,
      Supplier<ClientKey> key,
      Supplier<URI> endpoint,
      FhirWire wire,
      Clock clock) {
    this.clientId = clientId;
    this.scope = scope;
    this.key = key;
    this.endpoint = endpoint;
    this.wire = wire;
    this.clock = clock;
  }

  /** The token of the next request. */
  synchronized String token() {
    Instant now = clock.instant();
    if (token.isEmpty() || !now.isBefore(until)) {
      ask(now);
    }
    return token.orElseThrow();
  }

  /** The server did not take it: the next request gets another. */
  synchronized void refused() {
    token = Optional.empty();
  }

  private void ask(Instant now) {
    token = Optional.empty();
    URI address = endpoint.get();
    FhirWire.Answer answer =
        wire.send(
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form(address, now))));
    JsonNode json = wire.jsonOrNothing(answer);
    String given = json.path("access_token").asText();
    if (answer.status() != 200 || !given.matches(TOKEN_FORM)) {
      throw FhirPullCode.TOKEN.with(safe("detail", problem(answer.status(), json)));
    }
    long seconds = json.path("expires_in").asLong(300);
    Duration valid = Duration.ofSeconds(Math.max(1, Math.min(seconds, LONGEST_SECONDS)));
    Duration margin = valid.dividedBy(2).compareTo(MARGIN) < 0 ? valid.dividedBy(2) : MARGIN;
    token = Optional.of(given);
    until = now.plus(valid).minus(margin);
  }

  /** The error's code by RFC 6749 section 5.2; its text may say anything. */
  private static Phrase problem(int status, JsonNode json) {
    String error = json.path("error").asText();
    String code = error.matches(ERROR_FORM) ? ", " + error : "";
    return new Phrase("status " + status + code, "状态 " + status + code);
  }

  private String form(URI address, Instant now) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(clientId)
            .subject(clientId)
            .audience(address.toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(VALID)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    return "grant_type=client_credentials&client_assertion_type="
        + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        + "&client_assertion="
        + encoded(key.get().sign(claims))
        + "&scope="
        + encoded(scope);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
