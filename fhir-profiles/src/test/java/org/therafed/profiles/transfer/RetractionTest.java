package org.therafed.profiles.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.outcome.Fault;

class RetractionTest {

  private static final Retraction RETRACTION =
      new Retraction(new SiteId("site-a"), new TransferSequence(7), new Pseudonym("a".repeat(40)));

  @Test
  void whatIsWrittenIsReadAndSaysNothingButWhose() {
    assertThat(Retraction.parse(RETRACTION.bytes())).isEqualTo(RETRACTION);
    assertThat(new String(RETRACTION.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"format\":\"therafed-retraction-1\",\"site\":\"site-a\",\"sequence\":7,\"patient\":\""
                + "a".repeat(40)
                + "\"}");
    assertThat(RETRACTION.toString()).doesNotContain("aaaa");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"format\":\"therafed-remap-1\",\"site\":\"a\",\"sequence\":1,\"patient\":\"x\"}",
        "{\"format\":\"therafed-retraction-1\",\"site\":\"a\",\"sequence\":\"x\",\"patient\":\"x\"}",
        "{\"format\":\"therafed-retraction-1\",\"site\":\"a\",\"sequence\":1}",
        "{\"format\":\"therafed-retraction-1\",\"site\":\"a\",\"sequence\":1,\"patient\":\"x\"}"
      })
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> Retraction.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Fault.class);
  }
}
