package org.therafed.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A value that passed every check and that the database refuses all the same. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class DatabaseRefusalIT extends WithRegistry {

  @Inject Database database;
  @Inject DicomListener listener;

  private Map<String, Long> before;

  @BeforeEach
  void refuse() {
    database.inTransaction(
        tx ->
            tx.update(
                "alter table person add constraint refusal check (patient_id not in ('"
                    + String.join(
                        "', '",
                        tx.lookups(Lookup.PATIENT_ID, List.of("DBREF-1", "DBREF-2", "DBREF-3")))
                    + "'))"));
    before = Gateway.outcomes();
  }

  @AfterEach
  void refuseNoLonger() {
    statement("alter table person drop constraint refusal");
  }

  private void statement(String sql) {
    database.inTransaction(tx -> tx.update(sql));
  }

  private void isRefusedAndCounted(String code) {
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 1);
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("code", code);
  }

  @Test
  void ofATableOneRowIsRefusedAndTheOthersGoOn() {
    Gateway.table("patients", "mrn,sex", "DBOK-1,M", "DBREF-1,M", "DBOK-2,F")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("refused", equalTo(1))
        .body("findings[0].line", equalTo(3))
        .body("findings[0].code", equalTo("GW-DB-002"));
    isRefusedAndCounted("GW-DB-002");
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 3);
  }

  @Test
  void aConsentThatIsRefusedShowsAsOneOfNobody() {
    Gateway.table("consents", "mrn,decision,signed_on", "DBREF-1,deny,2025-06-01")
        .then()
        .statusCode(200)
        .body("refused", equalTo(1));
    isRefusedAndCounted("GW-CONSENT-002");
  }

  @Test
  void aFhirRequestIsRefusedAndNotAskedForAgain() {
    Gateway.fhir(
            "Patient",
            "{\"resourceType\":\"Patient\",\"id\":\"dbref\",\"identifier\":[{\"value\":\"DBREF-2\"}]}")
        .then()
        .statusCode(422)
        .body("issue[0].details.coding[0].code", equalTo("GW-DB-002"));
    isRefusedAndCounted("GW-DB-002");
  }

  @Test
  void anObjectIsAnsweredWithC000AndKept() {
    Path file = Headers.file(Headers.ct("DBREF-3", "1.2.3.88", 1));
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            listener.port(),
            "SENDER",
            "THERAFED",
            DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new))) {
      DimseResponse response = client.store(file);
      assertThat(response.status()).isEqualTo(0xC000);
      assertThat(response.errorComment()).startsWith("GW-DB-002");
    }
    isRefusedAndCounted("GW-DB-002");
  }
}
