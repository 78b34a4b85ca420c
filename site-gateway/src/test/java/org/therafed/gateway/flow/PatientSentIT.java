package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The registry gets a person's Patient no later than their first record, whatever it refuses. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class PatientSentIT extends WithRegistry {

  private static final String LABS = "mrn,sample_id,loinc,value,unit,taken_at";
  private static final String CONSENT = "\"Consent\"";

  @Inject Database database;
  @Inject FlowStore store;

  private void busyRegistry() {
    registry.answerInstead(body -> Optional.of(new FakeRegistry.Raw(503, "")));
  }

  private void registryThatRefusesConsents() {
    registry.refuse(body -> body.contains(CONSENT) ? Optional.of(422) : Optional.empty());
    registry.answerInstead(body -> Optional.empty());
  }

  private static void allInTransfers(int arrivals) {
    Eventually.holds(
        "all are in transfers",
        () -> {
          List<?> processed =
              Gateway.arrivals("queued").stream()
                  .filter(arrival -> Boolean.TRUE.equals(arrival.get("processed")))
                  .toList();
          return processed.size() == arrivals;
        });
  }

  @Test
  void whatWaitsBehindTheRefusedTransferThatWasToBringThePatientBringsIt() {
    busyRegistry();
    Gateway.consent("BEHIND-1");
    allInTransfers(1);
    Gateway.table("labs", LABS, "BEHIND-1,S-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.table("labs", LABS, "BEHIND-1,S-2,2857-1,4.3,ng/mL,2025-04-30T07:45:00");
    allInTransfers(3);
    registryThatRefusesConsents();
    Gateway.settled();
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("kind", "consents");
    assertThat(registry.resources("Observation")).hasSize(2);
    String first = registry.stored().values().iterator().next();
    assertThat(TransferBundle.parse(first.getBytes(StandardCharsets.UTF_8)).entries())
        .extracting(entry -> entry.reference().type())
        .contains("Patient");
  }

  @Test
  void aRunThatReadThePersonBeforeTheRefusalDoesNotWriteBackThatThePatientWasSent() {
    busyRegistry();
    Gateway.consent("STALE-1");
    allInTransfers(1);
    long id =
        database.inTransaction(
            tx ->
                tx.first(
                        "select id from person where patient_id = ?",
                        r -> r.getLong(1),
                        tx.lookup(Lookup.PATIENT_ID, "STALE-1"))
                    .orElseThrow());
    database.inTransaction(
        tx -> {
          Eventually.holds("nobody else has the person", () -> store.lock(tx, id));
          Person read = store.person(tx, id);
          assertThat(read.patientSent()).isPresent();
          registryThatRefusesConsents();
          Eventually.holds("the refusal waits for the run", this::somebodyWaits);
          store.save(tx, read, null);
          return null;
        });
    Gateway.settled();
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("kind", "consents");
    Person after = database.inTransaction(tx -> store.person(tx, id));
    assertThat(after.patientSent()).isEmpty();
  }

  private boolean somebodyWaits() {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select exists (select from pg_locks where locktype = 'advisory'"
                        + " and not granted)",
                    row -> row.getBoolean(1))
                .orElseThrow());
  }
}
