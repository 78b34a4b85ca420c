package org.therafed.e2e.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.PlayedFederation;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.federation.RunningGateway;
import org.therafed.simulator.record.SiteRecords;
import org.therafed.simulator.report.OutcomeComparison;

/** What becomes of records, from three hospitals' gateways to the registry's tables. */
@ExtendWith(PlayedFederation.Shared.class)
class FederationTest {

  /** Another test brings a hospital of its own on board of the same registry. */
  private static final String PLAYED = " where site not like 'onb-%'";

  private final PlayedFederation played;

  FederationTest(PlayedFederation played) {
    this.played = played;
  }

  @Test
  void everyRecordBecomesWhatItMustWithItsReason() {
    for (RunningGateway gateway : played.federation().gateways()) {
      SiteRecords sent = played.recordsOf(gateway.hospital().id());
      assertThat(OutcomeComparison.differences(sent, gateway.client().arrivalsAfter(0))).isEmpty();
    }
    assertThat(played.surprises().values()).allSatisfy(list -> assertThat(list).isEmpty());
  }

  @Test
  void everyOutcomeAndReasonOccurs() {
    Counts all = played.federation().counts().values().stream().reduce(Counts.NONE, Counts::plus);
    assertThat(all.received()).isEqualTo(played.records().count());
    assertThat(List.of(all.sent(), all.held(), all.refused(), all.superseded()))
        .allMatch(count -> count > 0);
    assertThat(all.reasons())
        .containsOnlyKeys(
            "GW-CONSENT-001",
            "GW-DICOM-001",
            "GW-FHIR-001",
            "GW-FHIR-002",
            "GW-TABLE-003",
            "GW-TABLE-004");
  }

  @Test
  void countsAddUpAtEveryMomentOfThePlay() {
    List<Map<String, Counts>> polls = played.polls();
    assertThat(polls)
        .isNotEmpty()
        .allSatisfy(poll -> assertThat(poll.values()).allMatch(Counts::addUp));
    assertThat(polls)
        .as("looks while something was on its way")
        .anySatisfy(poll -> assertThat(poll.values()).anyMatch(counts -> counts.queued() > 0));
  }

  @Test
  void registryHasOfEverySiteWhatTheSiteHasReceiptsFor() {
    for (RunningGateway gateway : played.federation().gateways()) {
      String site = gateway.hospital().id();
      JsonNode status = played.registry().statusOf(site, played.federation().dataDir(site));
      try (Database own = Database.embeddedIn(played.federation().dataDir(site))) {
        String sent = " from outbox where state = 'sent' and receipt is not null";
        assertThat(status.path("transfers").asLong())
            .isPositive()
            .isEqualTo(own.number("select count(*)" + sent));
        assertThat(status.path("resources").asLong())
            .isEqualTo(
                own.number(
                    "select sum(jsonb_array_length(cast(receipt as jsonb) -> 'entry'))" + sent));
        assertThat(status.path("lastSequence").asLong())
            .isEqualTo(own.number("select max(sequence)" + sent));
        assertThat(own.number("select count(*) from outbox where state <> 'sent'")).isZero();
      }
      assertThat(status.path("gaps")).isEmpty();
    }
  }

  @Test
  void personTreatedAtTwoHospitalsIsOnePerson() {
    try (Database database = played.database()) {
      List<Long> sitesOfLinked =
          database.list(
              "select count(distinct site) from person_of_patient group by person"
                  + " having count(*) > 1",
              row -> row.getLong(1));
      assertThat(sitesOfLinked).containsExactly(2L);
    }
  }

  @Test
  void personsAreExactlyThoseWhoConsented() {
    long consented = played.records().cohort().patients().size();
    try (Database database = played.database()) {
      assertThat(database.number("select count(distinct person) from person_of_patient" + PLAYED))
          .isEqualTo(consented);
      assertThat(
              database.number("select count(*) from resource" + PLAYED + " and type = 'Patient'"))
          .isEqualTo(consented + 1);
      assertThat(database.number("select count(*) from fact_patient" + PLAYED))
          .isEqualTo(consented + 1);
    }
  }

  @Test
  void everythingStartsWithoutAWarningWhereNoCollectorIsConfigured() {
    assertThat(played.worriedAtStart())
        .hasSize(4)
        .allSatisfy((application, lines) -> assertThat(lines).isEmpty());
  }
}
