package org.therafed.profiles.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.profile.Canonical;

/**
 * What a gateway needs of a registry over HTTP. It is run against the registry and against the
 * stand-in that the gateway's own tests send to, so that these do not drift apart.
 */
public abstract class RegistryProtocolContractTest {

  private final HttpClient http = HttpClient.newHttpClient();

  protected abstract URI registry();

  /** A site that may send and has not sent anything. */
  protected abstract SiteId newSite();

  /** A fresh Bearer token of that site. */
  protected abstract String token(SiteId site);

  /** A fresh client assertion of that site for the token endpoint of this registry. */
  protected abstract String assertion(SiteId site);

  private HttpResponse<byte[]> ask(String assertion) throws IOException, InterruptedException {
    String form =
        "grant_type=client_credentials&scope=system%2F*.cruds&client_assertion_type="
            + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
            + assertion;
    return http.send(
        HttpRequest.newBuilder(registry().resolve("/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> send(SiteId site, byte[] body)
      throws IOException, InterruptedException {
    return http.send(
        request(site, "/fhir")
            .header("Content-Type", "application/fhir+json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private JsonNode get(SiteId site, String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request(site, path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return TransferBundle.readTree(response.body());
  }

  private HttpRequest.Builder request(SiteId site, String path) {
    return HttpRequest.newBuilder(registry().resolve(path))
        .header("Authorization", "Bearer " + token(site));
  }

  private static ObjectNode patient(String gender) {
    ObjectNode patient = JsonNodeFactory.instance.objectNode();
    String id = UUID.randomUUID().toString().replace("-", "").repeat(2).substring(0, 40);
    patient.put("resourceType", "Patient").put("id", id);
    patient.putObject("meta").putArray("profile").add(Canonical.profile("atr-patient"));
    patient.putArray("identifier").addObject().put("system", Canonical.PSEUDONYM).put("value", id);
    return patient.put("gender", gender);
  }

  private static byte[] transfer(SiteId site, long number, ObjectNode... resources) {
    return TransferBundle.bytes(TransferBundle.build(site, number, List.of(resources)));
  }

  @Test
  void receiptIsATransactionResponseWithAnEntryForEveryRecord() throws Exception {
    SiteId site = newSite();
    HttpResponse<byte[]> response = send(site, transfer(site, 1, patient("male"), patient("male")));
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode receipt = TransferBundle.readTree(response.body());
    assertThat(receipt.path("resourceType").asText()).isEqualTo("Bundle");
    assertThat(receipt.path("type").asText()).isEqualTo("transaction-response");
    assertThat(receipt.path("entry")).hasSize(2);
    assertThat(receipt.path("entry").path(0).path("response").path("status").asText())
        .isEqualTo("201 Created");
  }

  @Test
  void sameBytesAgainGetTheSameReceipt() throws Exception {
    SiteId site = newSite();
    byte[] body = transfer(site, 1, patient("male"));
    byte[] receipt = send(site, body).body();
    HttpResponse<byte[]> again = send(site, body);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(receipt);
  }

  @Test
  void otherBytesUnderANumberAreAConflict() throws Exception {
    SiteId site = newSite();
    send(site, transfer(site, 1, patient("male")));
    assertThat(send(site, transfer(site, 1, patient("male"))).statusCode()).isEqualTo(409);
  }

  @Test
  void invalidRecordIsRefusedByAnOutcomeWithTheCodeInItsDetails() throws Exception {
    SiteId site = newSite();
    HttpResponse<byte[]> response = send(site, transfer(site, 1, patient("none of the codes")));
    assertThat(response.statusCode()).isEqualTo(422);
    JsonNode outcome = TransferBundle.readTree(response.body());
    assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
    JsonNode issue = outcome.path("issue").path(0);
    assertThat(issue.path("severity").asText()).isEqualTo("error");
    assertThat(issue.at("/details/coding/0/code").asText()).matches("[A-Z]{2}-[A-Z]+-\\d{3}");
    assertThat(issue.path("diagnostics").asText()).isNotBlank();
    assertThat(get(site, "/federation/status").path("lastSequence").asLong(-1)).isZero();
  }

  @Test
  void accessTokenIsGivenOnceForAnAssertionAndProvesTheSiteManyTimes() throws Exception {
    SiteId site = newSite();
    String assertion = assertion(site);
    HttpResponse<byte[]> answer = ask(assertion);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode given = TransferBundle.readTree(answer.body());
    assertThat(given.path("token_type").asText()).isEqualToIgnoringCase("bearer");
    assertThat(given.path("expires_in").asInt()).isPositive();
    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> status =
          http.send(
              HttpRequest.newBuilder(registry().resolve("/federation/status"))
                  .header("Authorization", "Bearer " + given.path("access_token").asText())
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(status.statusCode()).isEqualTo(200);
    }
    HttpResponse<byte[]> again = ask(assertion);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(TransferBundle.readTree(again.body()).path("error").asText())
        .isEqualTo("invalid_client");
  }

  @Test
  void federationGivesProtocolAndKey() throws Exception {
    JsonNode federation = get(newSite(), "/federation");
    assertThat(federation.path("protocol").asInt()).isEqualTo(1);
    assertThat(federation.path("linkageEncryptionKey").path("key")).isNotEmpty();
  }

  @Test
  void statusKnowsTheHighestNumber() throws Exception {
    SiteId site = newSite();
    send(site, transfer(site, 3, patient("male")));
    send(site, transfer(site, 2, patient("male")));
    assertThat(get(site, "/federation/status").path("lastSequence").asLong()).isEqualTo(3);
  }

  @Test
  void transferIsKnownByItsNumberAndItsBytes() throws Exception {
    SiteId site = newSite();
    byte[] body = transfer(site, 2, patient("male"));
    send(site, body);
    JsonNode stored = get(site, "/federation/transfers/2");
    assertThat(stored.path("stored").isBoolean()).isTrue();
    assertThat(stored.path("stored").asBoolean()).isTrue();
    assertThat(stored.path("sha256").asText())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body)));
    JsonNode missing = get(site, "/federation/transfers/1");
    assertThat(missing.path("stored").isBoolean()).isTrue();
    assertThat(missing.path("stored").asBoolean()).isFalse();
  }
}
