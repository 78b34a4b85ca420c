package org.therafed.gateway.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The gateway under test, as a hospital's systems see it. */
public final class Gateway {

  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** Counts by outcome; asked again and again by tests that wait, so by the JDK's own client. */
  public static Map<String, Long> outcomes() {
    URI address = URI.create("http://127.0.0.1:" + RestAssured.port + "/ops/outcomes");
    try {
      HttpResponse<byte[]> answer =
          HTTP.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode json = JSON.readTree(answer.body());
      Map<String, Long> counts = new HashMap<>();
      for (String name : List.of("received", "sent", "queued", "held", "refused", "superseded")) {
        counts.put(name, json.required(name).longValue());
      }
      return counts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
