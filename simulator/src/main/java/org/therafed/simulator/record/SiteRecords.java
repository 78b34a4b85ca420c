package org.therafed.simulator.record;

import java.util.List;
import java.util.stream.Stream;
import org.therafed.simulator.cohort.Hospital;

/**
 * Everything one hospital sends, in this order.
 *
 * @param deliveries uploads; causes come before effects, save for the late ones
 */
public record SiteRecords(Hospital hospital, List<Delivery> deliveries) {
  public SiteRecords {
    deliveries = List.copyOf(deliveries);
  }

  /** All records in the order of sending. */
  public Stream<SourceRecord> records() {
    return deliveries.stream().flatMap(Delivery::records);
  }
}
