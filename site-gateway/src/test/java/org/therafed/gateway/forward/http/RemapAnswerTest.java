package org.therafed.gateway.forward.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.forward.SendResult;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.transfer.PseudonymRemap;

class RemapAnswerTest {

  private static final PseudonymRemap SENT =
      new PseudonymRemap(
          new SiteId("site-a"),
          new TransferSequence(7),
          List.of(
              new PseudonymRemap.Move(
                  new Pseudonym("a".repeat(40)),
                  new Pseudonym("b".repeat(40)),
                  PseudonymRemap.Dates.SAME)));

  private static SendResult read(int status, String body) {
    return RemapAnswer.read(status, body, SENT, Optional.of(Duration.ofSeconds(2)));
  }

  @Test
  void onlyTheReceiptOfThisVeryMessageCountsAsStored() {
    assertThat(read(200, "{\"sequence\":7,\"moves\":1}")).isInstanceOf(SendResult.Stored.class);
    for (String other :
        List.of("{\"sequence\":8,\"moves\":1}", "{\"sequence\":7}", "<html>", "", "[]")) {
      assertThat(read(200, other))
          .isEqualTo(new SendResult.Later(ForwardCode.ANSWER, false, Optional.empty()));
    }
  }

  @Test
  void aRefusalIsTriedAgainAndKeepsNobodyElseBack() {
    assertThat(read(422, "{\"code\":\"RG-REMAP-001\"}"))
        .isEqualTo(new SendResult.Later(ForwardCode.REMAP_REFUSED, false, Optional.empty()));
    assertThat(read(403, "{\"code\":\"RG-REMAP-003\"}"))
        .isEqualTo(new SendResult.Later(ForwardCode.REMAP_REFUSED, false, Optional.empty()));
    assertThat(read(404, "not found"))
        .isEqualTo(new SendResult.Later(ForwardCode.ANSWER, false, Optional.empty()));
  }

  @Test
  void aNumberThatIsUsedIsTakenAnewAndABusyRegistryIsWaitedFor() {
    assertThat(read(409, "{\"code\":\"RG-INGEST-003\"}"))
        .isInstanceOf(SendResult.NumberTaken.class);
    assertThat(read(503, ""))
        .isEqualTo(
            new SendResult.Later(ForwardCode.BUSY, true, Optional.of(Duration.ofSeconds(2))));
    assertThat(read(401, ""))
        .isEqualTo(new SendResult.Later(ForwardCode.NOT_AUTHORISED, true, Optional.empty()));
  }
}
