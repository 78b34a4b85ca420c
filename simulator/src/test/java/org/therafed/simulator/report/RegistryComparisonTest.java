package org.therafed.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.therafed.simulator.channel.ArrivalView;
import org.therafed.simulator.federation.SiteHoldings;

class RegistryComparisonTest {

  private static final List<ArrivalView> ARRIVALS =
      List.of(
          arrival(1, "charges", "superseded", 1),
          arrival(2, "charges", "sent", 2),
          arrival(3, "AdverseEvent", "sent", 2),
          arrival(4, "labs", "sent", 3),
          arrival(5, "charges", "refused", 0));

  private static ArrivalView arrival(long sequence, String kind, String outcome, long transfer) {
    return new ArrivalView(
        sequence,
        "table",
        kind,
        outcome,
        Optional.empty(),
        transfer == 0 ? OptionalLong.empty() : OptionalLong.of(transfer));
  }

  private static List<String> differences(
      long transfers, long last, List<Long> gaps, long charges) {
    SortedSet<Long> missing = new TreeSet<>(gaps);
    return RegistryComparison.differences(
        "site-a",
        ARRIVALS,
        Map.of("ChargeItem", 1L, "AdverseEvent", 1L),
        new SiteHoldings(
            transfers, last, missing, Map.of("ChargeItem", charges, "AdverseEvent", 1L)));
  }

  @Test
  void registryThatHasAllIsNoDifference() {
    assertThat(differences(3, 3, List.of(), 1)).isEmpty();
  }

  @Test
  void transferThatNeverCameIsADifference() {
    assertThat(differences(2, 3, List.of(2L), 1))
        .hasSize(2)
        .anyMatch(text -> text.contains("it lacks [2]"))
        .anyMatch(text -> text.contains("2 arrivals count as stored"));
  }

  @Test
  void lastTransferThatNeverCameIsADifference() {
    assertThat(differences(2, 2, List.of(), 1))
        .anyMatch(text -> text.contains("last transfer is number 3, the registry's 2"));
  }

  @Test
  void transferThatNoArrivalWentIntoIsADifference() {
    assertThat(differences(4, 4, List.of(), 1)).singleElement().asString().contains("number 3");
  }

  @Test
  void recordThatTheRegistryLacksIsADifference() {
    assertThat(differences(3, 3, List.of(), 0))
        .containsExactly("site-a: 1 ChargeItem were sent, the registry has 0");
  }
}
