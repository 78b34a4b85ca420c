package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A withdrawal while the registry's answer to a transfer is missing. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class WithdrawnTransferIT extends WithRegistry {

  private static final String LABS = "mrn,sample_id,loinc,value,unit,taken_at";

  /** A laboratory value is on its way and has no answer; then consent is withdrawn. */
  private void withdrawnOnTheWay(String mrn, FakeRegistry.Fault fault) {
    Gateway.personWithConsent(mrn, "");
    Gateway.settled();
    registry.fault(body -> body.contains("Observation") ? fault : FakeRegistry.Fault.NONE);
    int sofar = registry.received().size();
    Gateway.table("labs", LABS, mrn + ",S-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Eventually.holds("it is on its way", () -> registry.received().size() > sofar);
  }

  private static void withdraw(String mrn) {
    Gateway.table("consents", "mrn,decision,signed_on", mrn + ",deny,2025-06-01");
  }

  private static Map<String, Object> lab(String outcome) {
    return Gateway.arrivals(outcome).stream()
        .filter(arrival -> arrival.get("kind").equals("labs"))
        .findFirst()
        .orElse(Map.of());
  }

  @Test
  void whatTheRegistryStoredBeforeTheWithdrawalCountsAsSent() {
    withdrawnOnTheWay("LOST-1", FakeRegistry.Fault.DIES_AFTER_STORING);
    withdraw("LOST-1");
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
    assertThat(lab("sent")).isNotEmpty();
    assertThat(lab("sent").get("transfer")).isNotNull();
    Gateway.countsAddUp();
  }

  @Test
  void whatNeverArrivedIsHeld() {
    withdrawnOnTheWay("LOST-2", FakeRegistry.Fault.DIES_BEFORE_STORING);
    withdraw("LOST-2");
    Gateway.settled();
    assertThat(registry.resources("Observation")).isEmpty();
    assertThat(lab("held")).containsEntry("code", "GW-CONSENT-001");
    Gateway.countsAddUp();
  }

  @Test
  void whileTheRegistryCannotBeAskedItStaysQueuedAndNothingIsSent() {
    withdrawnOnTheWay("LOST-3", FakeRegistry.Fault.DIES_BEFORE_STORING);
    registry.close();
    withdraw("LOST-3");
    Eventually.holds(
        "it waits for the registry's word",
        () ->
            given()
                .get("/ops/outcomes")
                .jsonPath()
                .getMap("waiting")
                .containsKey("GW-FORWARD-007"));
    Gateway.countsAddUp();
    restartRegistry();
    Gateway.settled();
    assertThat(registry.received()).isEmpty();
    assertThat(lab("held")).containsEntry("code", "GW-CONSENT-001");
  }
}
