package org.therafed.simulator.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A gateway over HTTP: intake and operations. Safe for use by several threads. */
public final class GatewayClient {
  private static final int PAGE = 1000;
  private static final String FHIR = "application/fhir+json";

  private final GatewayAddress address;
  private final Http http;

  public GatewayClient(GatewayAddress address) {
    this.address = address;
    this.http =
        new Http(address.token().map(t -> Map.of("Authorization", "Bearer " + t)).orElse(Map.of()));
  }

  public GatewayAddress address() {
    return address;
  }

  /** Whether it is up and can reach what it needs. */
  public boolean isReady() {
    try {
      return http.get(address.at("/q/health/ready")).ok();
    } catch (ChannelException notYet) {
      return false;
    }
  }

  /** Uploads a table. */
  public Http.Reply postTable(String kind, Charset charset, byte[] body) {
    return http.post(address.at("/intake/csv/" + kind), SitePlayer.csvType(charset), body);
  }

  /**
   * Sends a resource.
   *
   * @param type resource type; empty for a Bundle
   */
  public Http.Reply postResource(String type, byte[] body) {
    return http.post(address.at(type.isEmpty() ? "/fhir" : "/fhir/" + type), FHIR, body);
  }

  /** The site's id and public key: {@code {"site": …, "jwk": {…}}}. */
  public JsonNode identity() {
    return body("/ops/identity");
  }

  /** The count of arrivals by state and reason. */
  public Counts counts() {
    return Counts.of(body("/ops/outcomes"));
  }

  /**
   * Every arrival after a sequence, in order of arrival.
   *
   * @param after sequence of the last arrival that is not wanted; 0 wants all
   */
  public List<ArrivalView> arrivalsAfter(long after) {
    List<ArrivalView> arrivals = new ArrayList<>();
    long before = Long.MAX_VALUE;
    while (true) {
      JsonNode page = body("/ops/arrivals?limit=" + PAGE + "&before=" + before);
      for (JsonNode node : page) {
        ArrivalView arrival = ArrivalView.of(node);
        before = arrival.sequence();
        if (before > after) {
          arrivals.add(arrival);
        }
      }
      if (page.size() < PAGE || before <= after) {
        Collections.reverse(arrivals);
        return arrivals;
      }
    }
  }

  /** Sequence of the latest arrival; 0 where nothing has arrived. */
  public long lastSequence() {
    return body("/ops/arrivals?limit=1").path(0).path("sequence").asLong();
  }

  /** GET of an operations address. */
  JsonNode body(String path) {
    Http.Reply reply = http.get(address.at(path));
    if (!reply.ok()) {
      throw new ChannelException(
          "The gateway answers " + path + " with status " + reply.status() + ".");
    }
    return reply.body();
  }
}
