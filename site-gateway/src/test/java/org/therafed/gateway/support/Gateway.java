package org.therafed.gateway.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The gateway under test, as a hospital's systems see it. */
public final class Gateway {

  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final RestAssuredConfig RAW =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                  .encodeContentTypeAs("text/csv", ContentType.TEXT)
                  .encodeContentTypeAs(WORKBOOK, ContentType.BINARY)
                  .encodeContentTypeAs("application/fhir+json", ContentType.TEXT));

  private Gateway() {}

  /** Uploads a table of UTF-8. */
  public static Response table(String kind, String... lines) {
    byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return table(kind, "text/csv", body);
  }

  /** Uploads a table. */
  public static Response table(String kind, String contentType, byte[] body) {
    return given().config(RAW).contentType(contentType).body(body).post("/intake/csv/" + kind);
  }

  /** Uploads one laboratory value of a patient, which is taken. */
  public static void lab(String mrn, String sample) {
    table(
            "labs",
            "mrn,sample_id,loinc,value,unit,taken_at",
            mrn + "," + sample + ",2857-1,4.2,ng/mL,2025-03-31T07:45:00")
        .then()
        .statusCode(200);
  }

  /** Uploads a workbook. */
  public static Response workbook(String kind, byte[] body) {
    return given().config(RAW).contentType(WORKBOOK).body(body).post("/intake/xlsx/" + kind);
  }

  /** Posts a FHIR body; an empty type means a Bundle. */
  public static Response fhir(String type, String body) {
    return given()
        .config(RAW)
        .contentType("application/fhir+json")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(type.isEmpty() ? "/fhir" : "/fhir/" + type);
  }

  /** Counts by outcome. */
  public static Map<String, Long> outcomes() {
    JsonPath json = given().get("/ops/outcomes").jsonPath();
    Map<String, Long> counts = new HashMap<>();
    for (String name : List.of("received", "sent", "queued", "held", "refused", "superseded")) {
      counts.put(name, json.getLong(name));
    }
    return counts;
  }

  /** Waits until nothing is queued. */
  public static void settled() {
    Eventually.holds(
        () -> "all settled; " + outcomes() + " " + arrivals("queued"),
        () -> outcomes().get("queued") == 0);
  }

  /** Everything that came has become exactly one thing. */
  public static void countsAddUp() {
    Map<String, Long> counts = outcomes();
    long became =
        Stream.of("sent", "queued", "held", "refused", "superseded").mapToLong(counts::get).sum();
    assertThat(became).as(counts.toString()).isEqualTo(counts.get("received"));
  }

  /** The latest arrivals of an outcome. */
  public static List<Map<String, Object>> arrivals(String outcome) {
    return given().queryParam("state", outcome).get("/ops/arrivals").jsonPath().getList("$");
  }

  /** A person with a consent that permits. */
  public static void personWithConsent(String mrn, String nationalId) {
    table(
            "patients",
            "mrn,national_id,name,sex,birth_date,region",
            mrn + "," + nationalId + ",王伟,M,1950-03-01,Zhejiang")
        .then()
        .statusCode(200);
    consent(mrn);
  }

  /** A consent that permits from long ago. */
  public static void consent(String mrn) {
    table("consents", "mrn,decision,signed_on", mrn + ",permit,2024-01-02").then().statusCode(200);
  }
}
