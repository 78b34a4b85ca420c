package org.therafed.gateway.intake.hl7;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Consent segments: permissions, refusals, and what has to be taken for one. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class Hl7ConsentIT extends WithRegistry {

  private static final String PERMISSION = "RESEARCH||%s|||||||A||20240102";

  @Inject MllpListener listener;
  @Inject Database database;

  private MllpClient his;

  @BeforeEach
  void connect() throws IOException {
    his = MllpClient.connect(listener.port());
  }

  @AfterEach
  void disconnect() throws IOException {
    his.close();
    Eventually.holds("what was withdrawn is done", () -> waiting() == 0);
  }

  private long waiting() {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select count(*) from outbox where kind = 'retraction' and state = 'queued'",
                    row -> row.getLong(1))
                .orElseThrow());
  }

  private void says(String mrn, String id, String consent) throws IOException {
    String[] adt = Messages.adt("A08", mrn, id);
    assertThat(his.send(adt[0], adt[1], adt[2], adt[3], "CON|1|" + consent)).contains("MSA|AA");
  }

  private static void lab(String mrn) {
    Gateway.table(
            "labs",
            "mrn,sample_id,loinc,value,unit,taken_at",
            mrn + ",S-" + mrn + ",2857-1,4.2,ng/mL,2025-03-31T07:45:00")
        .then()
        .statusCode(200);
  }

  private List<String> labsOf(String mrn, String state) {
    return database.inTransaction(
        tx ->
            tx.list(
                "select a.id from arrival a join person p on p.id = a.person_id where p.patient_id"
                    + " = ? and a.kind = 'labs' and a.state = ?",
                row -> row.getString(1),
                tx.lookup(Lookup.PATIENT_ID, mrn),
                state));
  }

  @Test
  void aPermissionLetsGoAndItsRescissionTakesBack() throws IOException {
    says("WDR-CON-1", "ID-CON-1", PERMISSION.formatted("F-1"));
    lab("WDR-CON-1");
    Gateway.settled();
    assertThat(labsOf("WDR-CON-1", "sent")).hasSize(1);
    // Another consent than that of research decides nothing.
    says("WDR-CON-1", "ID-CON-2", "SURGERY||F-9|||||||R||20250105");
    Gateway.settled();
    assertThat(labsOf("WDR-CON-1", "sent")).hasSize(1);
    says("WDR-CON-1", "ID-CON-3", "RESEARCH||F-1|||||||X||20250601");
    Eventually.holds("it is held", () -> labsOf("WDR-CON-1", "held").size() == 1);
    given()
        .get("/ops/arrivals/" + labsOf("WDR-CON-1", "held").get(0))
        .then()
        .statusCode(200)
        .body("code", org.hamcrest.Matchers.equalTo("GW-CONSENT-003"))
        .body("retraction.because.decidedOn", org.hamcrest.Matchers.equalTo("2025-06-01"));
    assertThat(registry.kept("Observation")).isEmpty();
    Gateway.countsAddUp();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1;RESEARCH||F-2|||||||A||",
        "2;RESEARCH||F-2|||||||A||2024",
        "3;RESEARCH||F-2|||||||L||20240102",
        "4;RESEARCH||F-2|||||||B||20240102",
        "5;RESEARCH||F-2|||||||||20240102",
        "6;RESEARCH||F-2|||||not for trials||A||20240102",
        "7;RESEARCH||F-2|||||||A||20240102|soon",
        "8;RESEARCH||F-2|||||||P||20240102",
        "9;SURGERY||F-2|||||||A||20240102"
      })
  void whatIsNoPlainDatedPermissionLetsNothingGo(String number, String consent) throws IOException {
    String mrn = "WDR-CON-2" + number;
    says(mrn, "ID-CON-2" + number, consent);
    lab(mrn);
    Gateway.settled();
    assertThat(labsOf(mrn, "held")).hasSize(1);
  }
}
