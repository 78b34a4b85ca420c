package org.therafed.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.transfer.OperationOutcomeJson.Finding;

/** What the gateway writes has the shape of what it reads from the registry. */
class OutcomeContractTest {

  static Stream<GatewayCode> codes() {
    return GatewayCode.all();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyCodeIsReadBackWithItsText(GatewayCode code) {
    assertThat(OperationOutcomeJson.read(OutcomeJson.text(422, code.reason(), "")))
        .hasValueSatisfying(
            findings ->
                assertThat(findings)
                    .singleElement()
                    .returns("error", Finding::severity)
                    .returns(code.code(), Finding::code)
                    .returns(code.reason().text(), Finding::text));
  }
}
