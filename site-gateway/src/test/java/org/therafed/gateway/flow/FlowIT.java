package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.profiles.profile.Canonical;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class FlowIT extends WithRegistry {

  private static final String LABS = "mrn,sample_id,loinc,value,unit,taken_at";

  @Inject Database database;

  @Test
  void whatCoursesStillMissIsCountedByModule() {
    Gateway.personWithConsent("CMP-1", "");
    Gateway.table(
        "courses",
        "mrn,course_id,module,modality,started_on,ended_on,status,line,termination_reason",
        "CMP-1,C-CMP-1,rlt-psma,radioligand,2025-02-17,,in-progress,2,");
    Gateway.settled();
    JsonPath modules = given().get("/ops/completeness").then().statusCode(200).extract().jsonPath();
    String psma = "find { it.module == 'rlt-psma' }.";
    assertThat(modules.getInt(psma + "courses")).isPositive();
    assertThat(modules.getInt(psma + "complete")).isLessThan(modules.getInt(psma + "courses"));
    assertThat(modules.getDouble(psma + "score")).isGreaterThan(0).isLessThan(1);
    assertThat(modules.getString(psma + "titleZh")).containsPattern("\\p{IsHan}");
    assertThat(modules.getList(psma + "missing.element", String.class)).isNotEmpty();
    assertThat(modules.getList(psma + "missing.titleZh", String.class))
        .allSatisfy(title -> assertThat(title).containsPattern("\\p{IsHan}"));
    assertThat(modules.getList(psma + "missing.courses", Integer.class))
        .allSatisfy(courses -> assertThat(courses).isBetween(1, modules.getInt(psma + "courses")));
  }

  @Test
  void everyTableKindOfOneCourseReachesTheRegistry() {
    Map<String, Long> before = Gateway.outcomes();
    Gateway.personWithConsent("ALL-1", "330102195003010130");
    Gateway.table(
        "indications",
        "mrn,diagnosis_system,diagnosis_code,diagnosed_on,module,decided_on,pathway",
        "ALL-1,ICD-10,C61,2023-05-01,rlt-psma,2025-01-10,treated");
    Gateway.table(
        "courses",
        "mrn,course_id,module,modality,started_on,ended_on,status,line,termination_reason",
        "ALL-1,C-ALL-1,rlt-psma,radioligand,2025-02-17,2025-06-01,completed,2,progression");
    Gateway.table(
        "administrations",
        "mrn,course_id,cycle,administered_at,product,lot,measured_activity_gbq,measured_at,"
            + "residual_activity_gbq,residual_at",
        "ALL-1,C-ALL-1,1,2025-02-17T10:00:00,177Lu-PSMA-617,L-77,7.52,2025-02-17T08:30:00,0.06,"
            + "2025-02-17T10:30:00+08:00");
    Gateway.table("labs", LABS, "ALL-1,S-ALL-1,2857-1,<0.02,ng/mL,2025-03-31T07:45:00");
    Gateway.table(
        "responses",
        "mrn,course_id,assessed_on,criterion,response,best",
        "ALL-1,C-ALL-1,2025-05-12,RECIST1.1,PR,true");
    Gateway.table(
        "adverse-events",
        "mrn,course_id,event_id,term,grade,onset_on,resolved_on,related,serious",
        "ALL-1,C-ALL-1,E-ALL-1,Anemia,2,2025-03-10,2025-04-02,possibly,no");
    Gateway.table("vital-status", "mrn,status,on", "ALL-1,alive,2025-10-30");
    Gateway.table(
        "charges",
        "mrn,course_id,charge_id,component,amount,currency,charged_on,price_year",
        "ALL-1,C-ALL-1,CH-ALL-1,drug,98000.00,CNY,2025-02-17,2025");
    Gateway.settled();

    assertThat(Gateway.arrivals("held"))
        .filteredOn(arrival -> arrival.get("source").equals("table"))
        .extracting("code")
        .doesNotContain("GW-VALIDATE-001");
    assertThat(Gateway.outcomes().get("sent") - before.get("sent")).isEqualTo(10);
    ObjectNode given = registry.resources("MedicationAdministration").get(0);
    // 7.52 GBq decayed 1.5 h less 0.06 GBq from half an hour later, half-life 6.647 d.
    assertThat(given.at("/dosage/dose/value").decimalValue().doubleValue())
        .isBetween(7.4106, 7.4112);
    ObjectNode course =
        registry.resources("Procedure").stream()
            .filter(p -> !p.has("partOf"))
            .findFirst()
            .orElseThrow();
    assertThat(course.toString()).contains("\"2025-Q1\"").doesNotContain("2025-02-17");
    ObjectNode alive =
        registry.resources("Observation").stream()
            .filter(o -> o.toString().contains("67162-8"))
            .findFirst()
            .orElseThrow();
    assertThat(alive.toString()).contains("follow-up-age");
    assertThat(String.join("", registry.stored().values()))
        .doesNotContain("ALL-1", "王伟", "330102195003010130", "1950-03-01", "L-77");
  }

  @Test
  void withoutConsentEverythingIsHeldAndAConsentReleasesIt() {
    Gateway.table("patients", "mrn,sex", "HELD-1,F");
    Gateway.table("labs", LABS, "HELD-1,S-HELD-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    assertThat(registry.stored()).isEmpty();
    assertThat(Gateway.arrivals("held")).extracting("code").contains("GW-CONSENT-001");

    Gateway.consent("HELD-1");
    Eventually.holds("the lab is sent", () -> registry.resources("Observation").size() == 1);
    Gateway.settled();
    assertThat(registry.resources("Patient")).isNotEmpty();
  }

  @Test
  void aWithdrawalStopsWhatComesLater() {
    Gateway.personWithConsent("WD-1", "");
    Gateway.settled();
    Gateway.table("consents", "mrn,decision,signed_on", "WD-1,deny,2025-06-01");
    Gateway.settled();
    Gateway.table("labs", LABS, "WD-1,S-WD-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    assertThat(registry.resources("Observation")).isEmpty();
  }

  @Test
  void anUnreadableConsentRowStopsWhatComesLater() {
    Gateway.personWithConsent("UR-1", "");
    Gateway.settled();
    Gateway.table("consents", "mrn,decision,signed_on", "UR-1,widerrufen,2025-06-01")
        .then()
        .statusCode(200);
    Gateway.table("labs", LABS, "UR-1,S-UR-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    assertThat(registry.resources("Observation")).isEmpty();
  }

  @Test
  void aByteIdenticalRepeatIsSuperseded() {
    Gateway.personWithConsent("REP-1", "");
    String row = "REP-1,S-REP-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00";
    Gateway.table("labs", LABS, row);
    Gateway.settled();
    JsonPath again = Gateway.table("labs", LABS, row).jsonPath();
    assertThat(again.getInt("superseded")).isEqualTo(1);
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
  }

  @Test
  void aCorrectionSupersedesTheEarlierOneAndUpdatesTheSameRecord() {
    Gateway.personWithConsent("COR-1", "");
    Gateway.table("labs", LABS, "COR-1,S-COR-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    long before = Gateway.outcomes().get("superseded");
    Gateway.table("labs", LABS, "COR-1,S-COR-1,2857-1,42,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    List<ObjectNode> labs = registry.resources("Observation");
    assertThat(labs)
        .extracting(lab -> lab.path("id").asText())
        .hasSize(2)
        .containsOnly(labs.get(0).path("id").asText());
    assertThat(labs.get(1).at("/valueQuantity/value").asInt()).isEqualTo(42);
    assertThat(Gateway.outcomes().get("superseded")).isEqualTo(before + 1);
  }

  @Test
  void anAdverseEventOfATableIsTakenBackUnderItsId() {
    String columns = "mrn,course_id,event_id,term,grade,onset_on";
    Gateway.personWithConsent("AE-1", "");
    Gateway.table("adverse-events", columns, "AE-1,C-1,E-1,Anemia,2,2025-03-10");
    Gateway.settled();
    long superseded = Gateway.outcomes().get("superseded");
    Gateway.table(
        "adverse-events", columns + ",status", "AE-1,C-1,E-1,Anemia,2,2025-03-10,entered-in-error");
    Gateway.settled();
    List<ObjectNode> events = registry.resources("AdverseEvent");
    assertThat(events).hasSize(2);
    assertThat(events.get(1).path("id")).isEqualTo(events.get(0).path("id"));
    assertThat(events.get(0).has("modifierExtension")).isFalse();
    assertThat(events.get(1).at("/modifierExtension/0/valueCode").asText())
        .isEqualTo("entered-in-error");
    assertThat(Gateway.outcomes().get("superseded")).isEqualTo(superseded + 1);
  }

  @Test
  void aLateNationalIdSendsThePersonsRecordsAgainUnderTheSameIds() {
    Gateway.personWithConsent("LATE-1", "");
    Gateway.table("labs", LABS, "LATE-1,S-LATE-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    Gateway.table("patients", "mrn,national_id,sex", "LATE-1,330102 1950 0301 0157,M");
    Eventually.holds("sent again", () -> registry.resources("Observation").size() == 2);
    Gateway.settled();
    List<ObjectNode> labs = registry.resources("Observation");
    assertThat(labs.get(1).path("id")).isEqualTo(labs.get(0).path("id"));
    // By the federation's key, which the tests know: 358 days back.
    assertThat(labs.get(1).path("effectiveDateTime").asText())
        .isEqualTo("2024-04-07T07:45:00+08:00");
    assertThat(shiftBasis("LATE-1")).startsWith("federation:");
    assertThat(registry.resources("Patient").toString()).contains(Canonical.LINKAGE_TOKEN);
  }

  @Test
  void twoTokensOfOnePersonOpenToTheSameSecretAndLookDifferent() {
    Gateway.personWithConsent("TOK-1", "XX8451203474");
    Gateway.personWithConsent("TOK-2", "xx-845120 34 74");
    Gateway.settled();
    List<String> tokens =
        registry.resources("Patient").stream()
            .map(p -> p.at("/identifier/1/value").asText())
            .distinct()
            .toList();
    assertThat(tokens.size()).isGreaterThanOrEqualTo(2);
    assertThat(tokens.stream().map(FakeRegistry::open).map(java.util.HexFormat.of()::formatHex))
        .containsOnly(java.util.HexFormat.of().formatHex(FakeRegistry.open(tokens.get(0))));
  }

  @Test
  void aPlaceholderLinksNobodyAndTheOperatorSeesWhy() {
    long before = unlinked("GW-LINK-001");
    Gateway.personWithConsent("PLA-1", "000000000000000000");
    Gateway.personWithConsent("PLA-2", "000000000000000000");
    Gateway.settled();
    List<ObjectNode> patients = registry.resources("Patient");
    assertThat(patients).hasSizeGreaterThanOrEqualTo(2);
    assertThat(patients.toString()).doesNotContain(Canonical.LINKAGE_TOKEN);
    assertThat(unlinked("GW-LINK-001")).isEqualTo(before + 2);
    given()
        .get("/ops/arrivals/" + Gateway.arrivals("sent").get(0).get("id"))
        .then()
        .statusCode(200)
        .body("unlinked.code", org.hamcrest.Matchers.is("GW-LINK-001"));
  }

  @Test
  void theSameDigitsOfTwoCountriesLinkNobody() {
    String header = "mrn,national_id,national_id_country,sex";
    Gateway.table("patients", header, "TWO-1,12349065,PT,M", "TWO-2,12349065,DE,M");
    Gateway.consent("TWO-1");
    Gateway.consent("TWO-2");
    Gateway.settled();
    assertThat(secrets()).hasSize(2);
  }

  @Test
  void anIdThatTurnsOutWrongTakesBackWhatLinkedThePerson() {
    Gateway.personWithConsent("BACK-1", "330102195003010130");
    Gateway.table("labs", LABS, "BACK-1,S-BACK-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    assertThat(secrets()).hasSize(1);
    Gateway.table("patients", "mrn,sex,birth_date", "BACK-1,M,1950-03-02");
    Eventually.holds("sent again", () -> registry.resources("Observation").size() == 2);
    Gateway.settled();
    List<ObjectNode> patients = registry.resources("Patient");
    assertThat(patients.get(patients.size() - 1).path("identifier")).hasSize(1);
    List<ObjectNode> labs = registry.resources("Observation");
    assertThat(labs.get(1).path("id")).isEqualTo(labs.get(0).path("id"));
    assertThat(shiftBasis("BACK-1")).startsWith("site:");
    assertThat(unlinked("GW-LINK-006")).isPositive();
  }

  /** What moves a person's dates; two bases give the same number of days once in 730 times. */
  private String shiftBasis(String mrn) {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select shift_basis from person where patient_id = ?",
                    row -> row.getString(1),
                    tx.lookup(Lookup.PATIENT_ID, mrn))
                .orElseThrow());
  }

  private java.util.Set<String> secrets() {
    return registry.resources("Patient").stream()
        .flatMap(p -> p.path("identifier").findParents("system").stream())
        .filter(i -> i.path("system").asText().equals(Canonical.LINKAGE_TOKEN))
        .map(i -> java.util.HexFormat.of().formatHex(FakeRegistry.open(i.path("value").asText())))
        .collect(java.util.stream.Collectors.toSet());
  }

  private static long unlinked(String code) {
    Integer persons = given().get("/ops/outcomes").path("unlinked.'" + code + "'");
    return persons == null ? 0 : persons;
  }

  @Test
  void twoPatientsMayHaveRecordsOfTheSameNumber() {
    Gateway.personWithConsent("NUMB-1", "");
    Gateway.personWithConsent("NUMB-2", "");
    Gateway.settled();
    long superseded = Gateway.outcomes().get("superseded");
    Gateway.table("labs", LABS, "NUMB-1,S-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.table("labs", LABS, "NUMB-2,S-1,2857-1,7.7,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    assertThat(Gateway.outcomes().get("superseded")).isEqualTo(superseded);
    assertThat(registry.resources("Observation"))
        .extracting(lab -> lab.path("id").asText())
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void previewShowsExactlyTheBytesThatLeft() {
    Gateway.personWithConsent("PRE-1", "");
    Gateway.table("labs", LABS, "PRE-1,S-PRE-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    String id = (String) Gateway.arrivals("sent").get(0).get("id");
    byte[] preview = given().get("/ops/arrivals/" + id + "/preview").asByteArray();
    assertThat(registry.stored().values()).contains(new String(preview, StandardCharsets.UTF_8));
  }

  @Test
  void theCountsAddUpAtAnyMoment() {
    for (int i = 0; i < 20; i++) {
      Gateway.table("labs", LABS, "SUM-" + i + ",S,2857-1," + i + ",ng/mL,2025-03-31T07:45:00");
      Gateway.countsAddUp();
    }
  }

  @Test
  void aRowRefusedAtTheDoorCannotBeRetriedAndNothingOfItWouldLeave() {
    Gateway.personWithConsent("RET-1", "");
    Gateway.table("labs", LABS, "RET-1,S-RET-1,2857-1,-4,ng/mL,2025-03-31T07:45:00");
    String id = (String) Gateway.arrivals("refused").get(0).get("id");
    given()
        .post("/ops/arrivals/" + id + "/retry")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("needed", containsString("at the door"));
    given()
        .get("/ops/arrivals/" + id + "/preview")
        .then()
        .statusCode(409)
        .body("code", equalTo("GW-OPS-003"));
  }
}
