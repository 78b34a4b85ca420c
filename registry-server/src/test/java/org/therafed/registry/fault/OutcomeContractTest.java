package org.therafed.registry.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.transfer.OperationOutcomeJson.Finding;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.Severity;

/** What the registry writes is what a gateway reads: both by the reader they share. */
class OutcomeContractTest {

  @ParameterizedTest
  @EnumSource(RegistryCode.class)
  void everyCodeIsReadBackWithItsText(RegistryCode code) {
    Fault fault = code.with();
    assertThat(OperationOutcomeJson.read(OutcomeJson.of(fault, code.status())))
        .hasValueSatisfying(
            findings ->
                assertThat(findings)
                    .singleElement()
                    .returns("error", Finding::severity)
                    .returns(code.code(), Finding::code)
                    .returns(fault.getMessage(), Finding::text));
  }

  @Test
  void findingsKeepCodeAndPlaceAndTheRestIsCounted() {
    Issue issue = new Issue(Severity.ERROR, "FP-VAL-001", "Patient.gender", "", "A rule.", "规则。");
    List<Finding> findings =
        OperationOutcomeJson.read(OutcomeJson.of(Collections.nCopies(102, issue))).orElseThrow();
    assertThat(findings).hasSize(101);
    assertThat(findings.get(0))
        .isEqualTo(
            new Finding("error", "structure", "FP-VAL-001", "A rule.", "规则。", "Patient.gender"));
    assertThat(findings.get(100).text()).startsWith("2 more");
  }
}
