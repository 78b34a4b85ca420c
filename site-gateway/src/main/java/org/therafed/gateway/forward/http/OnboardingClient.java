package org.therafed.gateway.forward.http;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.transfer.TransferBundle;

/** Goes the way of this site from its invitation to live, with the registry. */
@Singleton
public class OnboardingClient {

  private static final String ROOT = "/onboarding";

  private final Optional<URI> base;
  private final SiteConfig config;
  private final Site site;
  private final SiteCredential credential;
  private final RegistryAccess access;
  private final RegistryClient registry;
  private final RegistryHttp http;

  @Inject
  public OnboardingClient(
      SiteConfig config,
      Site site,
      SiteCredential credential,
      RegistryAccess access,
      RegistryClient registry,
      RegistryHttp http) {
    this.base = config.registryUrl();
    this.config = config;
    this.site = site;
    this.credential = credential;
    this.access = access;
    this.registry = registry;
    this.http = http;
  }

  /**
   * What the registry answered.
   *
   * @param body JSON: where the site stands, a report, or problem details
   */
  public record Answer(int status, String body) {
    public boolean isDone() {
      return status / 100 == 2;
    }
  }

  /**
   * Registers this site by its invitation.
   *
   * @param profile what the site can do; its zone is added
   * @throws Fault GW-ONBOARD-001 if the registry cannot be asked
   */
  public Answer register(String invitation, ObjectNode profile) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("site", site.id()).put("invitation", invitation);
    body.putPOJO("jwk", credential.publicJwk());
    body.set("profile", withZone(profile));
    // Nobody knows this site yet: nothing proves it but the invitation.
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(address().toString().replaceFirst("/+$", "") + ROOT + "/registrations"))
            .timeout(config.forwardTimeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(TransferBundle.bytes(body)))
            .build();
    Answer answer =
        answered(() -> http.client().send(request, HttpResponse.BodyHandlers.ofString()));
    access.renew();
    return answer;
  }

  /** Where this site stands. */
  public Answer standing() {
    return asked("", HttpRequest.Builder::GET);
  }

  /** Says what the site can do. */
  public Answer describe(ObjectNode profile) {
    return asked("/profile", posting(withZone(profile)));
  }

  /** The test course of a conformance run, as a hospital would have it; else the refusal. */
  public Answer plan() {
    return asked("/conformance", HttpRequest.Builder::GET);
  }

  /**
   * Hands in what this site has made of the test course, with tokens made for the run.
   *
   * @param course a transaction Bundle
   */
  public Answer handIn(JsonNode course) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode tokens = body.putObject("tokens");
    for (Map.Entry<String, String> token : credential.conformanceTokens().entrySet()) {
      tokens.put(token.getKey(), token.getValue());
    }
    body.set("course", course);
    return asked("/conformance", posting(body));
  }

  /** Lets real records leave, once the site is accredited. */
  public Answer goLive() {
    return asked("/live", posting(JsonNodeFactory.instance.objectNode()));
  }

  /** What the plan's course is, to be treated as a hospital's Bundle. */
  public static byte[] course(Answer plan) {
    JsonNode json = TransferBundle.readTree(plan.body().getBytes(StandardCharsets.UTF_8));
    return TransferBundle.bytes(json.path("course"));
  }

  private ObjectNode withZone(ObjectNode profile) {
    ObjectNode whole = profile.deepCopy();
    // An offset or UTC is no zone of the IANA database that names a place; it is left out.
    return site.zone().getId().contains("/") ? whole.put("zone", site.zone().getId()) : whole;
  }

  private Answer asked(String path, UnaryOperator<HttpRequest.Builder> shape) {
    address();
    return answered(
        () -> registry.exchange(ROOT + path, shape, HttpResponse.BodyHandlers.ofString()));
  }

  private static UnaryOperator<HttpRequest.Builder> posting(ObjectNode body) {
    byte[] bytes = TransferBundle.bytes(body);
    return request ->
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  @FunctionalInterface
  private interface Sending {
    HttpResponse<String> send() throws IOException, InterruptedException;
  }

  private static Answer answered(Sending sending) {
    try {
      HttpResponse<String> response = sending.send();
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw unreachable(new Phrase("it does not answer", "没有应答"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(new Phrase("this gateway is ending", "本网关正在停止"));
    }
  }

  private URI address() {
    return base.orElseThrow(
        () ->
            unreachable(
                new Phrase("THERAFED_REGISTRY_URL is not set", "未设置 THERAFED_REGISTRY_URL")));
  }

  private static Fault unreachable(Phrase reason) {
    return ForwardCode.ONBOARDING_UNREACHABLE.with(safe("reason", reason));
  }
}
