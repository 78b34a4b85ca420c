package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.therafed.gateway.flow.Records.bundle;
import static org.therafed.gateway.flow.Records.consent;
import static org.therafed.gateway.flow.Records.current;
import static org.therafed.gateway.flow.Records.lab;
import static org.therafed.gateway.flow.Records.outcome;
import static org.therafed.gateway.flow.Records.patient;
import static org.therafed.gateway.flow.Records.send;
import static org.therafed.gateway.flow.Records.sendTraced;
import static org.therafed.gateway.flow.Records.waitingLab;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** An old version of a record in a request of other composition does not overwrite a later one. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class RecordVersionIT extends WithRegistry {

  private static final String OLD = "111.25";
  private static final String CORRECTED = "4.4";
  private static final String OTHER = "7.7";

  @AfterEach
  void theCountsAddUp() {
    Gateway.countsAddUp();
  }

  private void heldBundle(String mrn, String prefix) {
    send("", bundle(lab(prefix + "-a", mrn, OLD), lab(prefix + "-b", mrn, OTHER)));
    Gateway.settled();
    assertThat(registry.stored()).isEmpty();
  }

  @Test
  void aBundleThatIsReleasedByAConsentDoesNotOverwriteTheCorrectionThatCameWithIt() {
    heldBundle("VER-5", "ver5");
    String held = "/ops/arrivals/" + Gateway.arrivals("held").get(0).get("id");
    long leftOut = given().get("/ops/outcomes").jsonPath().getLong("supersededRecords");
    // In one request, so that the correction is on its way before what is held enters again.
    send(
        "",
        bundle(
            consent("c-ver5", "VER-5", "permit", "2024-01-02"), lab("ver5-a", "VER-5", CORRECTED)));
    Eventually.holds("the rest is sent", () -> current(registry).size() == 2);
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(CORRECTED, OTHER);
    assertThat(String.join("", registry.stored().values())).doesNotContain(OLD);
    given().get(held).then().body("outcome", equalTo("sent")).body("supersededRecords", equalTo(1));
    assertThat(given().get("/ops/outcomes").jsonPath().getLong("supersededRecords"))
        .isEqualTo(leftOut + 1);
  }

  @Test
  void whatWaitsForOneConsentGoesInTheOrderItCame() {
    heldBundle("VER-6", "ver6");
    send("Observation", lab("ver6-a", "VER-6", CORRECTED));
    Gateway.settled();
    Gateway.consent("VER-6");
    Eventually.holds("both are sent", () -> current(registry).containsValue(CORRECTED));
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(CORRECTED, OTHER);
  }

  @Test
  void lostReceiptsDoNotBringAnOldVersionBack() {
    heldBundle("VER-7", "ver7");
    Set<String> lost = ConcurrentHashMap.newKeySet();
    registry.fault(
        body -> lost.add(body) ? FakeRegistry.Fault.DIES_AFTER_STORING : FakeRegistry.Fault.NONE);
    send(
        "",
        bundle(
            consent("c-ver7", "VER-7", "permit", "2024-01-02"), lab("ver7-a", "VER-7", CORRECTED)));
    Eventually.holds("the rest is sent", () -> current(registry).size() == 2);
    Gateway.settled();
    assertThat(registry.received()).hasSize(2 * registry.stored().size());
    assertThat(registry.resources("Observation")).hasSize(2);
    assertThat(current(registry).values()).containsExactlyInAnyOrder(CORRECTED, OTHER);
  }

  @Test
  void aWithdrawalBetweenHoldsWhatIsReleasedLater() {
    Gateway.consent("VER-8");
    send("", bundle(waitingLab("ver8-a", "VER-8", OLD), waitingLab("ver8-b", "VER-8", OTHER)));
    send("Observation", lab("ver8-a", "VER-8", CORRECTED));
    Gateway.settled();
    send("Consent", consent("c-ver8", "VER-8", "deny", "2025-06-01"));
    Gateway.settled();
    send("Patient", patient("VER-8", "male"));
    Gateway.settled();
    assertThat(current(registry).values()).containsExactly(CORRECTED);
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-CONSENT-001");

    send("Consent", consent("c-ver8", "VER-8", "permit", "2025-07-01"));
    Eventually.holds("the rest is sent", () -> current(registry).size() == 2);
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(CORRECTED, OTHER);
  }

  @Test
  void aBundleThatWaitedForItsPatientDoesNotOverwriteACorrection() {
    Gateway.consent("VER-1");
    String held =
        send("", bundle(waitingLab("ver1-a", "VER-1", OLD), waitingLab("ver1-b", "VER-1", OTHER)));
    send("Observation", lab("ver1-a", "VER-1", CORRECTED));
    Gateway.settled();
    assertThat(current(registry)).containsValues(CORRECTED).hasSize(1);

    send("Patient", patient("VER-1", "male"));
    Eventually.holds("the rest is sent", () -> current(registry).size() == 2);
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(CORRECTED, OTHER);
    given().get(held).then().body("outcome", equalTo("sent")).body("supersededRecords", equalTo(1));
  }

  @Test
  void aRetriedBundleOfWhichEverythingWasCorrectedIsSuperseded() {
    Gateway.personWithConsent("VER-2", "");
    Gateway.settled();
    registry.refuse(body -> body.contains(OLD) ? Optional.of(422) : Optional.empty());
    String refused = send("", bundle(lab("ver2-a", "VER-2", OLD), lab("ver2-b", "VER-2", OTHER)));
    Gateway.settled();
    assertThat(outcome(refused)).isEqualTo("refused");
    send("Observation", lab("ver2-a", "VER-2", CORRECTED));
    send("Observation", lab("ver2-b", "VER-2", "8.8"));
    Gateway.settled();
    registry.refuse(body -> Optional.empty());
    given().post(refused + "/retry").then().statusCode(200);
    Gateway.settled();
    given()
        .get(refused)
        .then()
        .body("outcome", equalTo("superseded"))
        .body("supersededRecords", equalTo(2));
    assertThat(current(registry).values()).containsExactlyInAnyOrder(CORRECTED, "8.8");
  }

  @Test
  void aVersionThatTheRegistryRefusedReplacesNothing() {
    Gateway.consent("VER-4");
    String held = send("Observation", waitingLab("ver4-a", "VER-4", OTHER));
    registry.refuse(body -> body.contains(OLD) ? Optional.of(422) : Optional.empty());
    String refused = send("", bundle(lab("ver4-a", "VER-4", OLD), lab("ver4-b", "VER-4", OLD)));
    Gateway.settled();
    assertThat(outcome(refused)).isEqualTo("refused");
    send("Patient", patient("VER-4", "male"));
    Eventually.holds("it is sent", () -> outcome(held).equals("sent"));
    assertThat(current(registry).values()).containsExactly(OTHER);
  }

  @Test
  void aTransferThatIsTakenApartDoesNotOvertakeACorrectionQueuedSince() {
    // Of one trace and released together, so that both go in one transfer.
    String old = sendTraced(bundle(lab("ver3-a", "VER-3", OLD), lab("ver3-b", "VER-3", OTHER)));
    sendTraced(bundle(lab("ver3-c", "VER-3", "4321")));
    Gateway.settled();
    AtomicBoolean up = new AtomicBoolean();
    registry.refuse(
        body ->
            !up.get()
                ? Optional.of(503)
                : body.contains("4321") ? Optional.of(422) : Optional.empty());
    Gateway.consent("VER-3");
    Eventually.holds("one transfer", () -> queued(old));
    String correction = send("Observation", lab("ver3-a", "VER-3", CORRECTED));
    Eventually.holds("behind it", () -> queued(correction));
    up.set(true);
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(CORRECTED, OTHER);
    given().get(old).then().body("outcome", equalTo("sent")).body("supersededRecords", equalTo(1));
  }

  private static boolean queued(String path) {
    JsonPath arrival = given().get(path).jsonPath();
    return arrival.getString("outcome").equals("queued") && arrival.getBoolean("processed");
  }
}
