package org.therafed.simulator.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Plain HTTP/1.1 with JSON answers. Safe for use by several threads. */
public final class Http {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** One for all: a client has threads and a TLS context of its own. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final Map<String, String> headers;

  /**
   * A client.
   *
   * @param headers sent with every request, e.g. the authorisation
   */
  public Http(Map<String, String> headers) {
    this.headers = Map.copyOf(headers);
  }

  /**
   * An answer.
   *
   * @param body the JSON; missing where the answer is none
   */
  public record Reply(int status, JsonNode body) {
    /** Whether the status is 2xx. */
    public boolean ok() {
      return status / 100 == 2;
    }
  }

  /**
   * GET.
   *
   * @throws ChannelException if nobody answers
   */
  public Reply get(URI address) {
    return send(address, HttpRequest.newBuilder(address).GET());
  }

  /** POST of a body. */
  public Reply post(URI address, String contentType, byte[] body) {
    return send(
        address,
        HttpRequest.newBuilder(address)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private Reply send(URI address, HttpRequest.Builder request) {
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), json(response.body()));
    } catch (IOException e) {
      throw new ChannelException(
          "Nobody answers at " + address + " (" + e.getClass().getSimpleName() + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelException("Interrupted while waiting for " + address + ".", e);
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (IOException noJson) {
      return MissingNode.getInstance();
    }
  }
}
