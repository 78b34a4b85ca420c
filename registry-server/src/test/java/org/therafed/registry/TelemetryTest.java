package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class TelemetryTest {

  private static final String PARENT = "00f067aa0ba902b7";
  private static final String NAME = "Kanarienvogel";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @Inject InMemorySpanExporter spans;

  private final String trace = UUID.randomUUID().toString().replace("-", "");

  @Test
  void storedFactBelongsToTheTraceOfTheSender() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    send(
            site,
            site.next(
                Records.patient(patient),
                Records.psa(Records.id(site.id(), "lab"), patient, LocalDate.of(2025, 3, 1), "3")))
        .then()
        .statusCode(200);
    SpanData server = server();
    assertThat(server.getParentSpanId()).isEqualTo(PARENT);
    assertThat(server.getName()).isEqualTo("POST /fhir");
    for (String stage : List.of("ingest", "store", "facts")) {
      assertThat(ofTrace())
          .filteredOn(span -> span.getName().equals(stage))
          .singleElement()
          .satisfies(
              span -> {
                assertThat(span.getParentSpanId()).isEqualTo(server.getSpanId());
                assertThat(span.getEndEpochNanos()).isLessThanOrEqualTo(server.getEndEpochNanos());
              });
    }
  }

  @Test
  void nameInARefusedTransferIsInNoSpanAndNoLogLine() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    ObjectNode named = Records.patient(patient).put("gender", NAME);
    named.putArray("name").addObject().put("family", NAME);
    ObjectNode elsewhere = Records.patient(patient).put("birthDate", NAME);
    ObjectNode token = Records.patient(patient, NAME);
    try (LogLines log = LogLines.open()) {
      send(site, site.next(named)).then().statusCode(422);
      send(site, site.next(elsewhere)).then().statusCode(422);
      send(site, site.next(token)).then().statusCode(422);
      send(site, ("{\"name\": \"" + NAME).getBytes(StandardCharsets.UTF_8)).then().statusCode(400);
      send(site, ("\"" + NAME + "\"").getBytes(StandardCharsets.UTF_8)).then().statusCode(400);
      await().atMost(LONGEST).until(() -> servers().size() == 5);
      assertThat(log.all()).contains("outcome=refused").doesNotContain(NAME);
    }
    assertThat(ofTrace())
        .filteredOn(span -> span.getName().equals("ingest"))
        .hasSize(5)
        .allSatisfy(
            span -> assertThat(span.getStatus().getDescription()).startsWith("RG-INGEST-00"));
    assertThat(spans.getFinishedSpanItems().toString()).doesNotContain(NAME);
  }

  @Test
  void pseudonymInAnAddressIsInNoSpanAndNoLogLine() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    send(site, site.next(Records.patient(patient))).then().statusCode(200);
    try (LogLines log = LogLines.open()) {
      get(site, "/fhir/Patient/" + patient + "?subject=" + patient).then().statusCode(200);
      get(site, "/fhir/Patient/none-" + patient).then().statusCode(404);
      get(site, "/fhir/Patient/" + patient + "/_history").then().statusCode(200);
      await().atMost(LONGEST).until(() -> servers().size() == 4);
      assertThat(log.all()).doesNotContain(patient);
    }
    assertThat(servers())
        .filteredOn(span -> span.getName().equals("GET /fhir/{type}/{id}"))
        .hasSize(2);
    assertThat(ofTrace().toString()).doesNotContain(patient);
  }

  private Response get(TestSite site, String path) {
    return given()
        .header("Authorization", "Bearer " + site.token())
        .header("traceparent", "00-" + trace + "-" + PARENT + "-01")
        .get(path);
  }

  private Response send(TestSite site, byte[] body) {
    return given()
        .header("Authorization", "Bearer " + site.token())
        .header("traceparent", "00-" + trace + "-" + PARENT + "-01")
        .contentType("application/fhir+json")
        .body(body)
        .post("/fhir");
  }

  private SpanData server() {
    await().atMost(LONGEST).until(() -> servers().size() == 1);
    return servers().get(0);
  }

  private List<SpanData> servers() {
    return ofTrace().stream().filter(span -> span.getKind() == SpanKind.SERVER).toList();
  }

  private List<SpanData> ofTrace() {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }
}
