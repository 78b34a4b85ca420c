package org.therafed.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.therafed.simulator.channel.ArrivalView;
import org.therafed.simulator.cohort.Cohort;
import org.therafed.simulator.record.Expected;
import org.therafed.simulator.record.FederationRecords;
import org.therafed.simulator.record.SiteRecords;
import org.therafed.simulator.record.SourceRecord;

class SentRecordsTest {

  private static final List<SiteRecords> SITES =
      FederationRecords.of(Cohort.generate(4, Cohort.SMALLEST)).sites();

  /** What is counted if every record gets an outcome. */
  private static Map<String, Long> byType(
      SiteRecords site, Function<SourceRecord, String> outcome) {
    List<ArrivalView> arrivals = new ArrayList<>();
    for (SourceRecord record : site.records().toList()) {
      arrivals.add(
          new ArrivalView(
              arrivals.size() + 1L,
              "any",
              record.kind(),
              outcome.apply(record),
              Optional.empty(),
              OptionalLong.empty()));
    }
    return SentRecords.byType(site, arrivals);
  }

  @Test
  void recordsAreCountedHoweverTheyCome() {
    assertThat(SITES).anyMatch(site -> site.hospital().fhir()).anyMatch(s -> !s.hospital().fhir());
    for (SiteRecords site : SITES) {
      Map<String, Long> sent = byType(site, record -> record.expected().state().code());
      assertThat(sent).containsOnlyKeys("AdverseEvent", "ChargeItem");
      assertThat(sent.get("AdverseEvent")).as(site.hospital().id()).isPositive();
      assertThat(sent.get("ChargeItem"))
          .isEqualTo(
              site.records()
                  .filter(record -> record.kind().equals("charges"))
                  .filter(record -> record.expected().state() == Expected.State.SENT)
                  .count());
    }
  }

  @Test
  void whatIsHeldIsNotCounted() {
    assertThat(byType(SITES.get(0), record -> "held").values()).containsOnly(0L);
  }
}
