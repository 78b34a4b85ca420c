package org.therafed.simulator.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.therafed.simulator.channel.ChannelException;
import org.therafed.simulator.channel.Http;

/** A registry over HTTP, as its admin. Safe for use by several threads. */
public final class RegistryClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Http http;

  /**
   * A client.
   *
   * @param base e.g. {@code http://127.0.0.1:8080}
   */
  public RegistryClient(URI base, String user, String password) {
    this.base = base;
    String credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.http = new Http(Map.of("Authorization", "Basic " + credentials));
  }

  /** The registry's address. */
  public URI base() {
    return base;
  }

  /** Whether it is up and can reach what it needs. */
  public boolean isReady() {
    try {
      return http.get(base.resolve("/q/health/ready")).ok();
    } catch (ChannelException notYet) {
      return false;
    }
  }

  /**
   * Registers a site by its public key; the same registration again changes nothing.
   *
   * @throws FederationException if the registry refuses
   */
  public void register(String site, String name, JsonNode jwk) {
    ObjectNode body = JSON.createObjectNode().put("id", site).put("name", name);
    body.set("jwk", jwk);
    try {
      Http.Reply reply =
          http.post(base.resolve("/admin/sites"), "application/json", JSON.writeValueAsBytes(body));
      if (!reply.ok()) {
        throw new FederationException(
            "The registry refuses to register "
                + site
                + " (status "
                + reply.status()
                + "): "
                + reply.body());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written as JSON", e);
    }
  }

  /**
   * What the registry has of a site.
   *
   * @throws FederationException if it does not answer with success
   */
  public SiteHoldings holdings(String site) {
    Http.Reply reply = http.get(base.resolve("/admin/sites/" + site + "/status"));
    if (!reply.ok()) {
      throw new FederationException(
          "The registry does not say what it has of " + site + " (status " + reply.status() + ").");
    }
    return SiteHoldings.of(reply.body());
  }

  /**
   * Freezes a data cut of all that has arrived, which questions are answered on.
   *
   * @return its name
   * @throws FederationException if the registry refuses
   */
  public String freeze() {
    Http.Reply reply = http.post(base.resolve("/admin/cuts"), "application/json", new byte[0]);
    if (!reply.ok()) {
      throw new FederationException(
          "The registry freezes no data cut (status " + reply.status() + "): " + reply.body());
    }
    return reply.body().path("name").asText();
  }

  /**
   * Asks a question; answers with the whole published answer, its provenance included.
   *
   * @param question response, survival, toxicity or cost
   * @param parameters e.g. module, arm, endpoint, level
   * @throws FederationException if it does not answer with success
   */
  public JsonNode evidence(String question, Map<String, String> parameters) {
    String query =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .map(
                    e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    Http.Reply reply = http.get(base.resolve("/api/evidence/" + question + "?" + query));
    if (!reply.ok()) {
      throw new FederationException(
          "The registry answers the question for "
              + question
              + " with status "
              + reply.status()
              + ": "
              + reply.body());
    }
    return reply.body();
  }
}
