package org.therafed.gateway.intake.fhir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Texts;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.publish.Capabilities;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class FhirIntakeIT extends WithRegistry {

  private static String patient(String id, String mrn) {
    return "{'resourceType':'Patient','id':'"
        + id
        + "','identifier':[{'value':'"
        + mrn
        + "'}],'gender':'male','birthDate':'1931-05-06','name':[{'family':'Rossi'}]}";
  }

  private static String lab(String id, String subject, String value) {
    return "{'resourceType':'Observation','id':'"
        + id
        + "','status':'final','category':[{'coding':[{'system':"
        + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
        + "'code':{'coding':[{'system':'http://loinc.org','code':'2857-1'}]},'subject':{'reference':'"
        + subject
        + "'},'effectiveDateTime':'2025-03-31T07:45:00+08:00','valueQuantity':{'value':"
        + value
        + ",'unit':'ng/mL','system':'http://unitsofmeasure.org','code':'ng/mL'},"
        + "'note':[{'text':'Signor Rossi'}]}";
  }

  private static String bundle(String... resources) {
    StringBuilder text =
        new StringBuilder("{'resourceType':'Bundle','type':'collection','entry':[");
    for (int i = 0; i < resources.length; i++) {
      text.append(i == 0 ? "" : ",").append("{'resource':").append(resources[i]).append("}");
    }
    return text.append("]}").toString();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void aBundleOfPatientAndLabReachesTheRegistryWithoutIdentity() {
    Gateway.consent("F-1");
    String location =
        Gateway.fhir("", json(bundle(patient("f1", "F-1"), lab("o1", "Patient/f1", "4.20"))))
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    Eventually.holds("sent", () -> registry.resources("Observation").size() == 1);
    Gateway.settled();
    String path = location.substring(location.indexOf("/ops"));
    given().get(path).then().body("outcome", equalTo("sent"));
    String all = String.join("", registry.stored().values());
    // 94 years old: neither birth date nor year leaves; and the digits of 4.20 stay.
    assertThat(all).contains("age-90-plus", "4.20").doesNotContain("Rossi", "F-1\"", "1931");
  }

  /** The published statement, and it is true: every type is taken in, none can be read. */
  @Test
  void metadataIsThePublishedStatementAndTheServerDoesWhatItSays() {
    JsonNode said =
        TransferBundle.readTree(
            given()
                .get("/fhir/metadata")
                .then()
                .statusCode(200)
                .contentType("application/fhir+json")
                .extract()
                .asByteArray());
    assertThat(said.path("kind").asText()).isEqualTo("instance");
    String version = said.path("software").path("version").asText();
    assertThat(said.toString()).isEqualTo(Capabilities.ofGateway(version).toString());
    JsonNode rest = said.path("rest").path(0);
    assertThat(rest.path("resource")).isNotEmpty();
    for (JsonNode resource : rest.path("resource")) {
      assertThat(resource.path("interaction").findValuesAsText("code")).containsExactly("create");
      String type = resource.path("type").asText();
      // Taken in and looked at: refused for what it lacks, not for its type.
      Gateway.fhir(type, json("{'resourceType':'" + type + "','wetter':'x'}"))
          .then()
          .statusCode(422)
          .body("issue[0].details.coding[0].code", equalTo("GW-FHIR-002"));
      given().get("/fhir/" + type + "/x").then().statusCode(404);
      given().get("/fhir/" + type).then().statusCode(405);
    }
    assertThat(rest.path("interaction").findValuesAsText("code"))
        .containsExactly("transaction", "batch");
    for (String type : List.of("transaction", "batch")) {
      String one = bundle(patient("m-" + type, "M-" + type)).replace("collection", type);
      Gateway.fhir("", json(one)).then().statusCode(201);
    }
    Gateway.settled();
  }

  /** Shifted by up to a year, it could not be told from one that has come. */
  @Test
  void aDayThatHasNotComeIsHeld() {
    Gateway.consent("F-50");
    Gateway.fhir("Patient", json(patient("f50", "F-50"))).then().statusCode(201);
    String ahead = LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();
    Gateway.fhir("Observation", json(lab("o50", "Patient/f50", "4.2").replace("2025-03-31", ahead)))
        .then()
        .statusCode(201);
    Gateway.settled();
    assertThat(Gateway.arrivals("held")).extracting("code").contains("GW-DEID-006");
    assertThat(registry.resources("Observation")).isEmpty();
  }

  @Test
  void aRecordWaitsForItsPatientAndThenGoesOn() {
    Gateway.consent("F-2");
    Gateway.fhir("Observation", json(lab("o2", "Patient/f2", "4.2"))).then().statusCode(201);
    assertThat(Gateway.arrivals("held")).extracting("code").contains("GW-FHIR-007");
    Gateway.fhir("Patient", json(patient("f2", "F-2"))).then().statusCode(201);
    Eventually.holds("sent", () -> registry.resources("Observation").size() == 1);
  }

  @Test
  void aFhirConsentReleasesWhatIsHeld() {
    Gateway.fhir("", json(bundle(patient("f3", "F-3"), lab("o3", "Patient/f3", "4.2"))));
    Gateway.settled();
    assertThat(registry.resources("Observation")).isEmpty();
    Gateway.fhir(
            "Consent",
            json(
                "{'resourceType':'Consent','id':'c3','status':'active','scope':{'coding':[{'system':"
                    + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'research'}]},"
                    + "'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],"
                    + "'patient':{'reference':'Patient/f3'},'dateTime':'2024-02-03','policyRule':"
                    + "{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode',"
                    + "'code':'OPTIN'}]},'provision':{'type':'permit'}}"))
        .then()
        .statusCode(201);
    Eventually.holds("sent", () -> registry.resources("Observation").size() == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Observation | {'resourceType':'Observation','status':'fertig'} | 422 | GW-FHIR-002",
        "Observation | {'resourceType':'Observation','wetter':'Rossi'} | 422 | GW-FHIR-002",
        "Observation | {'resourceType':'Observation', | 400 | GW-FHIR-001",
        "Observation | Rossi | 400 | GW-FHIR-001",
        "Observation | {'resourceType':'Observation','note':[{'text':'Ros\\u0000si'}]} | 422"
            + " | GW-FHIR-010",
        "Observation | {'resourceType':'Observation','note':[{'text':'Rossi \\ud83d'}]} | 422"
            + " | GW-FHIR-010",
        "Observation | {'resourceType':'Patient'} | 400 | GW-FHIR-003",
        "Patient | {'resourceType':'Patient','gender':'male'} | 422 | GW-FHIR-008",
        "Observation | {'resourceType':'Observation','status':'final','code':{'text':'x'}} | 422"
            + " | GW-FHIR-005",
      })
  void anInvalidResourceIsRefusedWithAnOperationOutcomeAndKept(
      String type, String body, int status, String code) {
    long refused = Gateway.outcomes().get("refused");
    Gateway.fhir(type, json(body))
        .then()
        .statusCode(status)
        .contentType("application/fhir+json")
        .body("resourceType", equalTo("OperationOutcome"))
        .body("issue[0].details.coding[0].code", equalTo(code))
        .body(not(containsString("Rossi")));
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'resourceType':'Observation','wetter':'Rossi'} | Observation | does not define there | 未在该处定义",
        "{'resourceType':'Rossi'} | Resource | its resourceType is none of FHIR R4 | resourceType 不是",
        "{'resourceType':'Observation','status':'fertig'} | Observation.status | the code is none | 代码不在",
        "{'resourceType':'Observation','status':'final','code':{'coding':[{'rossi':1}]}} |"
            + " Observation.code.coding[0] | does not define there | 未在该处定义",
      })
  void whatIsNotFhirIsToldByPlaceAndKindInBothLanguages(
      String body, String path, String english, String chinese) {
    Gateway.fhir("Observation", json(body))
        .then()
        .statusCode(422)
        .body("issue[0].expression", equalTo(List.of(path)))
        .body("issue[0].diagnostics", containsString(" at " + path + ": "))
        .body("issue[0].diagnostics", containsString(english))
        .body(
            "issue[0].details._text.extension[0].extension[1].valueString", containsString(chinese))
        .body(not(containsString("ossi")));
  }

  @Test
  void aKeyThatIsThereTwiceIsToldByItsPlace() {
    Gateway.fhir("Observation", json("{'resourceType':'Observation',\n'Rossi':1,'Rossi':2}"))
        .then()
        .statusCode(400)
        .body("issue[0].diagnostics", containsString("an object has one key twice, at line 2,"))
        .body(not(containsString("Rossi")));
  }

  /** The record is durable, and its profile decides later; but its sender learns of it now. */
  @Test
  void whatFhirRequiresAndIsMissingIsAWarningOfTheAnswer() {
    Gateway.fhir("Patient", json(patient("f40", "F-40"))).then().statusCode(201);
    String bare = "{'resourceType':'Observation','id':'o40','subject':{'reference':'Patient/f40'}}";
    Gateway.fhir("Observation", json(bare))
        .then()
        .statusCode(201)
        .body("issue.severity", equalTo(List.of("information", "warning", "warning")))
        .body(
            "issue.drop(1).expression.flatten()",
            containsInAnyOrder("Observation.status", "Observation.code"));
    Gateway.fhir("", json(bundle(lab("o41", "Patient/f40", "4.2"), bare)))
        .then()
        .statusCode(201)
        .body(
            "issue.drop(1).expression.flatten()",
            containsInAnyOrder("Bundle.entry[1].resource.status", "Bundle.entry[1].resource.code"));
    Gateway.fhir("Observation", json(lab("o42", "Patient/f40", "4.2")))
        .then()
        .statusCode(201)
        .body("issue.severity", equalTo(List.of("information")))
        .body("issue[0].diagnostics", startsWith("Received; whether it can leave is judged next"));
  }

  private static String adverseEvent(String modifier) {
    return "{'resourceType':'AdverseEvent','id':'ae9',"
        + modifier
        + "'extension':[{'url':'http://hl7.org/fhir/uv/ae-research-ig/StructureDefinition/ae-grade',"
        + "'valueCodeableConcept':{'coding':[{'system':"
        + "'https://therafed.org/fhir/CodeSystem/ctcae-grade','code':'2'}]}},{'url':"
        + "'https://therafed.org/fhir/StructureDefinition/grading-scale','valueCode':'CTCAE-5.0'}],"
        + "'actuality':'actual','event':{'coding':[{'system':"
        + "'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl','code':'C143283'}]},"
        + "'subject':{'reference':'Patient/f9'},'date':'2025-03-10'}";
  }

  private static String modifier(String url, String code) {
    return "'modifierExtension':[{'url':'" + url + "','valueCode':'" + code + "'}],";
  }

  @Test
  void anAdverseEventEnteredInErrorIsTakenBackAndAnUnknownModifierHoldsIt() {
    Gateway.consent("F-9");
    Gateway.fhir("Patient", json(patient("f9", "F-9"))).then().statusCode(201);
    Gateway.fhir("AdverseEvent", json(adverseEvent(""))).then().statusCode(201);
    Gateway.settled();
    String status = modifier(Canonical.ADVERSE_EVENT_STATUS, "entered-in-error");
    Gateway.fhir("AdverseEvent", json(adverseEvent(status))).then().statusCode(201);
    Gateway.settled();
    List<ObjectNode> events = registry.resources("AdverseEvent");
    assertThat(events).hasSize(2);
    assertThat(events.get(1).path("id")).isEqualTo(events.get(0).path("id"));
    assertThat(events.get(1).at("/modifierExtension/0/valueCode").asText())
        .isEqualTo("entered-in-error");
    Gateway.fhir("AdverseEvent", json(adverseEvent(modifier("urn:not", "Rossi"))))
        .then()
        .statusCode(201);
    Gateway.settled();
    assertThat(registry.resources("AdverseEvent")).hasSize(2);
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-VALIDATE-001");
    assertThat(Gateway.arrivals("held").get(0).toString()).doesNotContain("Rossi", "urn:not");
  }

  @ParameterizedTest
  @CsvSource({
    "an id, true, false, 65",
    "an identifier, false, true, 1025",
    "an identifier of 9000, false, true, 9000",
  })
  void aPatientWithAnImpossiblyLongIdIsRefusedAndKept(
      String what, boolean longId, boolean longMrn, int length) {
    long refused = Gateway.outcomes().get("refused");
    String text = Texts.incompressible(length, 3);
    String body = json(patient(longId ? text : "f20", longMrn ? text : "F-20"));
    Gateway.fhir("Patient", body)
        .then()
        .statusCode(422)
        .body("issue[0].details.coding[0].code", equalTo("GW-FHIR-011"))
        .body(containsString(length + " bytes"))
        .body(not(containsString(text.substring(0, 16))));
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused + 1);
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("code", "GW-FHIR-011");
  }

  @Test
  void aBundleWithAnImpossiblyLongIdIsRefusedAndTheNextGoesOn() {
    Gateway.consent("F-21");
    String text = Texts.incompressible(9000, 4);
    String lab = lab("o21", "Patient/f21", "4.2");
    for (String faulty :
        List.of(bundle(patient("f21", text), lab), bundle(lab("o21", "Patient/" + text, "4.2")))) {
      Gateway.fhir("", json(faulty))
          .then()
          .statusCode(422)
          .body("issue[0].details.coding[0].code", equalTo("GW-FHIR-011"));
    }
    // Of these, the entry alone is refused; the Patient's identifier still says whose the rest is.
    for (String partly :
        List.of(
            bundle(patient(text, "F-21"), lab("o22", "Patient/" + text, "4.3")),
            bundle(patient("f21", "F-21"), lab.replace("'o21'", "'" + text + "'")))) {
      Gateway.fhir("", json(partly))
          .then()
          .statusCode(201)
          .body("issue[1].details.coding[0].code", equalTo("GW-FHIR-011"))
          .body(not(containsString(text.substring(0, 16))));
    }
    Gateway.fhir("", json(bundle(patient("f21", "F-21"), lab))).then().statusCode(201);
    Eventually.holds("sent", () -> registry.resources("Observation").size() == 2);
  }

  @Test
  void twoRecordsWithoutIdStayTwo() {
    Gateway.consent("F-8");
    Gateway.fhir("Patient", json(patient("f8", "F-8"))).then().statusCode(201);
    for (String value : List.of("4.2", "4.3")) {
      String unnamed = lab("o8", "Patient/f8", value).replace("'id':'o8',", "");
      Gateway.fhir("Observation", json(unnamed)).then().statusCode(201);
    }
    Eventually.holds("both are sent", () -> registry.resources("Observation").size() == 2);
    assertThat(registry.resources("Observation"))
        .extracting(o -> o.path("id").asText())
        .doesNotHaveDuplicates();
  }

  /** Ordinary hospital FHIR: the laboratory's own code stands beside that of LOINC. */
  @Test
  void aCodeOfTheHospitalBesideAKnownOneStaysThereWithANote() {
    Gateway.consent("F-30");
    Gateway.fhir("Patient", json(patient("f30", "F-30"))).then().statusCode(201);
    String loinc = "{'system':'http://loinc.org','code':'2857-1'}";
    String local =
        lab("o30", "Patient/f30", "4.2")
            .replace(loinc, "{'system':'urn:lab','code':'PSA-Rossi','display':'PSA'}," + loinc);
    String location =
        Gateway.fhir("Observation", json(local))
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    Gateway.settled();
    String path = location.substring(location.indexOf("/ops"));
    given()
        .get(path)
        .then()
        .body("outcome", equalTo("sent"))
        .body("notes.code", equalTo(List.of("FHIR-NOTE-001")))
        .body(not(containsString("Rossi")));
    JsonNode sent = registry.resources("Observation").get(0);
    assertThat(sent.at("/code/coding").findValuesAsText("code")).containsExactly("2857-1");
    // Two codes of one system may contradict each other: that is for a person to see.
    String two =
        lab("o31", "Patient/f30", "4.2")
            .replace(loinc, loinc + ",{'system':'http://loinc.org','code':'99999-9'}");
    Gateway.fhir("Observation", json(two)).then().statusCode(201);
    Gateway.settled();
    assertThat(Gateway.arrivals("held").get(0)).containsEntry("code", "GW-VALIDATE-001");
  }

  @Test
  void aRequestAboutTwoPatientsIsRefused() {
    Gateway.fhir("", json(bundle(patient("f5", "F-5"), patient("f6", "F-6"))))
        .then()
        .statusCode(422)
        .body("issue[0].details.coding[0].code", equalTo("GW-FHIR-006"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, Observation, GW-INTAKE-001",
    "6, '', GW-INTAKE-001",
    "2, Consent, GW-CONSENT-002"
  })
  void aBodyThatIsTooLargeIsCountedAndNotKept(int times, String type, String counted) {
    Map<String, Long> before = Gateway.outcomes();
    String large = " ".repeat(GatewayTestResource.LARGEST_FHIR_BODY * times) + "{\"id\":\"Rossi\"}";
    Gateway.fhir(type, large)
        .then()
        .statusCode(413)
        .body("issue[0].details.coding[0].code", equalTo("GW-INTAKE-001"));
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 1);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 1);
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("code", counted);
  }

  @Test
  void aBodyNestedTooDeeplyIsRefused() {
    String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
    Gateway.fhir("Observation", deep).then().statusCode(400);
  }

  @Test
  void aRecordThatNoProfileDescribesIsHeldWithItsReason() {
    Gateway.consent("F-7");
    Gateway.fhir(
        "",
        json(
            bundle(
                patient("f7", "F-7"),
                "{'resourceType':'Encounter','id':'e7','status':'finished','class':{'code':'AMB'},"
                    + "'subject':{'reference':'Patient/f7'}}")));
    Gateway.settled();
    assertThat(Gateway.arrivals("held")).extracting("code").contains("GW-CONVERT-001");
  }
}
