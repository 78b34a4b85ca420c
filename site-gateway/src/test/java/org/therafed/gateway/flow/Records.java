package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;

/** FHIR texts of tests, with single quotes, and how they are sent. */
final class Records {

  private Records() {}

  static String patient(String mrn, String gender) {
    return "{'resourceType':'Patient','id':'"
        + mrn
        + "','identifier':[{'value':'"
        + mrn
        + "'}],'gender':'"
        + gender
        + "'}";
  }

  /** A laboratory value whose subject is known by the hospital's number. */
  static String lab(String id, String mrn, String value) {
    return labOf(id, "'identifier':{'value':'" + mrn + "'}", value);
  }

  /** A laboratory value that waits for the Patient of that id. */
  static String waitingLab(String id, String patientId, String value) {
    return labOf(id, "'reference':'Patient/" + patientId + "'", value);
  }

  private static String labOf(String id, String subject, String value) {
    return "{'resourceType':'Observation','id':'"
        + id
        + "','status':'final','category':[{'coding':[{'system':"
        + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
        + "'code':{'coding':[{'system':'http://loinc.org','code':'2857-1'}]},'subject':{"
        + subject
        + "},'effectiveDateTime':'2025-03-31T07:45:00+08:00','valueQuantity':{'value':"
        + value
        + ",'unit':'ng/mL','system':'http://unitsofmeasure.org','code':'ng/mL'}}";
  }

  static String consent(String id, String mrn, String type, String day) {
    return "{'resourceType':'Consent','id':'"
        + id
        + "','status':'active','scope':{'coding':[{'system':"
        + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'research'}]},'category':"
        + "[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],'patient':{'identifier':"
        + "{'value':'"
        + mrn
        + "'}},'dateTime':'"
        + day
        + "','policyRule':{'coding':[{'system':"
        + "'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'OPTIN'}]},'provision':{"
        + "'type':'"
        + type
        + "'}}";
  }

  static String bundle(String... resources) {
    return "{'resourceType':'Bundle','type':'collection','entry':[{'resource':"
        + String.join("},{'resource':", resources)
        + "}]}";
  }

  /** Sends a body; an empty type means a Bundle. Answers the arrival's page. */
  static String send(String type, String text) {
    return page(
        Gateway.fhir(type, text.replace('\'', '"'))
            .then()
            .statusCode(201)
            .extract()
            .header("Location"));
  }

  /** Sends a Bundle as part of one trace, which all that are sent by this belong to. */
  static String sendTraced(String text) {
    return page(
        given()
            .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .contentType("application/fhir+json")
            .body(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
            .post("/fhir")
            .then()
            .statusCode(201)
            .extract()
            .header("Location"));
  }

  private static String page(String location) {
    return location.substring(location.indexOf("/ops"));
  }

  static String outcome(String page) {
    return given().get(page).jsonPath().getString("outcome");
  }

  /** What the registry shows of each laboratory value: the last version. */
  static Map<String, String> current(FakeRegistry registry) {
    Map<String, String> values = new LinkedHashMap<>();
    for (ObjectNode lab : registry.resources("Observation")) {
      values.put(lab.path("id").asText(), lab.at("/valueQuantity/value").asText());
    }
    return values;
  }
}
