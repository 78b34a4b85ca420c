package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class DeathIT extends WithRegistry {

  private static void patient(String mrn, String deceased) {
    String json =
        ("{'resourceType':'Patient','id':'" + mrn + "','identifier':[{'value':'" + mrn + "'}],")
            + ("'gender':'male'," + deceased + "}");
    Gateway.consent(mrn);
    Gateway.fhir("Patient", json.replace('\'', '"')).then().statusCode(201);
    Gateway.settled();
  }

  @Test
  void theDeathOfAPatientReachesTheRegistryAndARowUpdatesIt() {
    patient("DEAD-1", "'deceasedDateTime':'2025-04-01T03:20:00+08:00'");
    List<ObjectNode> status = registry.resources("Observation");
    assertThat(status).hasSize(1);
    assertThat(status.get(0).toString()).contains("atr-vital-status", "67162-8", "419099009");
    assertThat(status.get(0).path("effectiveDateTime").asText())
        .matches("\\d{4}-\\d{2}-\\d{2}")
        .isNotEqualTo("2025-04-01");
    Gateway.table("vital-status", "mrn,status,on", "DEAD-1,dead,2025-04-02");
    Gateway.settled();
    assertThat(registry.resources("Observation"))
        .extracting(one -> one.path("id").asText())
        .hasSize(2)
        .containsOnly(status.get(0).path("id").asText());
  }

  @Test
  void aDeathWithoutItsDayIsHeld() {
    patient("DEAD-2", "'deceasedBoolean':true");
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-CONVERT-004");
    patient("DEAD-3", "'deceasedDateTime':'2025-04'");
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-CONVERT-004");
  }

  @Test
  void whoIsNotDeadHasNoVitalStatus() {
    patient("ALIVE-1", "'deceasedBoolean':false");
    assertThat(registry.resources("Patient")).isNotEmpty();
    assertThat(registry.resources("Observation")).isEmpty();
  }
}
