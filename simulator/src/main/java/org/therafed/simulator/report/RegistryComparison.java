package org.therafed.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.therafed.simulator.channel.ArrivalView;
import org.therafed.simulator.federation.SiteHoldings;

/**
 * Compares what a gateway says it has sent with what the registry says it has: a gateway that
 * counted without sending, or a registry that lost what it had given a receipt for, would otherwise
 * agree with itself.
 */
public final class RegistryComparison {

  private static final String SENT = "sent";

  private RegistryComparison() {}

  /**
   * The differences, for people; empty where both agree.
   *
   * @param arrivals all of the site's gateway
   * @param sentByType records that the gateway says it has sent, of the types that can be compared
   */
  public static List<String> differences(
      String site,
      List<ArrivalView> arrivals,
      Map<String, Long> sentByType,
      SiteHoldings registry) {
    List<String> differences = new ArrayList<>();
    if (!registry.gaps().isEmpty() || registry.transfers() != registry.lastSequence()) {
      differences.add(
          site
              + ": the registry has "
              + registry.transfers()
              + " transfers up to number "
              + registry.lastSequence()
              + "; it lacks "
              + registry.gaps());
    }
    long lost = arrivals.stream().filter(a -> !isStored(a, registry)).count();
    if (lost > 0) {
      differences.add(
          site + ": " + lost + " arrivals count as stored, in transfers that the registry has not");
    }
    long last =
        arrivals.stream()
            .map(ArrivalView::transfer)
            .mapToLong(transfer -> transfer.orElse(0))
            .max()
            .orElse(0);
    if (last != registry.lastSequence()) {
      differences.add(
          site
              + ": the gateway's last transfer is number "
              + last
              + ", the registry's "
              + registry.lastSequence());
    }
    sentByType.forEach(
        (type, sent) -> {
          long stored = registry.records().getOrDefault(type, 0L);
          if (sent != stored) {
            differences.add(
                site + ": " + sent + " " + type + " were sent, the registry has " + stored);
          }
        });
    return differences;
  }

  private static boolean isStored(ArrivalView arrival, SiteHoldings registry) {
    if (!arrival.outcome().equals(SENT)) {
      return true;
    }
    OptionalLong transfer = arrival.transfer();
    return transfer.isPresent()
        && transfer.getAsLong() <= registry.lastSequence()
        && !registry.gaps().contains(transfer.getAsLong());
  }
}
