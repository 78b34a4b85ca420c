package org.therafed.gateway.forward.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.forward.Destination;
import org.therafed.gateway.forward.Holding;
import org.therafed.gateway.forward.SendResult;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.profiles.transfer.TransferBundle;

/** Speaks to the registry. {@link RegistryAnswer} says what an answer means for a transfer. */
@Singleton
@Typed(RegistryClient.class)
public class RegistryClient implements Destination {

  /** A registry that asks for a longer wait is asked again after this. */
  public static final Duration LONGEST_ASKED = Duration.ofMinutes(15);

  /** Media type of messages that are signed one by one. */
  private static final String SIGNED = PseudonymRemap.MEDIA_TYPE;

  private final Optional<URI> base;
  private final Duration timeout;
  private final SiteCredential credential;
  private final RegistryAccess access;
  private final AuditAnchor audit;
  private final RegistryHttp http;
  private final ObjectMapper json = new ObjectMapper();

  @Inject
  public RegistryClient(
      SiteConfig config,
      SiteCredential credential,
      RegistryAccess access,
      AuditAnchor audit,
      RegistryHttp http) {
    this.base = config.registryUrl();
    this.timeout = config.forwardTimeout();
    this.credential = credential;
    this.access = access;
    this.audit = audit;
    this.http = http;
  }

  @Override
  public boolean configured() {
    return base.isPresent();
  }

  @Override
  public SendResult send(byte[] body, Optional<String> traceparent) {
    int entries = TransferBundle.parse(body).entries().size();
    UnaryOperator<HttpRequest.Builder> transfer =
        request -> {
          traceparent.ifPresent(trace -> request.header("traceparent", trace));
          return request
              .header("Content-Type", "application/fhir+json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        };
    try {
      HttpResponse<String> response =
          exchange("/fhir", transfer, HttpResponse.BodyHandlers.ofString());
      audit.told(response.headers().firstValue(AuditAnchor.HEADER));
      return RegistryAnswer.read(
          response.statusCode(), response.body(), entries, retryAfter(response));
    } catch (IOException e) {
      // The registry may have stored it: the same number and bytes are sent again.
      return later(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SendResult.Later(ForwardCode.UNREACHABLE, true, Optional.empty());
    }
  }

  /**
   * Tells once that a pseudonym changes. The registry's refusal is not final: nothing of the person
   * may pass before it, so it is tried again until somebody has mended what stands in the way.
   *
   * @param body as {@link PseudonymRemap#bytes()}; the signature differs each time it is made
   */
  @Override
  public SendResult sendRemap(byte[] body) {
    PseudonymRemap remap = PseudonymRemap.parse(body);
    return message(
        "/federation/remaps",
        PseudonymRemap.TYPE,
        body,
        response ->
            RemapAnswer.read(response.statusCode(), response.body(), remap, retryAfter(response)));
  }

  /**
   * Tells once that a patient's records are taken back. A refusal is not final, either: the patient
   * does not want them there.
   *
   * @param body as {@link Retraction#bytes()}; the signature differs each time it is made
   */
  @Override
  public SendResult sendRetraction(byte[] body) {
    Retraction retraction = Retraction.parse(body);
    return message(
        "/federation/retractions",
        Retraction.TYPE,
        body,
        response ->
            RetractionAnswer.read(
                response.statusCode(), response.body(), retraction, retryAfter(response)));
  }

  private SendResult message(
      String path, String type, byte[] body, Function<HttpResponse<String>, SendResult> read) {
    HttpRequest.BodyPublisher message =
        HttpRequest.BodyPublishers.ofString(credential.signed(type, body));
    try {
      HttpResponse<String> response =
          exchange(
              path,
              request -> request.header("Content-Type", SIGNED).POST(message),
              HttpResponse.BodyHandlers.ofString());
      audit.told(response.headers().firstValue(AuditAnchor.HEADER));
      return read.apply(response);
    } catch (IOException e) {
      return later(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SendResult.Later(ForwardCode.UNREACHABLE, true, Optional.empty());
    }
  }

  private static SendResult later(IOException failure) {
    return new SendResult.Later(
        failure instanceof SSLException ? ForwardCode.TLS : ForwardCode.UNREACHABLE,
        true,
        Optional.empty());
  }

  /** Seconds, bounded; a date is not read. */
  private static Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .map(asked -> asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED);
  }

  /** The registry's linkage key set, as JSON; empty if it cannot be had now. */
  public Optional<String> linkageKeyset() {
    return get("/federation")
        .map(body -> body.path("linkageEncryptionKey"))
        .filter(JsonNode::isObject)
        .map(JsonNode::toString);
  }

  @Override
  public OptionalLong lastSequence() {
    Optional<JsonNode> status = get("/federation/status");
    return status.isPresent() && status.get().path("lastSequence").canConvertToLong()
        ? OptionalLong.of(status.get().path("lastSequence").asLong())
        : OptionalLong.empty();
  }

  @Override
  public Holding holding(long sequence, String sha256) {
    return get("/federation/transfers/" + sequence)
        .filter(answer -> answer.path("stored").isBoolean())
        .map(
            answer ->
                answer.path("stored").asBoolean() && sha256.equals(answer.path("sha256").asText())
                    ? Holding.STORED
                    : Holding.NOT_STORED)
        .orElse(Holding.UNKNOWN);
  }

  /** The registry's list of packages; empty if it cannot be had now. */
  public Optional<JsonNode> packages() {
    return get("/federation/packages").filter(list -> list.path("packages").isArray());
  }

  /**
   * A package as the registry gives it, not verified; at most one byte more than may be taken.
   *
   * @param name of the list
   */
  public Optional<byte[]> packageBytes(String name, int largest) {
    try {
      HttpResponse<InputStream> response =
          exchange(
              "/federation/packages/" + name,
              HttpRequest.Builder::GET,
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == 200
            ? Optional.of(body.readNBytes(largest + 1))
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** What the registry asks this site, each signed by it; empty if it cannot be had now. */
  public Optional<List<String>> questions() {
    return get("/federation/questions")
        .map(body -> body.path("questions"))
        .filter(JsonNode::isArray)
        .map(
            list -> {
              List<String> texts = new ArrayList<>();
              list.forEach(text -> texts.add(text.asText()));
              return texts;
            });
  }

  /**
   * Hands in an answer of this site.
   *
   * @param answer as {@link SiteAnswer#bytes()}, signed; see {@link SiteCredential}
   * @return whether the registry has it now; one that it does not want any more counts, too
   */
  public boolean answered(String question, String answer) {
    try {
      HttpResponse<String> response =
          exchange(
              "/federation/questions/" + question,
              request ->
                  request
                      .header("Content-Type", SiteAnswer.MEDIA_TYPE)
                      .POST(HttpRequest.BodyPublishers.ofString(answer)),
              HttpResponse.BodyHandlers.ofString());
      audit.told(response.headers().firstValue(AuditAnchor.HEADER));
      return response.statusCode() == 200 || response.statusCode() == 409;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * What the registry answers to a question of this site; empty if it cannot be had now.
   *
   * @param path with its query
   */
  Optional<JsonNode> get(String path) {
    try {
      HttpResponse<String> response =
          exchange(path, HttpRequest.Builder::GET, HttpResponse.BodyHandlers.ofString());
      audit.told(response.headers().firstValue(AuditAnchor.HEADER));
      return response.statusCode() == 200
          ? Optional.of(json.readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * What the registry answered about a key.
   *
   * @param status HTTP status; 0 where it cannot be reached
   */
  record KeyAnswer(int status) {
    boolean isDone() {
      return status == 200;
    }

    /** It has no such key. */
    boolean isGone() {
      return status == 404;
    }

    String text() {
      return status == 0 ? "none" : Integer.toString(status);
    }
  }

  /** Registers a further key of this site; one that is registered changes nothing. */
  KeyAnswer addKey(ECKey key) {
    String body = "{\"jwk\":" + key.toPublicJWK().toJSONString() + "}";
    return key(
        request("/federation/keys", credential.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Whether the registry takes what a key signs. */
  KeyAnswer knowsKey(ECKey key) {
    return key(request("/federation/keys", credential.token(key)).GET());
  }

  /** Removes another key of this site than the one in use. */
  KeyAnswer removeKey(String kid) {
    return key(request("/federation/keys/" + kid, credential.token()).DELETE());
  }

  private KeyAnswer key(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
      audit.told(response.headers().firstValue(AuditAnchor.HEADER));
      return new KeyAnswer(response.statusCode());
    } catch (IOException e) {
      return new KeyAnswer(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new KeyAnswer(0);
    }
  }

  /** One request; a second time where what proved the site is no longer taken. */
  <T> HttpResponse<T> exchange(
      String path, UnaryOperator<HttpRequest.Builder> shape, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    RegistryAccess.Authorization first = access.authorization();
    HttpResponse<T> response =
        http.client().send(shape.apply(request(path, first.token())).build(), body);
    if (response.statusCode() != 401 || !access.refused(first)) {
      return response;
    }
    if (response.body() instanceof InputStream unread) {
      unread.close();
    }
    return http.client()
        .send(shape.apply(request(path, access.authorization().token())).build(), body);
  }

  private HttpRequest.Builder request(String path, String token) {
    String root = base.orElseThrow().toString().replaceFirst("/+$", "");
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(timeout)
        .header("Authorization", "Bearer " + token);
  }
}
