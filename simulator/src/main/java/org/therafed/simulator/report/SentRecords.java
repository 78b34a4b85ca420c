package org.therafed.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.simulator.channel.ArrivalView;
import org.therafed.simulator.record.Delivery;
import org.therafed.simulator.record.SiteRecords;

/**
 * How many records of some types a registry must have of a site: of those types each row of a
 * table, and each resource of a FHIR request, becomes one.
 */
final class SentRecords {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> TYPE_OF_TABLE =
      Map.of("charges", "ChargeItem", "adverse-events", "AdverseEvent");

  private final List<ArrivalView> arrivals;
  private final Map<String, Long> byType = new TreeMap<>();
  private int next;

  private SentRecords(List<ArrivalView> arrivals) {
    this.arrivals = arrivals;
    TYPE_OF_TABLE.values().forEach(type -> byType.put(type, 0L));
  }

  /**
   * Counts by resource type of what the gateway says it has sent.
   *
   * @param arrivals in order of arrival, which is the order of sending
   */
  static Map<String, Long> byType(SiteRecords records, List<ArrivalView> arrivals) {
    SentRecords sent = new SentRecords(arrivals);
    records.deliveries().forEach(sent::add);
    return sent.byType;
  }

  private void add(Delivery delivery) {
    if (delivery instanceof Delivery.Resource resource) {
      if (nextIsSent()) {
        resource(read(resource));
      }
      return;
    }
    delivery
        .records()
        .forEach(
            record -> {
              if (nextIsSent()) {
                one(TYPE_OF_TABLE.getOrDefault(record.kind(), ""));
              }
            });
  }

  private boolean nextIsSent() {
    int index = next++;
    return index < arrivals.size() && arrivals.get(index).outcome().equals("sent");
  }

  private void resource(JsonNode resource) {
    if (resource.path("resourceType").asText().equals("Bundle")) {
      resource.path("entry").forEach(entry -> one(type(entry.path("resource"))));
    } else {
      one(type(resource));
    }
  }

  private static String type(JsonNode resource) {
    return resource.path("resourceType").asText();
  }

  private void one(String type) {
    byType.computeIfPresent(type, (same, count) -> count + 1);
  }

  private static JsonNode read(Delivery.Resource resource) {
    try {
      return JSON.readTree(resource.body().toArray());
    } catch (IOException e) {
      throw new UncheckedIOException("The gateway took what is no JSON.", e);
    }
  }
}
