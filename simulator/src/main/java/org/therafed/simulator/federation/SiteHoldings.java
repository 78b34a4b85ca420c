package org.therafed.simulator.federation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the registry says it has of a site.
 *
 * @param transfers accepted
 * @param lastSequence highest number of a transfer
 * @param gaps numbers below it that never came
 * @param records current records by resource type
 */
public record SiteHoldings(
    long transfers, long lastSequence, SortedSet<Long> gaps, Map<String, Long> records) {

  public SiteHoldings {
    gaps = Collections.unmodifiableSortedSet(new TreeSet<>(gaps));
    records = Map.copyOf(records);
  }

  static SiteHoldings of(JsonNode json) {
    SortedSet<Long> gaps = new TreeSet<>();
    json.path("gaps").forEach(gap -> gaps.add(gap.asLong()));
    Map<String, Long> records = new TreeMap<>();
    json.path("records").properties().forEach(e -> records.put(e.getKey(), e.getValue().asLong()));
    return new SiteHoldings(
        json.path("transfers").asLong(), json.path("lastSequence").asLong(), gaps, records);
  }
}
