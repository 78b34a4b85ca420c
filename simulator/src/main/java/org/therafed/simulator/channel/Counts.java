package org.therafed.simulator.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway's count of its arrivals.
 *
 * @param reasons how many are held or refused, by reason code
 */
public record Counts(
    long received,
    long sent,
    long queued,
    long held,
    long refused,
    long superseded,
    Map<String, Long> reasons) {

  /** Nothing has arrived. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, Map.of());

  public Counts {
    reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
  }

  static Counts of(JsonNode json) {
    Map<String, Long> reasons = new TreeMap<>();
    for (Map.Entry<String, JsonNode> reason : json.path("reasons").properties()) {
      reasons.put(reason.getKey(), reason.getValue().asLong());
    }
    return new Counts(
        json.path("received").asLong(),
        json.path("sent").asLong(),
        json.path("queued").asLong(),
        json.path("held").asLong(),
        json.path("refused").asLong(),
        json.path("superseded").asLong(),
        reasons);
  }

  /** Both together. */
  public Counts plus(Counts other) {
    Map<String, Long> both = new TreeMap<>(reasons);
    other.reasons.forEach((code, count) -> both.merge(code, count, Long::sum));
    return new Counts(
        received + other.received,
        sent + other.sent,
        queued + other.queued,
        held + other.held,
        refused + other.refused,
        superseded + other.superseded,
        both);
  }

  /** Whether received = sent + queued + held + refused + superseded. */
  public boolean addUp() {
    return received == sent + queued + held + refused + superseded;
  }
}
