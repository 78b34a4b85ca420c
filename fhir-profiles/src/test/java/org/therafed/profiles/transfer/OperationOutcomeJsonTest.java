package org.therafed.profiles.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.transfer.OperationOutcomeJson.Finding;

class OperationOutcomeJsonTest {

  @Test
  void whatOneSideWritesTheOtherReads() {
    List<Finding> findings =
        List.of(
            new Finding("error", "invalid", "RG-INGEST-004", "Found. Needed.", "Patient.gender"),
            new Finding("error", "required", "FP-VAL-002", "It is missing.", "缺少。", "Patient.id"),
            new Finding("information", "informational", "", "3 more.", ""));
    assertThat(OperationOutcomeJson.read(OperationOutcomeJson.of(findings).toString()))
        .contains(findings);
  }

  @Test
  void theCodeStandsInTheFirstCodingWithItsSystem() {
    assertThat(
            OperationOutcomeJson.of(
                    List.of(new Finding("error", "invalid", "RG-INGEST-004", "Found.", "")))
                .toString())
        .isEqualTo(
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":"
                + "\"invalid\",\"details\":{\"coding\":[{\"system\":"
                + "\"https://therafed.org/fhir/CodeSystem/error\",\"code\":\"RG-INGEST-004\"}]},"
                + "\"diagnostics\":\"Found.\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>413 Request Entity Too Large</html>",
        "null",
        "[]",
        "{\"resourceType\":\"Bundle\"}",
        "{\"resourceType\":\"OperationOutcome\"}",
        "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}"
      })
  void anythingElseIsNoOutcome(String body) {
    assertThat(OperationOutcomeJson.read(body)).isEmpty();
  }
}
