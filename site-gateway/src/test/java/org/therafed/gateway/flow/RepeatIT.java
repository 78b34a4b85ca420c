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
import static org.therafed.gateway.flow.Records.waitingLab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * What comes again byte for byte is the last word on its records, and sent only if that matters.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class RepeatIT extends WithRegistry {

  private static final String LABS = "mrn,sample_id,loinc,value,unit,taken_at";
  private static final String FIRST = "4.4";
  private static final String SECOND = "111.25";
  private static final String OTHER = "7.7";

  private static String pair(String prefix, String mrn) {
    return bundle(lab(prefix + "-a", mrn, FIRST), lab(prefix + "-b", mrn, OTHER));
  }

  @Test
  void aRepeatAfterAChangeOfOtherCompositionIsTheTruthAgain() {
    Gateway.personWithConsent("RPT-1", "");
    send("", pair("rpt1", "RPT-1"));
    Gateway.settled();
    send("Observation", lab("rpt1-a", "RPT-1", SECOND));
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(SECOND, OTHER);
    String again = send("", pair("rpt1", "RPT-1"));
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(FIRST, OTHER);
    assertThat(outcome(again)).isEqualTo("sent");
  }

  @Test
  void aRepeatOfWhatStillHoldsIsSupersededWhateverElseCame() {
    Gateway.personWithConsent("RPT-2", "");
    String first = send("", pair("rpt2", "RPT-2"));
    send("Observation", lab("rpt2-c", "RPT-2", SECOND));
    Gateway.settled();
    String again = send("", pair("rpt2", "RPT-2"));
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(3);
    given()
        .get(again)
        .then()
        .body("outcome", equalTo("superseded"))
        .body("supersededBy", equalTo(first.substring(first.lastIndexOf('/') + 1)));
  }

  @Test
  void aRepeatIsTheLastWordAlsoOverAVersionThatGoesLate() {
    Gateway.personWithConsent("RPT-3", "");
    send("", pair("rpt3", "RPT-3"));
    Gateway.settled();
    registry.refuse(body -> body.contains(SECOND) ? Optional.of(422) : Optional.empty());
    String between = send("Observation", lab("rpt3-a", "RPT-3", SECOND));
    Gateway.settled();
    assertThat(outcome(between)).isEqualTo("refused");
    send("", pair("rpt3", "RPT-3"));
    Gateway.settled();
    registry.refuse(body -> Optional.empty());
    given().post(between + "/retry").then().statusCode(200);
    Gateway.settled();
    assertThat(outcome(between)).isEqualTo("superseded");
    assertThat(current(registry).values()).containsExactlyInAnyOrder(FIRST, OTHER);
  }

  @Test
  void aRepeatOfWhatIsHeldPutsItBehindWhatCameBetween() {
    String held = send("", pair("rpt4", "RPT-4"));
    send("Observation", lab("rpt4-a", "RPT-4", SECOND));
    Gateway.settled();
    String again = send("", pair("rpt4", "RPT-4"));
    Gateway.settled();
    assertThat(outcome(again)).isEqualTo("superseded");
    Gateway.consent("RPT-4");
    Eventually.holds(
        "all is sent", () -> outcome(held).equals("sent") && current(registry).size() == 2);
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(FIRST, OTHER);
  }

  @Test
  void ofRepeatsInTurnTheLastIsTheTruth() {
    String held = send("", pair("rpt9", "RPT-9"));
    String single = lab("rpt9-a", "RPT-9", SECOND);
    send("Observation", single);
    Gateway.settled();
    send("", pair("rpt9", "RPT-9"));
    Gateway.settled();
    send("Observation", single);
    Gateway.settled();
    Gateway.consent("RPT-9");
    Eventually.holds(
        "all is sent", () -> outcome(held).equals("sent") && current(registry).size() == 2);
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(SECOND, OTHER);
  }

  @Test
  void aRepeatThatIsReleasedTogetherWithTheFirstIsSuperseded() {
    Gateway.consent("RPT-10");
    String first = send("", waitingPair("rpt10", "RPT-10"));
    send("Observation", waitingLab("rpt10-c", "RPT-10", SECOND));
    String again = send("", waitingPair("rpt10", "RPT-10"));
    send("Patient", patient("RPT-10", "male"));
    Eventually.holds("all is sent", () -> outcome(first).equals("sent"));
    Gateway.settled();
    assertThat(outcome(again)).isEqualTo("superseded");
    assertThat(registry.resources("Observation")).hasSize(3);
  }

  @Test
  void aRepeatThatIsReleasedTogetherWithAChangeIsTheTruthAgain() {
    Gateway.consent("RPT-11");
    send("", waitingPair("rpt11", "RPT-11"));
    send("Observation", waitingLab("rpt11-a", "RPT-11", SECOND));
    String again = send("", waitingPair("rpt11", "RPT-11"));
    send("Patient", patient("RPT-11", "male"));
    Eventually.holds("all is sent", () -> outcome(again).equals("sent"));
    Gateway.settled();
    assertThat(current(registry).values()).containsExactlyInAnyOrder(FIRST, OTHER);
  }

  private static String waitingPair(String prefix, String mrn) {
    return bundle(waitingLab(prefix + "-a", mrn, FIRST), waitingLab(prefix + "-b", mrn, OTHER));
  }

  @Test
  void aRepeatedConsentIsTheLastWordOnIt() {
    String permit =
        bundle(consent("c-rpt5", "RPT-5", "permit", "2024-01-02"), lab("rpt5-a", "RPT-5", FIRST));
    send("", permit);
    Gateway.settled();
    send("Consent", consent("c-rpt5", "RPT-5", "deny", "2025-06-01"));
    Gateway.settled();
    send("Observation", lab("rpt5-b", "RPT-5", SECOND));
    Gateway.settled();
    assertThat(current(registry).values()).containsExactly(FIRST);
    send("", permit);
    Gateway.settled();
    String last = send("Observation", lab("rpt5-c", "RPT-5", OTHER));
    Eventually.holds("it leaves", () -> outcome(last).equals("sent"));
  }

  @Test
  void aPatientRowAfterAFhirPatientIsTheTruthAgain() {
    Gateway.consent("RPT-6");
    Gateway.table("patients", "mrn,sex", "RPT-6,M");
    Gateway.settled();
    send("Patient", patient("RPT-6", "female"));
    Gateway.settled();
    Gateway.table("patients", "mrn,sex", "RPT-6,M").then().body("superseded", equalTo(0));
    Gateway.settled();
    List<ObjectNode> patients = registry.resources("Patient");
    assertThat(patients.get(patients.size() - 1).path("gender").asText()).isEqualTo("male");
    Gateway.table("patients", "mrn,sex", "RPT-6,M").then().body("superseded", equalTo(1));
  }

  @Test
  void aRepeatedPatientIsTheTruthAgainAlsoOverOneThatIsHeld() {
    Gateway.consent("RPT-12");
    send("Patient", patient("RPT-12", "male"));
    Gateway.settled();
    send("Consent", consent("c-rpt12", "RPT-12", "deny", "2025-06-01"));
    String held = send("", bundle(patient("RPT-12", "female"), lab("rpt12-a", "RPT-12", FIRST)));
    Gateway.settled();
    send("Patient", patient("RPT-12", "male"));
    Gateway.settled();
    send("Consent", consent("c-rpt12", "RPT-12", "permit", "2025-07-01"));
    Eventually.holds("the value is sent", () -> outcome(held).equals("sent"));
    Gateway.settled();
    assertThat(registry.resources("Patient"))
        .extracting(patient -> patient.path("gender").asText())
        .doesNotContain("female")
        .endsWith("male");
  }

  @Test
  void aRowThatIsChangedAndChangedBackInOneUploadIsAsItWas() {
    Gateway.personWithConsent("RPT-7", "");
    String row = "RPT-7,S-RPT-7,2857-1,4.4,ng/mL,2025-03-31T07:45:00";
    String changed = row.replace(FIRST, SECOND);
    Gateway.table("labs", LABS, row, changed, row)
        .then()
        .body("accepted", equalTo(3))
        .body("superseded", equalTo(0));
    Gateway.settled();
    assertThat(current(registry).values()).containsExactly(FIRST);
  }

  @Test
  void aRepeatAfterAVersionThatTheRegistryRefusedIsTheTruthAgain() {
    Gateway.personWithConsent("RPT-8", "");
    String row = "RPT-8,S-RPT-8,2857-1,4.4,ng/mL,2025-03-31T07:45:00";
    Gateway.table("labs", LABS, row);
    Gateway.settled();
    registry.refuse(body -> body.contains(SECOND) ? Optional.of(422) : Optional.empty());
    Gateway.table("labs", LABS, row.replace(FIRST, SECOND));
    Gateway.settled();
    String refused = "/ops/arrivals/" + Gateway.arrivals("refused").get(0).get("id");
    Gateway.table("labs", LABS, row);
    Gateway.settled();
    registry.refuse(body -> Optional.empty());
    given().post(refused + "/retry").then().statusCode(200);
    Gateway.settled();
    assertThat(outcome(refused)).isEqualTo("superseded");
    assertThat(current(registry).values()).containsExactly(FIRST);
  }
}
