package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.gateway.flow.Records.bundle;
import static org.therafed.gateway.flow.Records.current;
import static org.therafed.gateway.flow.Records.lab;
import static org.therafed.gateway.flow.Records.outcome;
import static org.therafed.gateway.flow.Records.send;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A FHIR record whose patient is corrected does not fall back to the patient it had before. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class MovedRecordIT extends WithRegistry {

  private static final String OF_THE_OLD = "111.25";
  private static final String OF_THE_NEW = "4.4";
  private static final String OTHER = "7.7";

  @Test
  void aBundleThatIsReleasedLateDoesNotMoveARecordBack() {
    send("", bundle(lab("mov1-a", "MOV-1", OF_THE_OLD), lab("mov1-b", "MOV-1", OTHER)));
    Gateway.consent("MOV-2");
    send("Observation", lab("mov1-a", "MOV-2", OF_THE_NEW));
    Gateway.settled();
    assertThat(current(registry).values()).containsExactly(OF_THE_NEW);

    Gateway.consent("MOV-1");
    Eventually.holds("the rest is sent", () -> current(registry).size() == 2);
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(OF_THE_NEW, OTHER);
    assertThat(String.join("", registry.stored().values())).doesNotContain(OF_THE_OLD);
  }

  private static boolean processed(String page) {
    return given().get(page).jsonPath().getBoolean("processed");
  }

  @Test
  void whatWaitsForTheRegistryIsPutTogetherAnewWhenARecordHasMoved() {
    Gateway.consent("MOV-3");
    Gateway.consent("MOV-4");
    send("Observation", lab("mov3-x", "MOV-3", OTHER));
    Gateway.settled();
    AtomicBoolean down = new AtomicBoolean(true);
    registry.fault(
        body -> down.get() ? FakeRegistry.Fault.DIES_BEFORE_STORING : FakeRegistry.Fault.NONE);
    // The first has a number from its first try; what is behind it has none.
    String first = send("Observation", lab("mov3-y", "MOV-3", OTHER));
    Eventually.holds("it is queued", () -> outcome(first).equals("queued"));
    String old =
        send("", bundle(lab("mov3-a", "MOV-3", OF_THE_OLD), lab("mov3-b", "MOV-3", OTHER)));
    Eventually.holds("it is queued", () -> processed(old));
    String moved = send("Observation", lab("mov3-a", "MOV-4", OF_THE_NEW));
    Eventually.holds("it is queued", () -> processed(moved));
    down.set(false);
    Eventually.holds(
        "all is sent", () -> outcome(old).equals("sent") && outcome(moved).equals("sent"));
    assertThat(current(registry)).containsValue(OF_THE_NEW).hasSize(4);
    assertThat(current(registry)).doesNotContainValue(OF_THE_OLD);
  }
}
