package org.therafed.gateway.forward.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.forward.SendResult;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.transfer.OperationOutcomeJson.Finding;

class RegistryAnswerTest {

  private static final String OUTCOME =
      OperationOutcomeJson.of(
              List.of(new Finding("error", "invalid", "FP-VAL-003", "A rule.", "Patient.gender")))
          .toString();

  private static SendResult read(int status, String body) {
    return RegistryAnswer.read(status, body, 2, Optional.empty());
  }

  private static GatewayCode later(SendResult result) {
    assertThat(result).isInstanceOf(SendResult.Later.class);
    return ((SendResult.Later) result).code();
  }

  @Test
  void aReceiptForEveryRecordIsStored() {
    String receipt = FakeRegistry.receipt(2).toString();
    assertThat(read(200, receipt)).isEqualTo(new SendResult.Stored(receipt));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>200</html>",
        "{}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{},{}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"response\":"
            + "{\"status\":\"201 Created\"}},{\"response\":{\"status\":\"400 Bad Request\"}}]}"
      })
  void anyOther200IsAskedForAgain(String body) {
    assertThat(later(read(200, body))).isEqualTo(ForwardCode.ANSWER);
  }

  @Test
  void aReceiptForTooManyIsAskedForAgain() {
    assertThat(later(read(200, FakeRegistry.receipt(3).toString()))).isEqualTo(ForwardCode.ANSWER);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void anOutcomeOfTheRegistryIsFinalAndNamesItsCode(int status) {
    assertThat(read(status, OUTCOME))
        .isEqualTo(
            new SendResult.Refused(
                status, OUTCOME, Phrase.same("FP-VAL-003 Patient.gender A rule.")));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 405, 409, 413, 415, 422})
  void aPageOfSomebodyElseIsNotFinal(int status) {
    assertThat(later(read(status, "<html>" + status + "</html>"))).isEqualTo(ForwardCode.ANSWER);
  }

  @ParameterizedTest
  @CsvSource({
    "401, GW-FORWARD-003",
    "403, GW-FORWARD-003",
    "404, GW-FORWARD-006",
    "415, GW-FORWARD-006",
    "429, GW-FORWARD-004",
    "500, GW-FORWARD-004",
    "503, GW-FORWARD-004"
  })
  void noOtherStatusIsFinalEvenWithAnOutcome(int status, String code) {
    assertThat(later(read(status, OUTCOME)).code()).isEqualTo(code);
  }

  @Test
  void aSiteThatIsNotLiveYetKeepsItsRecordsAndIsToldWhatToDo() {
    String notLive =
        OperationOutcomeJson.of(
                List.of(new Finding("error", "forbidden", "RG-SITE-007", "Not live yet.", "")))
            .toString();
    assertThat(read(403, notLive))
        .isEqualTo(new SendResult.Later(ForwardCode.NOT_LIVE, true, Optional.empty()));
    assertThat(later(read(403, "<html>RG-SITE-007</html>"))).isEqualTo(ForwardCode.NOT_AUTHORISED);
  }

  @Test
  void aNumberThatWasTakenIsSaidByTheRegistryOnly() {
    assertThat(read(409, OUTCOME)).isEqualTo(new SendResult.NumberTaken());
  }

  @Test
  void theWaitThatIsAskedForIsKept() {
    Optional<Duration> wait = Optional.of(Duration.ofSeconds(7));
    assertThat(RegistryAnswer.read(503, "", 1, wait))
        .isEqualTo(new SendResult.Later(ForwardCode.BUSY, true, wait));
  }
}
