package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** One bad element never sinks the rest of a patient, and every part is counted. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class BundlePartsIT extends WithRegistry {

  private static final String SNOMED = "'system':'http://snomed.info/sct'";
  private static final String BASE = "https://therafed.org/fhir/StructureDefinition/";
  private static final String UCUM = "'system':'http://unitsofmeasure.org'";

  private static String lab(String id, String mrn, String replaced, String by) {
    return Records.lab(id, mrn, "4.20").replace(replaced, by);
  }

  private static String course(String id, String mrn) {
    return ("{'resourceType':'Procedure','id':'%s','extension':[{'url':'" + BASE + "module',")
            .formatted(id)
        + "'valueCanonical':'https://therafed.org/fhir/PlanDefinition/rlt-psma|1.0.0'}],"
        + "'status':'in-progress','code':{'coding':[{"
        + SNOMED
        + ",'code':'440252007'}]},"
        + subject(mrn)
        + ",'performedPeriod':{'start':'2025-02-17'},"
        + "'reasonReference':[{'reference':'Condition/i1'}]}";
  }

  private static String cycle(String id, String mrn, String course, String number) {
    return ("{'resourceType':'Procedure','id':'%s','extension':[{'url':'" + BASE + "cycle-number',")
            .formatted(id)
        + "'valuePositiveInt':"
        + number
        + "}],'partOf':[{'reference':'"
        + course
        + "'}],'status':'completed',"
        + subject(mrn)
        + ",'performedDateTime':'2025-03-31'}";
  }

  private static String response(String id, String mrn, String day) {
    String recist =
        "{'coding':[{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'126081'}]}";
    return ("{'resourceType':'Observation','id':'%s','status':'final','code':" + recist + ",")
            .formatted(id)
        + subject(mrn)
        + ",'effectiveDateTime':'"
        + day
        + "','valueCodeableConcept':{'coding':[{'system':"
        + "'https://therafed.org/fhir/CodeSystem/response','code':'PR'}]},'method':"
        + recist
        + "}";
  }

  private static String death(String id, String mrn, String day) {
    return ("{'resourceType':'Observation','id':'%s','status':'final','code':{'coding':[{"
                + "'system':'http://loinc.org','code':'67162-8'}]},")
            .formatted(id)
        + subject(mrn)
        + ",'effectiveDateTime':'"
        + day
        + "','valueCodeableConcept':{'coding':[{"
        + SNOMED
        + ",'code':'419099009'}]}}";
  }

  private static String event(String id, String mrn, String grade) {
    return ("{'resourceType':'AdverseEvent','id':'%s','extension':[{'url':"
                + "'http://hl7.org/fhir/uv/ae-research-ig/StructureDefinition/ae-grade',"
                + "'valueCodeableConcept':{'coding':[{'system':"
                + "'https://therafed.org/fhir/CodeSystem/ctcae-grade','code':'%s'}]}},{'url':'"
                + BASE
                + "grading-scale','valueCode':'CTCAE-5.0'}],'actuality':'actual','event':"
                + "{'coding':[{'system':'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',"
                + "'code':'C143283'}]},")
            .formatted(id, grade)
        + subject(mrn)
        + ",'date':'2025-04-10'}";
  }

  /** A diagnostic administration, with what a test makes of its parts. */
  private static String administration(String mrn, String product, String dose, String time) {
    return "{'resourceType':'MedicationAdministration','id':'adm-"
        + mrn
        + "','extension':[{'url':'"
        + BASE
        + "product','valueCodeableConcept':{'coding':[{'system':"
        + "'https://therafed.org/fhir/CodeSystem/product','code':'"
        + product
        + "'}]}},{'url':'"
        + BASE
        + "radionuclide','valueCodeableConcept':{'coding':[{"
        + SNOMED
        + ",'code':'77004003'}]}},{'url':'"
        + BASE
        + "activity-record','extension':[{'url':'measured-before','valueQuantity':{"
        + dose
        + "}},{'url':'measured-before-time','valueDateTime':'2025-03-31T08:00:00+08:00'},"
        + "{'url':'net-administered','valueQuantity':{"
        + dose
        + "}}"
        + time
        + "]}],'status':'completed','medicationReference':{'reference':'Medication/m1'},"
        + subject(mrn)
        + ",'effectiveDateTime':'2025-03-31T08:00:00+08:00','dosage':{'dose':{"
        + dose
        + "}}}";
  }

  private static String subject(String mrn) {
    return "'subject':{'identifier':{'value':'" + mrn + "'}}";
  }

  private static String dose(String value, String unit) {
    return "'value':" + value + "," + UCUM + ",'code':'" + unit + "'";
  }

  private static final String NET_TIME =
      ",{'url':'net-administered-time','valueDateTime':'2025-03-31T08:00:00+08:00'}";

  /** What is held or refused of a Bundle. */
  private static Map<String, Object> part(String outcome, String whole) {
    String id = whole.substring(whole.lastIndexOf('/') + 1);
    List<Map<String, Object>> parts =
        Gateway.arrivals(outcome).stream().filter(one -> id.equals(one.get("partOf"))).toList();
    assertThat(parts).as(outcome + " parts").hasSize(1);
    return parts.get(0);
  }

  private void onlyTheBadOneIsHeld(String mrn, String bad, String code, String path) {
    Gateway.consent(mrn);
    long received = Gateway.outcomes().get("received");
    String whole =
        Records.send(
            "",
            Records.bundle(
                Records.patient(mrn, "male"), Records.lab("good-" + mrn, mrn, "3.1"), bad));
    Gateway.settled();
    assertThat(Records.outcome(whole)).isEqualTo("sent");
    assertThat(registry.resources("Observation")).hasSize(1);
    Map<String, Object> part = part("held", whole);
    assertThat(part.get("code")).isEqualTo("GW-VALIDATE-001");
    assertThat(part.get("reasons").toString()).contains(code).contains(path);
    assertThat(Gateway.outcomes().get("received")).isEqualTo(received + 2);
    Gateway.countsAddUp();
  }

  @ParameterizedTest
  @CsvSource({
    "ng/mL,kg,FP-VAL-006,Observation.valueQuantity",
    "http://loinc.org,http://snomed.info/sct,FP-VAL-005,Observation.code",
  })
  void wrongUnitAndWrongCodeSystemHoldTheirRecordAlone(
      String right, String wrong, String code, String path) {
    String mrn = "PART-" + code;
    onlyTheBadOneIsHeld(mrn, lab("bad-" + mrn, mrn, right, wrong), code, path);
  }

  @ParameterizedTest
  @CsvSource({
    "AGENT,panacea,250,MBq,FP-VAL-005,MedicationAdministration.extension",
    "BQ,18F-DCFPyL,250000000,MBq,FP-VAL-007,dose.value",
  })
  void unknownAgentAndBecquerelForMegabecquerelHoldTheirRecordAlone(
      String name, String product, String value, String unit, String code, String path) {
    String mrn = "PART-" + name;
    onlyTheBadOneIsHeld(mrn, administration(mrn, product, dose(value, unit), NET_TIME), code, path);
  }

  /**
   * As in a table: no profile takes the unit, and the hint says what the number is in becquerel.
   */
  @ParameterizedTest
  @CsvSource({"uCi,1 uCi = 37 kBq", "mCi,1 mCi = 37 MBq"})
  void anActivityInCurieIsRefusedAloneWithAHint(String unit, String hint) {
    String mrn = "PART-" + unit;
    Gateway.consent(mrn);
    String bad = administration(mrn, "18F-DCFPyL", dose("6.7", unit), NET_TIME);
    assertThat(refusedAtTheDoor(mrn, bad, "GW-FHIR-012"))
        .contains("MedicationAdministration.extension[2].extension[0].valueQuantity", hint);
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
    assertThat(registry.resources("MedicationAdministration")).isEmpty();
    assertThat(Gateway.arrivals("refused").get(0))
        .containsEntry("code", "GW-FHIR-012")
        .containsEntry("kind", "MedicationAdministration");
    Gateway.countsAddUp();
  }

  /** Sends it between two good records; what the answer says of it. */
  private static String refusedAtTheDoor(String mrn, String bad, String code) {
    return Gateway.fhir(
            "",
            Records.bundle(
                    Records.patient(mrn, "male"), bad, Records.lab("good-" + mrn, mrn, "3.1"))
                .replace('\'', '"'))
        .then()
        .statusCode(201)
        .body("issue[1].expression", hasItem("Bundle.entry[1].resource"))
        .body("issue[1].details.coding[0].code", equalTo(code))
        .extract()
        .path("issue[1].diagnostics");
  }

  @Test
  void activityWithoutReferenceTimeIsHeldAlone() {
    onlyTheBadOneIsHeld(
        "PART-TIME",
        administration("PART-TIME", "18F-DCFPyL", dose("250", "MBq"), ""),
        "FP-VAL-002",
        "MedicationAdministration.extension");
  }

  /** A dose ten thousand times too high is hardly possible: somebody looks, and it may be true. */
  @Test
  void anImplausibleDoseIsHeldAloneUntilSomebodyRetriesIt() {
    String mrn = "PART-DOSE";
    Gateway.consent(mrn);
    String infusion =
        "{'resourceType':'MedicationAdministration','id':'adm-dose','extension':[{'url':'"
            + BASE
            + "product','valueCodeableConcept':{'coding':[{'system':"
            + "'https://therafed.org/fhir/CodeSystem/product','code':'trastuzumab-deruxtecan'}]}}],"
            + "'status':'completed','medicationReference':{'reference':'Medication/m1'},"
            + subject(mrn)
            + ",'effectiveDateTime':'2025-03-31T08:00:00+08:00','dosage':{'dose':{"
            + dose("54000", "mg/kg")
            + "}}}";
    String whole =
        Records.send(
            "",
            Records.bundle(
                Records.patient(mrn, "male"), Records.lab("dose-l", mrn, "3.1"), infusion));
    Gateway.settled();
    assertThat(Records.outcome(whole)).isEqualTo("sent");
    assertThat(registry.resources("MedicationAdministration")).isEmpty();
    Map<String, Object> part = part("held", whole);
    assertThat(part).containsEntry("code", "GW-VALIDATE-002");
    assertThat(part.get("reasons").toString())
        .contains("FP-VAL-016", "dosage.dose.value", "not plausible");
    given().post("/ops/arrivals/" + part.get("id") + "/retry").then().statusCode(200);
    Gateway.settled();
    assertThat(given().get("/ops/arrivals/" + part.get("id")).asString())
        .contains("\"outcome\":\"sent\"");
    assertThat(registry.resources("MedicationAdministration")).hasSize(1);
    Gateway.countsAddUp();
  }

  @Test
  void gradeSixIsHeldAlone() {
    onlyTheBadOneIsHeld(
        "PART-GRADE",
        event("bad-grade", "PART-GRADE", "6"),
        "FP-VAL-005",
        "AdverseEvent.extension");
  }

  @ParameterizedTest
  @CsvSource({"00.00.0000", "2025-02-30"})
  void aDateThatIsNoneIsRefusedAloneWithItsPath(String date) {
    String mrn = "PART-DATE" + date.length();
    Gateway.consent(mrn);
    String bad = lab("bad-" + mrn, mrn, "2025-03-31T07:45:00+08:00", date);
    assertThat(refusedAtTheDoor(mrn, bad, "GW-FHIR-002"))
        .contains("effectiveDateTime")
        .doesNotContain(date);
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
    Map<String, Object> refused = Gateway.arrivals("refused").get(0);
    assertThat(refused).containsEntry("code", "GW-FHIR-002").containsEntry("kind", "Observation");
    assertThat(refused.get("partOf")).isNotNull();
    Gateway.countsAddUp();
  }

  @Test
  void aRefusedPatientStillSaysWhoseTheOthersAre() {
    Gateway.consent("PART-P");
    String patient =
        Records.patient("PART-P", "male").replace("'gender'", "'birthDate':'00.00.0000','gender'");
    String lab =
        Records.lab("lab-p", "x", "3.1")
            .replace("'identifier':{'value':'x'}", "'reference':'Patient/PART-P'");
    Records.send("", Records.bundle(patient, lab));
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("kind", "Patient");
  }

  @Test
  void aFaultyPatientIsHeldAloneAndItsCorrectionIsSent() {
    String mrn = "PART-BORN";
    Gateway.consent(mrn);
    String patient = Records.patient(mrn, "male");
    String whole =
        Records.send(
            "",
            Records.bundle(
                patient.replace("'gender'", "'birthDate':'2250-01-01','gender'"),
                Records.lab("lab-born", mrn, "3.1")));
    Gateway.settled();
    assertThat(Records.outcome(whole)).isEqualTo("sent");
    assertThat(registry.resources("Observation")).hasSize(1);
    assertThat(part("held", whole)).containsEntry("kind", "Patient");
    Records.send("Observation", Records.lab("lab-born-2", mrn, "3.2"));
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(2);
    assertThat(registry.resources("Patient"))
        .extracting(one -> one.path("gender").asText())
        .containsExactly("unknown");
    Records.send("Patient", patient);
    Gateway.settled();
    assertThat(registry.resources("Patient"))
        .extracting(one -> one.path("gender").asText())
        .containsExactly("unknown", "male");
    Gateway.countsAddUp();
  }

  @Test
  void aBundleOfWhichNothingIsSoundIsRefusedAsOne() {
    long received = Gateway.outcomes().get("received");
    String bad = lab("bad-all", "PART-ALL", "2025-03-31T07:45:00+08:00", "00.00.0000");
    Gateway.fhir("", Records.bundle(bad, bad.replace("bad-all", "bad-all2")).replace('\'', '"'))
        .then()
        .statusCode(422);
    assertThat(Gateway.outcomes().get("received")).isEqualTo(received + 1);
    Gateway.countsAddUp();
  }

  @Test
  void whatRefersToAFaultyRecordWaitsForItAndThenGoesOnByItself() {
    String mrn = "PART-REF";
    Gateway.consent(mrn);
    String bad = course("ref-c", mrn).replace("440252007", "999");
    Records.send(
        "",
        Records.bundle(
            Records.patient(mrn, "male"),
            bad,
            cycle("ref-k", mrn, "Procedure/ref-c", "1"),
            Records.lab("ref-l", mrn, "3.1")));
    Gateway.settled();
    assertThat(registry.resources("Procedure")).isEmpty();
    assertThat(registry.resources("Observation")).hasSize(1);
    assertThat(Gateway.arrivals("held"))
        .extracting("code")
        .contains("GW-VALIDATE-001", "GW-CONVERT-005");
    Records.send("Procedure", course("ref-c", mrn));
    Eventually.holds("both sent", () -> registry.resources("Procedure").size() == 2);
    Gateway.settled();
    assertThat(Gateway.arrivals("held")).extracting("code").doesNotContain("GW-CONVERT-005");
    Gateway.countsAddUp();
  }

  @Test
  void referencesByFullUrlStillResolveAfterASplit() {
    String mrn = "PART-URN";
    Gateway.consent(mrn);
    String whole =
        ("{'resourceType':'Bundle','type':'transaction','entry':["
            + "{'fullUrl':'urn:uuid:5f3f1a52-0d4b-4c1e-9d4e-111111111111','resource':"
            + course("urn-c", mrn)
            + ",'request':{'method':'PUT','url':'Procedure/urn-c'}},"
            + "{'fullUrl':'urn:uuid:5f3f1a52-0d4b-4c1e-9d4e-222222222222','resource':"
            + cycle("urn-k", mrn, "urn:uuid:5f3f1a52-0d4b-4c1e-9d4e-111111111111", "101")
            + ",'request':{'method':'PUT','url':'Procedure/urn-k'}}]}");
    String page = Records.send("", whole);
    Gateway.settled();
    assertThat(Records.outcome(page)).isEqualTo("sent");
    assertThat(registry.resources("Procedure")).hasSize(1);
    Map<String, Object> part = part("held", page);
    assertThat(part).containsEntry("code", "GW-VALIDATE-001");
    String corrected =
        Records.send("", whole.replace("'valuePositiveInt':101", "'valuePositiveInt':1"));
    Gateway.settled();
    assertThat(given().get(corrected).asString()).contains("\"outcome\":\"sent\"");
    assertThat(registry.resources("Procedure")).hasSize(3);
    String course = registry.resources("Procedure").get(0).path("id").asText();
    assertThat(registry.resources("Procedure"))
        .anySatisfy(
            cycle ->
                assertThat(cycle.at("/partOf/0/reference").asText())
                    .isEqualTo("Procedure/" + course));
    // The old part must not overwrite the correction.
    given().post("/ops/arrivals/" + part.get("id") + "/retry").then().statusCode(200);
    Gateway.settled();
    assertThat(Records.outcome("/ops/arrivals/" + part.get("id"))).isEqualTo("superseded");
    Gateway.countsAddUp();
  }

  @Test
  void theSameBundleAgainIsKnown() {
    String mrn = "PART-SAME";
    Gateway.consent(mrn);
    String bundle =
        Records.bundle(
            Records.patient(mrn, "male"),
            lab("same-bad", mrn, "ng/mL", "kg"),
            Records.lab("same-good", mrn, "3.1"));
    Records.send("", bundle);
    Gateway.settled();
    long held = Gateway.outcomes().get("held");
    Records.send("", bundle);
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
    assertThat(Gateway.outcomes().get("held")).isEqualTo(held);
    Gateway.countsAddUp();
  }

  @Test
  void aFaultyConsentInABundleStillCountsAsARefusal() {
    String mrn = "PART-CONSENT";
    Gateway.consent(mrn);
    String withdrawal =
        Records.consent("part-c", mrn, "deny", "2025-06-01").replace("'deny'", "'weg'");
    Records.send(
        "", Records.bundle(Records.patient(mrn, "male"), withdrawal, Records.lab("c-l", mrn, "3")));
    Gateway.settled();
    assertThat(registry.resources("Observation")).isEmpty();
    assertThat(Gateway.arrivals("held")).extracting("code").contains("GW-CONSENT-001");
    Gateway.countsAddUp();
  }

  @Test
  void findingsOfAPersonAppearAndLateRecordsEndThem() {
    String mrn = "PART-FIND";
    Gateway.consent(mrn);
    String page =
        Records.send(
            "",
            Records.bundle(
                Records.patient(mrn, "male"),
                course("find-c", mrn),
                ofPlan("find-1", mrn, 1),
                ofPlan("find-7", mrn, 7),
                response("find-r", mrn, "2025-01-10"),
                death("find-d", mrn, "2025-12-01"),
                death("find-e", mrn, "2025-12-05"),
                Records.lab("find-l", mrn, "3.1").replace("2025-03-31T", "2025-12-06T")));
    Gateway.settled();
    // Nothing of it is refused or held.
    assertThat(Records.outcome(page)).isEqualTo("sent");
    assertThat(findings(page))
        .containsExactlyInAnyOrder(
            "FP-FIND-003", "FP-FIND-004", "FP-FIND-007", "FP-FIND-008", "FP-FIND-009");
    for (int number = 2; number <= 6; number++) {
      Records.send("Procedure", ofPlan("find-" + number, mrn, number));
    }
    Records.send(
        "Procedure", ofPlan("find-7", mrn, 7).replace("'completed'", "'entered-in-error'"));
    Records.send("Observation", response("find-r", mrn, "2025-05-10"));
    Records.send(
        "Observation", death("find-d", mrn, "2025-12-07").replace("'final'", "'corrected'"));
    Records.send(
        "Observation", death("find-e", mrn, "2025-12-07").replace("'final'", "'corrected'"));
    Gateway.settled();
    assertThat(findings(page)).isEmpty();
  }

  /** A cycle of the course on its planned day, 42 days after the one before. */
  private static String ofPlan(String id, String mrn, int number) {
    return cycle(id, mrn, "Procedure/find-c", Integer.toString(number))
        .replace("2025-03-31", LocalDate.of(2025, 2, 17).plusDays(42L * (number - 1)).toString());
  }

  private static List<String> findings(String page) {
    return given()
        .get(page + "/findings")
        .then()
        .statusCode(200)
        .body("findings.findAll { it.elements.size() != it.records.size() }", empty())
        .extract()
        .jsonPath()
        .getList("findings.code", String.class);
  }
}
