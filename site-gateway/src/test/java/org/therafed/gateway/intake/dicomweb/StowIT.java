package org.therafed.gateway.intake.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class StowIT extends WithRegistry {

  private static final String REFERENCED = "00081199";
  private static final String FAILED = "00081198";
  private static final String OTHER = "0008119A";
  private static final String FAILURE_REASON = "00081197";
  private static final String TYPE =
      "multipart/related; type=\"application/dicom\"; boundary=\"bound ary\"";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TestHTTPResource URI gateway;

  /** A request's body, as a sender without a library would write it. */
  private static final class Body {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Body part(String type, byte[] content) {
      text("\r\n--bound ary\r\nContent-Type: " + type + "\r\n\r\n");
      out.writeBytes(content);
      return this;
    }

    Body object(DataSet object) {
      return part("application/dicom", bytes(object));
    }

    byte[] end() {
      text("\r\n--bound ary--");
      return out.toByteArray();
    }

    private void text(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static byte[] bytes(DataSet object) {
    try {
      return Files.readAllBytes(Headers.file(object));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private HttpResponse<String> post(
      String path, String type, String accept, BodyPublisher publisher) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/dicomweb/studies" + path))
            .header("Content-Type", type)
            .header("Accept", accept)
            .POST(publisher)
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> post(String path, byte[] body) {
    return post(path, TYPE, "application/dicom+json", BodyPublishers.ofByteArray(body));
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<JsonNode> items(HttpResponse<String> response, String sequence) {
    JsonNode json = json(response);
    JsonNode set = json.isArray() ? json.path(0) : json;
    List<JsonNode> items = new java.util.ArrayList<>();
    set.path(sequence).path("Value").forEach(items::add);
    return items;
  }

  private static List<Integer> reasons(HttpResponse<String> response, String sequence) {
    return items(response, sequence).stream()
        .map(item -> item.path(FAILURE_REASON).path("Value").path(0).asInt())
        .toList();
  }

  private static void countsGrew(Map<String, Long> before, int received, int refused) {
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + received);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + refused);
    Gateway.countsAddUp();
  }

  @Test
  void objectsAreOnRecordBeforeTheAnswerAndGoOnLikeThoseOfAnAssociation() {
    Gateway.consent("STOW-1");
    Map<String, Long> before = Gateway.outcomes();
    HttpResponse<String> response =
        post(
            "",
            new Body()
                .object(Headers.ct("STOW-1", "1.2.5.1", 1))
                .object(Headers.ct("STOW-1", "1.2.5.1", 2))
                .end());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/dicom+json");
    assertThat(items(response, REFERENCED)).hasSize(2);
    assertThat(items(response, FAILED)).isEmpty();
    countsGrew(before, 2, 0);
    Gateway.settled();
    assertThat(registry.resources("ImagingStudy")).hasSize(1);
    assertThat(registry.resources("ImagingStudy").get(0).path("numberOfInstances").asInt())
        .isEqualTo(2);
    assertThat(Gateway.arrivals("sent").get(0)).containsEntry("source", "dicomweb");
  }

  @Test
  void anObjectThatCameByAssociationOrRequestBeforeIsSuperseded() {
    byte[] body = new Body().object(Headers.ct("STOW-2", "1.2.5.2", 1)).end();
    assertThat(post("", body).statusCode()).isEqualTo(200);
    long superseded = Gateway.outcomes().get("superseded");
    assertThat(post("", body).statusCode()).isEqualTo(200);
    assertThat(Gateway.outcomes().get("superseded")).isEqualTo(superseded + 1);
  }

  @Test
  void brokenPartsCostThemselvesOnly() {
    Map<String, Long> before = Gateway.outcomes();
    byte[] whole = bytes(Headers.ct("STOW-3", "1.2.5.3", 2));
    HttpResponse<String> response =
        post(
            "",
            new Body()
                .object(Headers.ct("STOW-3", "1.2.5.3", 1))
                .part("application/dicom", Arrays.copyOf(whole, whole.length - 3))
                .part("application/dicom", "a letter".getBytes(StandardCharsets.US_ASCII))
                .part("text/plain", "another".getBytes(StandardCharsets.US_ASCII))
                .object(Headers.ct("STOW-3", "1.2.5.3", 3))
                .end());
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(items(response, REFERENCED)).hasSize(2);
    assertThat(reasons(response, FAILED)).containsExactly(0xC000);
    assertThat(reasons(response, OTHER)).containsExactly(0xC000, 0xC000);
    countsGrew(before, 5, 3);
    assertThat(Gateway.arrivals("refused").stream().limit(3).map(a -> a.get("code")))
        .containsExactly("GW-DICOM-011", "GW-DICOM-011", "GW-DICOM-001");
    assertThat(response.body()).doesNotContain("STOW-3");
  }

  @Test
  void anObjectOfAnotherStudyThanTheAddressNamesIsRefused() {
    Map<String, Long> before = Gateway.outcomes();
    HttpResponse<String> response =
        post(
            "/1.2.5.4",
            new Body()
                .object(Headers.ct("STOW-4", "1.2.5.4", 1))
                .object(Headers.ct("STOW-4", "1.2.5.5", 1))
                .end());
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(items(response, REFERENCED)).hasSize(1);
    assertThat(reasons(response, FAILED)).containsExactly(0xA900);
    countsGrew(before, 2, 1);
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("code", "GW-DICOM-012");
  }

  @Test
  void anObjectThatIsTooLargeIsCountedAndTheNextIsStored() {
    Map<String, Long> before = Gateway.outcomes();
    DataSet large = Headers.ct("STOW-5", "1.2.5.6", 1);
    large.put(Tag.TextValue, VR.UT, "x".repeat(GatewayTestResource.LARGEST_OBJECT));
    HttpResponse<String> response =
        post("", new Body().object(large).object(Headers.ct("STOW-5", "1.2.5.6", 2)).end());
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(items(response, REFERENCED)).hasSize(1);
    assertThat(reasons(response, FAILED)).containsExactly(0xA700);
    countsGrew(before, 2, 1);
    // Alone it is no matter of room that a later time would mend.
    assertThat(post("", new Body().object(large).end()).statusCode()).isEqualTo(409);
  }

  @Test
  void anObjectWithoutAKnownTransferSyntaxIsRefusedByTheStandardsReason() {
    Map<String, Long> before = Gateway.outcomes();
    byte[] object = bytes(Headers.ct("STOW-6", "1.2.5.7", 1));
    String text = new String(object, StandardCharsets.ISO_8859_1);
    byte[] other =
        text.replace("1.2.840.10008.1.2.1\0", "1.2.840.99999.1.2.1\0")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(other).isNotEqualTo(object);
    HttpResponse<String> response = post("", new Body().part("application/dicom", other).end());
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(reasons(response, FAILED)).containsExactly(0xC122);
    countsGrew(before, 1, 1);
  }

  @Test
  void aBodyAboveTheBoundIsRefusedAndCounted() {
    Map<String, Long> before = Gateway.outcomes();
    byte[] large = new byte[GatewayTestResource.LARGEST_STOW_BODY + 1];
    HttpResponse<String> announced = post("", large);
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(json(announced).path("code").asText()).isEqualTo("GW-INTAKE-001");
    countsGrew(before, 1, 1);
    // Without a length: what came before the bound is stored, and the rest is counted once.
    byte[] body =
        new Body().object(Headers.ct("STOW-7", "1.2.5.8", 1)).part("text/plain", large).end();
    HttpResponse<String> response =
        post(
            "",
            TYPE,
            "application/dicom+json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(items(response, REFERENCED)).hasSize(1);
    assertThat(items(response, OTHER)).isNotEmpty();
  }

  @Test
  void aBodyWithMorePartsThanAllowedIsTakenUpToTheBound() {
    Body body = new Body();
    for (int i = 0; i <= GatewayTestResource.MOST_STOW_PARTS; i++) {
      body.object(Headers.ct("STOW-8", "1.2.5.9", i + 1));
    }
    HttpResponse<String> response = post("", body.end());
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(items(response, REFERENCED)).hasSize(GatewayTestResource.MOST_STOW_PARTS);
    assertThat(items(response, OTHER)).hasSize(1);
  }

  @Test
  void aBodyThatEndsWithinAnObjectKeepsTheOnesBefore() {
    Map<String, Long> before = Gateway.outcomes();
    byte[] body =
        new Body()
            .object(Headers.ct("STOW-9", "1.2.5.10", 1))
            .object(Headers.ct("STOW-9", "1.2.5.10", 2))
            .end();
    HttpResponse<String> response = post("", Arrays.copyOf(body, body.length - 40));
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(items(response, REFERENCED)).hasSize(1);
    assertThat(reasons(response, FAILED)).containsExactly(0xC000);
    assertThat(reasons(response, OTHER)).containsExactly(0xC000);
    countsGrew(before, 3, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/dicom",
        "application/json",
        "multipart/form-data; boundary=b",
        "multipart/related; type=\"application/dicom+xml\"; boundary=b",
      })
  void anotherMediaTypeIsAnsweredWith415(String type) {
    Map<String, Long> before = Gateway.outcomes();
    byte[] body = new Body().object(Headers.ct("STOW-10", "1.2.5.11", 1)).end();
    HttpResponse<String> response =
        post("", type, "application/dicom+json", BodyPublishers.ofByteArray(body));
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(Gateway.outcomes()).isEqualTo(before);
  }

  @Test
  void anAnswerInXmlIsRefusedBeforeAnythingIsStored() {
    Map<String, Long> before = Gateway.outcomes();
    byte[] body = new Body().object(Headers.ct("STOW-11", "1.2.5.12", 1)).end();
    HttpResponse<String> response =
        post("", TYPE, "application/dicom+xml", BodyPublishers.ofByteArray(body));
    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(Gateway.outcomes()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no delimiter at all", ""})
  void aBodyWithoutAPartIsAnsweredWith400AndCounted(String text) {
    Map<String, Long> before = Gateway.outcomes();
    HttpResponse<String> response = post("", text.getBytes(StandardCharsets.US_ASCII));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").asText()).isEqualTo("GW-DICOM-011");
    countsGrew(before, 1, 1);
  }
}
