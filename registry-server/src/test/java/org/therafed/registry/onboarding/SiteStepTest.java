package org.therafed.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteStepTest {

  /** For each state, where each step leads; "-": it cannot be taken from there. */
  @ParameterizedTest
  @CsvSource({
    "REGISTERED, TESTED,     -,          -,          SUSPENDED, REGISTERED",
    "TESTED,     TESTED,     ACCREDITED, -,          SUSPENDED, TESTED",
    "ACCREDITED, ACCREDITED, ACCREDITED, LIVE,       SUSPENDED, ACCREDITED",
    "LIVE,       LIVE,       -,          LIVE,       SUSPENDED, LIVE",
    "SUSPENDED,  -,          -,          -,          SUSPENDED, TESTED"
  })
  void everyStepFromEveryState(
      SiteState state, String pass, String accredit, String live, String suspend, String resume) {
    leads(state, SiteStep.PASS, pass);
    leads(state, SiteStep.ACCREDIT, accredit);
    leads(state, SiteStep.GO_LIVE, live);
    leads(state, SiteStep.SUSPEND, suspend);
    leads(state, SiteStep.RESUME, resume);
  }

  private static void leads(SiteState state, SiteStep step, String to) {
    if (to.equals("-")) {
      assertThatThrownBy(() -> step.taken(state, Optional.of(SiteState.TESTED)))
          .as("%s %s", state, step)
          .hasMessageContaining("RG-SITE-008");
    } else {
      assertThat(step.taken(state, Optional.of(SiteState.TESTED)))
          .as("%s %s", state, step)
          .isEqualTo(SiteState.valueOf(to));
    }
  }

  @Test
  void siteThatWasSuspendedBeforeThereWereOtherStatesWasLive() {
    assertThat(SiteStep.RESUME.taken(SiteState.SUSPENDED, Optional.empty()))
        .isEqualTo(SiteState.LIVE);
  }
}
