package org.therafed.simulator.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a gateway says became of one arrival.
 *
 * @param sequence order of arrival at the gateway
 * @param source way in: {@code table}, {@code fhir} or {@code dimse}
 * @param kind table kind, resource type, or {@code instance}
 * @param outcome final state, or {@code queued}
 * @param code reason, where it is held or refused
 * @param transfer number of the transfer that took it to the registry, where one did
 */
public record ArrivalView(
    long sequence,
    String source,
    String kind,
    String outcome,
    Optional<String> code,
    OptionalLong transfer) {

  static ArrivalView of(JsonNode json) {
    return new ArrivalView(
        json.path("sequence").asLong(),
        json.path("source").asText(),
        json.path("kind").asText(),
        json.path("outcome").asText(),
        Optional.ofNullable(json.path("code").asText(null)),
        json.path("transfer").isNumber()
            ? OptionalLong.of(json.path("transfer").asLong())
            : OptionalLong.empty());
  }
}
