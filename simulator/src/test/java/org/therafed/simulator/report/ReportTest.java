package org.therafed.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.therafed.simulator.channel.ArrivalView;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.cohort.Cohort;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.model.Truth;
import org.therafed.simulator.record.FederationRecords;
import org.therafed.simulator.record.SiteRecords;
import org.therafed.simulator.record.SourceRecord;

class ReportTest {
  private static final SiteRecords SITE =
      FederationRecords.of(Cohort.generate(4, Cohort.SMALLEST)).sites().get(0);

  private static List<ArrivalView> asExpected() {
    List<ArrivalView> arrivals = new ArrayList<>();
    for (SourceRecord record : SITE.records().toList()) {
      arrivals.add(
          new ArrivalView(
              arrivals.size() + 1L,
              switch (record.channel()) {
                case CSV -> "table";
                case FHIR -> "fhir";
                case DICOM -> "dimse";
              },
              record.kind(),
              record.expected().state().name().toLowerCase(Locale.ROOT),
              record.expected().reason(),
              OptionalLong.of(1)));
    }
    return arrivals;
  }

  @Test
  void everyRecordAsExpectedIsNoDifference() {
    assertThat(OutcomeComparison.differences(SITE, asExpected())).isEmpty();
  }

  @Test
  void oneRecordWithAnotherOutcomeIsNamed() {
    List<ArrivalView> arrivals = asExpected();
    ArrivalView first = arrivals.get(0);
    arrivals.set(
        0,
        new ArrivalView(1, first.source(), first.kind(), "held", first.code(), first.transfer()));
    assertThat(OutcomeComparison.differences(SITE, arrivals))
        .singleElement()
        .asString()
        .contains("record 1", "had to be sent", "is held");
  }

  @Test
  void aLostRecordIsADifference() {
    List<ArrivalView> arrivals = asExpected();
    arrivals.remove(arrivals.size() - 1);
    assertThat(OutcomeComparison.differences(SITE, arrivals))
        .anyMatch(text -> text.contains("records were sent"));
  }

  @Test
  void expectedCountsAddUpAndCompare() {
    Counts expected = CountTable.expected(SITE);
    assertThat(expected.addUp()).isTrue();
    assertThat(expected.received()).isEqualTo(SITE.records().count());
    assertThat(CountTable.differences(SITE, expected)).isEmpty();
    Counts oneMore =
        new Counts(
            expected.received(),
            expected.sent() + 1,
            0,
            expected.held(),
            expected.refused(),
            expected.superseded(),
            expected.reasons());
    assertThat(CountTable.differences(SITE, oneMore)).hasSize(2);
  }

  @Test
  void countTableShowsSitesSumAndReasons() {
    Counts counts = new Counts(10, 5, 1, 2, 1, 1, Map.of("GW-CONSENT-001", 2L));
    List<String> lines = new CountTable(Map.of("site-a", counts)).lines();
    assertThat(lines).anyMatch(line -> line.matches(" +site-a +10 +5 +1 +2 +1 +1"));
    assertThat(lines).anyMatch(line -> line.contains("GW-CONSENT-001 × 2"));
  }

  @Test
  void aTruthOutsideItsIntervalIsADifference() {
    Truth orr = Truth.all().get(0);
    Observed inside = new Observed(orr, OptionalDouble.of(0.5), 0.4, 0.6);
    Observed outside = new Observed(orr, OptionalDouble.of(0.7), 0.6, 0.8);
    assertThat(new EvidenceTable(List.of(inside)).differences(true)).isEmpty();
    assertThat(new EvidenceTable(List.of(outside)).differences(true))
        .containsExactly("treated, ORR: the model's truth lies outside the interval");
    assertThat(new EvidenceTable(List.of(inside, outside)).lines())
        .anyMatch(line -> line.endsWith("NO"))
        .anyMatch(line -> line.endsWith("yes"));
  }

  @Test
  void anUnreleasedMainResultIsADifferenceInALargeFederationOnly() {
    Observed hidden = Observed.notReleased(Truth.all().get(0));
    assertThat(new EvidenceTable(List.of(hidden)).differences(true)).hasSize(2);
    assertThat(new EvidenceTable(List.of(hidden)).differences(false)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void anArmOfWhichNothingIsReleasedIsADifference(Arm hidden) {
    List<Observed> others =
        Truth.all().stream()
            .filter(truth -> truth.arm() != hidden)
            .map(truth -> new Observed(truth, OptionalDouble.of(truth.value()), 0, truth.value()))
            .toList();
    List<Observed> own =
        Truth.all().stream()
            .filter(truth -> truth.arm() == hidden)
            .map(Observed::notReleased)
            .toList();
    List<Observed> all = Stream.concat(others.stream(), own.stream()).toList();
    assertThat(new EvidenceTable(all).differences(true))
        .isNotEmpty()
        .allMatch(line -> line.startsWith(hidden.code() + ", "))
        .contains(
            hidden.code()
                + ", alive at month 6: not released, although enough people are in the"
                + " federation");
    assertThat(new EvidenceTable(all).differences(false)).isEmpty();
  }
}
