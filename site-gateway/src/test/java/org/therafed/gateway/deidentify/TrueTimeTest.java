package org.therafed.gateway.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.profile.Profile;

class TrueTimeTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, 0",
    "2026-11-21, 0",
    "2026-10-23, 0",
    "2026-10-22, 30",
    "2025-10-16, 390"
  })
  void ageOfTheFollowUpLeavesAsABandOfThirtyDays(String on, int band) {
    ObjectNode source = JsonNodeFactory.instance.objectNode().put("effectiveDateTime", on);
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    TrueTime.add(source, out, Profile.VITAL_STATUS, TODAY);
    assertThat(out.path("extension").path(0).path("url").asText()).endsWith("/follow-up-age");
    assertThat(out.path("extension").path(0).path("valueInteger").asInt()).isEqualTo(band);
  }
}
