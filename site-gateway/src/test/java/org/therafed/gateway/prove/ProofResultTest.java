package org.therafed.gateway.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.transfer.TransferBundle;

/** When a proof says that nothing left, and when it does not. */
class ProofResultTest {

  private static final List<Canary> CANARIES =
      PlantedPerson.people(2, 1).stream().flatMap(p -> p.canaries(true).stream()).toList();
  private static final String PLANTED =
      CANARIES.stream().map(Canary::value).collect(Collectors.joining("\n"));
  private static final String SETTLED =
      "{\"received\":3,\"sent\":1,\"queued\":0,\"held\":1,\"refused\":1,\"superseded\":0}";
  private static final Map<String, Map<String, Long>> SENT = Map.of("fhir", Map.of("sent", 1L));

  private final Outflow outflow = new Outflow();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ProofResult result(
      String handed, String outcomes, Map<String, Map<String, Long>> becameOf) {
    outflow.add(Outflow.Place.WIRE, bytes("{\"resourceType\":\"Bundle\"}"));
    JsonNode counts = TransferBundle.readTree(bytes(outcomes));
    return new ProofResult(
        "1", CANARIES, Map.of("fhir", List.of(bytes(handed))), outflow, counts, becameOf);
  }

  @Test
  void nothingLeft() {
    ProofResult result = result(PLANTED, SETTLED, SENT);
    assertThat(result.verdict()).isEqualTo(ProofResult.Verdict.NOTHING_LEFT);
    assertThat(result.controlFound()).isEqualTo(CANARIES.size());
  }

  @Test
  void oneValueAnywhereIsALeak() {
    for (Outflow.Place place : Outflow.Place.values()) {
      for (Canary canary : List.of(CANARIES.get(0), CANARIES.get(2), CANARIES.get(10))) {
        Outflow one = new Outflow();
        one.add(Outflow.Place.WIRE, bytes("{}"));
        one.add(place, bytes("... " + canary.value() + " ..."));
        ProofResult result =
            new ProofResult(
                "1",
                CANARIES,
                Map.of("fhir", List.of(bytes(PLANTED))),
                one,
                TransferBundle.readTree(bytes(SETTLED)),
                SENT);
        assertThat(result.verdict()).isEqualTo(ProofResult.Verdict.IDENTITY_LEFT);
        assertThat(result.leaks().get(place))
            .extracting(CanarySearch.Found::canary)
            .containsExactly(canary);
      }
    }
  }

  @Test
  void whatWasNotTriedIsNotProven() {
    List<ProofResult> results = new ArrayList<>();
    results.add(result(PLANTED, SETTLED, Map.of("fhir", Map.of("held", 2L))));
    results.add(result(PLANTED, SETTLED, Map.of()));
    results.add(result(PLANTED, SETTLED.replace("\"queued\":0", "\"queued\":1"), SENT));
    results.add(result(PLANTED, SETTLED.replace("\"received\":3", "\"received\":4"), SENT));
    results.add(result(PLANTED.replace(CANARIES.get(3).value(), ""), SETTLED, SENT));
    assertThat(results)
        .extracting(ProofResult::verdict)
        .containsOnly(ProofResult.Verdict.NOT_PROVEN);
  }

  @Test
  void theReportCountsAndNamesNoSecret() {
    ProofSettings settings =
        new ProofSettings(
            Map.of(
                "therafed.site-id", "site-a",
                "therafed.intake-token", "do-not-show-this-token",
                "therafed.registry-url", "https://registry.example.org"));
    ObjectNode json =
        result(PLANTED, SETTLED, SENT)
            .json(
                new ProofResult.Header(
                    "site-a", Instant.parse("2026-01-01T00:00:00Z"), 2, 1, settings));
    assertThat(json.toString())
        .doesNotContain("do-not-show-this-token", "registry.example.org")
        .contains("\"verdict\":\"nothing-left\"", "\"leftOut\":[\"therafed.registry-url\"]");
    assertThat(json.at("/control/foundInWhatWasHandedIn").asInt()).isEqualTo(CANARIES.size());
    assertThat(json.at("/planted/national_id").asInt()).isEqualTo(2);
  }

  @Test
  void aSecretDoesNotChangeTheDigestAndAnotherSettingDoes() {
    String digest = new ProofSettings(Map.of("therafed.intake-token", "a")).digest();
    assertThat(new ProofSettings(Map.of("therafed.intake-token", "b")).digest()).isEqualTo(digest);
    assertThat(new ProofSettings(Map.of("therafed.site-zone", "a")).digest())
        .isNotEqualTo(new ProofSettings(Map.of("therafed.site-zone", "b")).digest());
  }
}
