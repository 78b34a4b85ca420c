package org.therafed.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.deidentify.nationalid.LinkCode;
import org.therafed.gateway.intake.ReasonText;
import org.therafed.profiles.outcome.BilingualCodes;
import org.therafed.profiles.outcome.Reason;

class BilingualFaultsTest {

  @Test
  void everyCodeOfTheGatewayHasItsSentencesInBothLanguages() throws IOException {
    List<Class<?>> enums = BilingualCodes.enumsBelow("org.therafed.gateway");
    assertThat(enums)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Arrays.stream(GatewayCode.class.getPermittedSubclasses()),
                    Stream.of(LinkCode.class))
                .toList());
    assertThat(BilingualCodes.faults(enums)).isEmpty();
  }

  @Test
  void reasonsAreKeptInBothLanguagesAndThoseKeptBeforeCanBeRead() {
    List<Reason> reasons = List.of(ConsentCode.CONSENT.reason());
    assertThat(ReasonText.read(ReasonText.write(reasons))).isEqualTo(reasons);
    assertThat(
            ReasonText.read(
                "[{\"code\":\"GW-X\",\"found\":\"A.\",\"needed\":\"B.\",\"remedy\":\"C.\"}]"))
        .containsExactly(new Reason("GW-X", "A.", "B.", "C."));
  }
}
