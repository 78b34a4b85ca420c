package org.therafed.profiles.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.PseudonymRemap.Dates;
import org.therafed.profiles.transfer.PseudonymRemap.Move;

class PseudonymRemapTest {

  private static final Pseudonym OLD = new Pseudonym("a".repeat(40));
  private static final Pseudonym NEW = new Pseudonym("b".repeat(40));
  private static final PseudonymRemap REMAP =
      new PseudonymRemap(
          new SiteId("site-a"),
          new TransferSequence(7),
          List.of(new Move(OLD, NEW, Dates.SAME), new Move(NEW, OLD, Dates.SENT_AGAIN)));

  @Test
  void whatIsWrittenIsReadAndAlwaysTheSameBytes() {
    assertThat(PseudonymRemap.parse(REMAP.bytes())).isEqualTo(REMAP);
    assertThat(PseudonymRemap.parse(REMAP.bytes()).bytes()).isEqualTo(REMAP.bytes());
    assertThat(new String(REMAP.bytes(), StandardCharsets.UTF_8))
        .startsWith(
            "{\"format\":\"therafed-remap-1\",\"site\":\"site-a\",\"sequence\":7,\"moves\":[")
        .contains("\"dates\":\"sent-again\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"format\":\"therafed-remap-2\",\"site\":\"a\",\"sequence\":1,\"moves\":[]}",
        "{\"format\":\"therafed-remap-1\",\"site\":\"a\",\"sequence\":1,\"moves\":[]}",
        "{\"format\":\"therafed-remap-1\",\"site\":\"a\",\"sequence\":1,\"moves\":[{}]}",
        "{\"format\":\"therafed-remap-1\",\"site\":\"a\",\"sequence\":\"x\",\"moves\":[]}",
        "{"
      })
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> PseudonymRemap.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Fault.class);
  }

  @Test
  void noPseudonymMovesToItselfAndNoneIsShown() {
    assertThatThrownBy(() -> new Move(OLD, OLD, Dates.SAME))
        .hasMessageContaining("FP-TRANSFER-004");
    assertThat(REMAP.moves().get(0).toString()).doesNotContain(OLD.value());
  }
}
