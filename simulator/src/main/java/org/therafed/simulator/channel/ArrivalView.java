package org.therafed.simulator.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a gateway says became of one arrival.
 *
 * @param sequence order of arrival at the gateway
 * @param source way in: {@code table}, {@code fhir} or {@code dimse}
 * @param kind table kind, resource type, or {@code instance}
 * @param outcome final state, or {@code queued}
 * @param code reason, where it is held or refused
 */
public record ArrivalView(
    long sequence, String source, String kind, String outcome, Optional<String> code) {

  static ArrivalView of(JsonNode json) {
    return new ArrivalView(
        json.path("sequence").asLong(),
        json.path("source").asText(),
        json.path("kind").asText(),
        json.path("outcome").asText(),
        Optional.ofNullable(json.path("code").asText(null)));
  }
}
