package org.therafed.registry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.VertxContextSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.registry.fault.InvalidTransfer;

/** What every {@link Transfers} must do: wholly or not at all, each once, nobody for another. */
public abstract class TransfersContractTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  protected abstract Transfers transfers();

  /** A site that may send and has not sent anything. */
  protected abstract SiteId newSite();

  private String take(SiteId sender, byte[] body) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(() -> transfers().take(sender, body));
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

  private void refused(String code, SiteId sender, byte[] body) {
    assertThatThrownBy(() -> take(sender, body))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(code);
  }

  @Test
  void receiptHasAnEntryForEveryRecordInTheirOrder() throws Throwable {
    SiteId site = newSite();
    ObjectNode first = patient("male");
    ObjectNode second = patient("female");
    JsonNode receipt = JSON.readTree(take(site, transfer(site, 1, first, second)));
    assertThat(receipt.path("type").asText()).isEqualTo("transaction-response");
    assertThat(receipt.path("entry").findValuesAsText("location"))
        .containsExactly(
            "Patient/" + first.path("id").asText() + "/_history/1",
            "Patient/" + second.path("id").asText() + "/_history/1");
  }

  @Test
  void sameBytesAgainGetTheSameReceipt() throws Throwable {
    SiteId site = newSite();
    byte[] body = transfer(site, 1, patient("male"));
    String receipt = take(site, body);
    take(site, transfer(site, 2, patient("female")));
    assertThat(take(site, body)).isEqualTo(receipt);
  }

  @Test
  void numberIsForOneContentOnly() throws Throwable {
    SiteId site = newSite();
    take(site, transfer(site, 1, patient("male")));
    refused("RG-INGEST-003", site, transfer(site, 1, patient("male")));
  }

  @Test
  void numbersOfSitesAreTheirOwn() throws Throwable {
    for (SiteId site : List.of(newSite(), newSite())) {
      assertThat(take(site, transfer(site, 1, patient("male")))).contains("201 Created");
    }
  }

  @Test
  void transferInAnotherSitesNameIsRefused() {
    refused("RG-INGEST-002", newSite(), transfer(newSite(), 1, patient("male")));
  }

  @Test
  void recordOfAnotherSiteIsRefused() throws Throwable {
    SiteId owner = newSite();
    SiteId other = newSite();
    ObjectNode patient = patient("male");
    take(owner, transfer(owner, 1, patient));
    refused("RG-INGEST-001", other, transfer(other, 1, patient));
  }

  @Test
  void refusedTransferTakesNoNumberAndStoresNothingOfItself() throws IOException, Throwable {
    SiteId site = newSite();
    ObjectNode good = patient("male");
    byte[] bad = transfer(site, 1, good, patient("none of the codes"));
    assertThatThrownBy(() -> take(site, bad)).isInstanceOf(InvalidTransfer.class);
    assertThat(take(site, transfer(site, 1, good))).contains("201 Created");
  }

  @Test
  void whatIsNoTransferIsUnreadable() {
    for (String text : List.of("", "{", "[]", "{\"resourceType\":\"Patient\"}")) {
      refused("RG-INGEST-005", newSite(), text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
