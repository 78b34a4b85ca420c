package org.therafed.registry.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.outcome.BilingualCodes;
import org.therafed.profiles.outcome.Fault;

class BilingualFaultsTest {

  @Test
  void everyCodeOfTheRegistryHasItsSentencesInBothLanguages() throws IOException {
    List<Class<?>> enums = BilingualCodes.enumsBelow("org.therafed.registry");
    assertThat(enums)
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrder("RegistryCode", "ConformanceCode");
    assertThat(BilingualCodes.faults(enums)).isEmpty();
  }

  @Test
  void aRefusalIsReadInBothLanguages() throws IOException {
    Fault fault = RegistryCode.SEQUENCE_REUSED.with(Fault.safe("sequence", 7));
    JsonNode problem = new ObjectMapper().readTree(FaultBody.of(fault, "/sites").text());
    assertThat(problem.path("foundZh").asText()).isEqualTo("序号 7 已用于其他内容。");
    assertThat(FaultBody.of(fault, "/fhir").text()).contains("序号 7 已用于其他内容。");
  }
}
