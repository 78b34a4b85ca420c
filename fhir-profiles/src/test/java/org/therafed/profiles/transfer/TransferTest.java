package org.therafed.profiles.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.IssueCode;
import org.therafed.profiles.validation.TransferValidator;

class TransferTest {
  private final TransferValidator validator = new TransferValidator(Judgement.RECORDS);

  private static ObjectNode all() {
    List<ObjectNode> resources = Examples.names().stream().map(Examples::read).toList();
    return TransferBundle.build(new SiteId("site-a"), 17, resources);
  }

  private static ObjectNode one() {
    return TransferBundle.build(new SiteId("site-a"), 1, List.of(Examples.read("atr-patient")))
        .deepCopy();
  }

  private Issue only(ObjectNode bundle) {
    List<Issue> issues = validator.validate(bundle);
    assertThat(issues).hasSize(1);
    return issues.get(0);
  }

  @Test
  void whatIsBuiltIsReadBackAndValid() {
    byte[] bytes = TransferBundle.bytes(all());
    TransferBundle transfer = TransferBundle.parse(bytes);
    assertThat(transfer.site()).isEqualTo(new SiteId("site-a"));
    assertThat(transfer.sequence().value()).isEqualTo(17);
    assertThat(transfer.entries()).hasSize(Examples.names().size());
    assertThat(transfer.entries().get(0).reference().type()).isEqualTo("Patient");
    assertThat(validator.validate(transfer.json())).isEmpty();
    assertThat(TransferBundle.bytes(transfer.json())).isEqualTo(bytes);
  }

  @Test
  void digitsOfANumberSurviveTheJourney() {
    String body =
        new String(TransferBundle.bytes(one()), StandardCharsets.UTF_8)
            .replace("\"male\"", "\"male\",\"x\":7.4000");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertThat(TransferBundle.bytes(TransferBundle.readTree(bytes))).isEqualTo(bytes);
  }

  @Test
  void recordThatStandsTwiceIsRefused() {
    ObjectNode patient = Examples.read("atr-patient");
    assertThatThrownBy(() -> TransferBundle.build(new SiteId("a"), 1, List.of(patient, patient)))
        .hasMessageContaining("FP-TRANSFER-003 Entry 1");
    ObjectNode bundle = one();
    ((ArrayNode) bundle.path("entry")).add(bundle.at("/entry/0").deepCopy());
    assertThat(only(bundle).message()).contains("stands twice");
  }

  @Test
  void findingOfARecordIsSeenFromTheBundle() {
    ObjectNode bundle = one();
    ((ObjectNode) bundle.at("/entry/0/resource")).put("gender", "M");
    assertThat(only(bundle).expression()).isEqualTo("Bundle.entry[0].resource.gender");
  }

  @Test
  void methodOtherThanPutIsRefused() {
    ObjectNode bundle = one();
    ((ObjectNode) bundle.at("/entry/0/request")).put("method", "DELETE");
    assertThat(only(bundle).expression()).isEqualTo("Bundle.entry[0].request");
  }

  @Test
  void urlOfAnotherRecordIsRefused() {
    ObjectNode bundle = one();
    ((ObjectNode) bundle.at("/entry/0/request")).put("url", "Patient/other");
    assertThat(only(bundle).code()).isEqualTo(IssueCode.TRANSFER.code());
  }

  @Test
  void unknownElementOfTheFrameIsRefused() {
    ObjectNode bundle = one();
    bundle.put("timestamp", "2025-01-01T00:00:00Z");
    ((ObjectNode) bundle.at("/entry/0")).putArray("link");
    ((ObjectNode) bundle.at("/entry/0/request")).put("ifMatch", "x");
    assertThat(validator.validate(bundle))
        .extracting(Issue::expression)
        .containsExactlyInAnyOrder(
            "Bundle.timestamp", "Bundle.entry[0].link", "Bundle.entry[0].request.ifMatch");
  }

  @Test
  void transferWithoutEntriesOrNameIsRefused() {
    ObjectNode bundle = one();
    bundle.putArray("entry");
    ((ObjectNode) bundle.path("identifier")).put("value", "site-a");
    assertThat(validator.validate(bundle)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "{} {}", "[[[[[", "nonsense"})
  void whatIsNoJsonIsAFault(String body) {
    assertThatThrownBy(() -> TransferBundle.parse(body.getBytes(StandardCharsets.UTF_8)))
        .hasMessageMatching("FP-TRANSFER-00[12] .*");
  }

  @Test
  void tooDeepJsonIsAFault() {
    byte[] body = ("[".repeat(70) + "]".repeat(70)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TransferBundle.parse(body)).hasMessageContaining("FP-TRANSFER-001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Bundle','type':'batch'}",
        "{'resourceType':'Bundle','type':'transaction'}",
        "{'resourceType':'Bundle','type':'transaction','identifier':{'system':'https://therafed.org/fhir/sid/transfer','value':'a/0'}}",
        "{'resourceType':'Patient'}",
        "[]"
      })
  void whatIsNoTransferIsAFault(String body) {
    assertThatThrownBy(() -> TransferBundle.of(Examples.json(body)))
        .hasMessageContaining("FP-TRANSFER-002");
  }
}
