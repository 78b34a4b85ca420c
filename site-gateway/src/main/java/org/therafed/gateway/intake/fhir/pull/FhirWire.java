package org.therafed.gateway.intake.fhir.pull;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.fault.TlsProblem;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/** HTTP to one server: one request, one answer, failures in words. Redirects are not followed. */
final class FhirWire {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final Duration timeout;
  private final long largest;
  private final ObjectMapper json;

  /**
   * @param trusted empty: whom Java trusts
   * @param largest bytes of an answer that is read as a whole, and of a line of NDJSON
   */
  FhirWire(Optional<SSLContext> trusted, Duration timeout, long largest, int nesting) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            // A redirect would carry token and questions to an address that nobody configured.
            .followRedirects(HttpClient.Redirect.NEVER);
    trusted.ifPresent(builder::sslContext);
    this.http = builder.build();
    this.timeout = timeout;
    this.largest = largest;
    // A page holds resources two levels deeper than a resource by itself.
    this.json =
        new ObjectMapper(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(nesting + 8).build())
                .build());
    this.json.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    this.json.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /** An answer; its body is read once, and closed by whoever reads it. */
  record Answer(int status, HttpHeaders headers, InputStream body) {}

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          http.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream());
      return new Answer(
          response.statusCode(), response.headers(), new TimedBody(response.body(), timeout));
    } catch (IOException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FhirPullCode.TIMEOUT.with(e);
    }
  }

  /** The body as JSON. */
  JsonNode json(Answer answer) {
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes((int) Math.min(largest + 1, Integer.MAX_VALUE - 8));
      if (bytes.length > largest) {
        throw answer(new Phrase("larger than " + largest + " bytes", "超过 " + largest + " 字节"));
      }
      return parse(bytes)
          .orElseThrow(() -> answer(new Phrase("it is no JSON, or was cut", "不是 JSON，或不完整")));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The body as JSON; a missing node where it is none. */
  JsonNode jsonOrNothing(Answer answer) {
    try (InputStream body = answer.body()) {
      return parse(body.readNBytes(1 << 20)).orElseGet(MissingNode::getInstance);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** One JSON object; empty: it is none. */
  Optional<JsonNode> parse(byte[] bytes) {
    try {
      JsonNode tree = json.readTree(bytes);
      return Optional.ofNullable(tree).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  byte[] bytes(JsonNode tree) {
    try {
      return json.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of the longest line. */
  long largest() {
    return largest;
  }

  static Fault answer(Phrase detail) {
    return FhirPullCode.ANSWER.with(safe("detail", detail));
  }

  static Fault failed(IOException e) {
    if (e instanceof HttpTimeoutException || e instanceof TimedBody.SilentException) {
      return FhirPullCode.TIMEOUT.with(e);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return FhirPullCode.TLS.with(e, safe("detail", TlsProblem.of(cause).phrase()));
      }
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return unreachable(e, new Phrase("its name has no address here", "其名称无法解析"));
      }
    }
    return e instanceof ConnectException
        ? unreachable(e, new Phrase("refused or no way there", "被拒绝或无法到达"))
        : unreachable(e, new Phrase("broken off", "连接中断"));
  }

  private static Fault unreachable(IOException e, Phrase detail) {
    return FhirPullCode.UNREACHABLE.with(e, safe("detail", detail));
  }
}
