package org.therafed.gateway.forward.http;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.outcome.Reason;

/**
 * How requests to the registry prove the site: by an access token, which the site gets by its key
 * ({@code private_key_jwt}) and uses until shortly before its end. While none is to be had, from a
 * registry of the version before among others, each request is signed by itself, so that nothing
 * waits for a token.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html">SMART Backend
 *     Services</a>
 */
@Singleton
public class RegistryAccess {

  private static final Logger LOG = Logger.getLogger(RegistryAccess.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** A token is not used any more so long before its end: the request is still on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** After no token could be had, it is asked for again so much later. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Duration LONGEST_VALIDITY = Duration.ofHours(1);
  private static final String TOKEN_FORM = "[A-Za-z0-9._~+/=-]{1,4096}";
  private static final String SCOPE = "system/*.cruds";

  private final Optional<URI> base;
  private final Site site;
  private final SiteCredential credential;
  private final RegistryHttp http;
  private final Duration wait;
  private final ObjectMapper json = new ObjectMapper();

  private Optional<Held> held = Optional.empty();
  private Optional<Reason> problem = Optional.empty();
  private Instant askAgain = Instant.MIN;

  @Inject
  public RegistryAccess(
      SiteConfig config, Site site, SiteCredential credential, RegistryHttp http) {
    this.base = config.registryUrl();
    this.site = site;
    this.credential = credential;
    this.wait =
        config.forwardTimeout().compareTo(LONGEST_WAIT) < 0
            ? config.forwardTimeout()
            : LONGEST_WAIT;
    this.http = http;
  }

  private record Held(String token, Instant until) {
    @Override
    public String toString() {
      return "Held[until=" + until + "]";
    }
  }

  /**
   * What one request proves the site with.
   *
   * @param token the access token, or what was signed for this request alone
   * @param given whether it is an access token
   * @param kid key by which it was got or signed
   */
  record Authorization(String token, boolean given, String kid) {
    @Override
    public String toString() {
      return "Authorization[…]";
    }
  }

  /**
   * How the site proves itself at present.
   *
   * @param byAccessToken else each request is signed by itself
   * @param problem why there is no access token, if one was asked for
   */
  public record State(boolean byAccessToken, Optional<Reason> problem) {}

  /** What the next request proves the site with. */
  synchronized Authorization authorization() {
    Wait now = Wait.atMost(LONGEST_VALIDITY, site.clock());
    if (held.filter(token -> !now.isOver(token.until())).isEmpty() && now.isOver(askAgain)) {
      ask(now.now());
    }
    String kid = credential.kid();
    return held.filter(token -> !now.isOver(token.until()))
        .map(token -> new Authorization(token.token(), true, kid))
        .orElseGet(() -> new Authorization(credential.token(), false, kid));
  }

  /**
   * The registry did not take this one.
   *
   * @return whether another is worth an attempt: an access token may have ended early, a key may
   *     have been replaced meanwhile
   */
  synchronized boolean refused(Authorization authorization) {
    if (held.filter(token -> token.token().equals(authorization.token())).isPresent()) {
      held = Optional.empty();
    }
    return authorization.given() || !authorization.kid().equals(credential.kid());
  }

  /** Asks for a token anew before the next request. */
  public synchronized void renew() {
    held = Optional.empty();
    askAgain = Instant.MIN;
  }

  public synchronized State state() {
    return new State(held.isPresent(), problem);
  }

  private void ask(Instant now) {
    held = Optional.empty();
    if (base.isEmpty()) {
      return;
    }
    String endpoint = base.get().toString().replaceFirst("/+$", "") + "/token";
    String status;
    try {
      HttpResponse<String> answer =
          http.client().send(request(endpoint), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        held = read(answer.body(), now);
      }
      status = Integer.toString(answer.statusCode());
    } catch (IOException e) {
      status = "none";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = "none";
    }
    if (held.isPresent()) {
      problem = Optional.empty();
      return;
    }
    askAgain = now.plus(PAUSE);
    Reason reason = ForwardCode.NO_TOKEN.reason(safe("status", status));
    if (!problem.equals(Optional.of(reason))) {
      LOG.infof("stage=forward code=%s status=%s", reason.code(), status);
    }
    problem = Optional.of(reason);
  }

  private HttpRequest request(String endpoint) {
    String form =
        "grant_type=client_credentials&client_assertion_type="
            + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            + "&client_assertion="
            + encoded(credential.assertion(endpoint))
            + "&scope="
            + encoded(SCOPE);
    return HttpRequest.newBuilder(URI.create(endpoint))
        .timeout(wait)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Empty where the answer is none of a token endpoint, a proxy's page for instance. */
  private Optional<Held> read(String body, Instant now) {
    JsonNode answer;
    try {
      answer = json.readTree(body);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    String token = answer.path("access_token").asText();
    long seconds = answer.path("expires_in").asLong();
    if (!token.matches(TOKEN_FORM)
        || !answer.path("token_type").asText().equalsIgnoreCase("bearer")
        || seconds < 1) {
      return Optional.empty();
    }
    Duration valid = Duration.ofSeconds(Math.min(seconds, LONGEST_VALIDITY.toSeconds()));
    Duration margin = valid.dividedBy(2).compareTo(MARGIN) < 0 ? valid.dividedBy(2) : MARGIN;
    return Optional.of(new Held(token, now.plus(valid).minus(margin)));
  }
}
