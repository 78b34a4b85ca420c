package org.therafed.registry.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One site's share: evenly over the minute, and not all turns at once. */
class SiteQuotaTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static void sent(SiteQuota quota, String site, Instant at) {
    assertThat(quota.enter(site, at)).isEmpty();
    quota.leave(site);
  }

  @Test
  void siteThatHasSentItsMinuteWaitsForTheNextTransferAndOthersDoNot() {
    SiteQuota quota = new SiteQuota(60);
    for (int i = 0; i < 60; i++) {
      sent(quota, "a", NOW);
    }
    assertThat(quota.enter("a", NOW)).contains(Duration.ofSeconds(1));
    assertThat(quota.enter("a", NOW.plusMillis(250))).contains(Duration.ofMillis(750));
    sent(quota, "b", NOW);
    sent(quota, "a", NOW.plusSeconds(1));
    assertThat(quota.enter("a", NOW.plusSeconds(1))).isPresent();
  }

  @Test
  void whatWasNotSentIsSavedForAMinuteAndNoLonger() {
    SiteQuota quota = new SiteQuota(60);
    sent(quota, "a", NOW);
    Instant later = NOW.plus(Duration.ofHours(5));
    for (int i = 0; i < 60; i++) {
      sent(quota, "a", later);
    }
    assertThat(quota.enter("a", later)).isPresent();
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    SiteQuota quota = new SiteQuota(1);
    sent(quota, "a", NOW);
    assertThat(quota.enter("a", NOW.minusSeconds(3600))).isPresent();
    sent(quota, "a", NOW.plusSeconds(60));
  }

  @Test
  void clockThatWasAheadAndIsSetRightKeepsNobodyWaitingForIt() {
    SiteQuota quota = new SiteQuota(1);
    sent(quota, "a", NOW.plus(Duration.ofDays(5)));
    assertThat(quota.enter("a", NOW)).isPresent();
    sent(quota, "a", NOW.plusSeconds(60));
  }

  @Test
  void siteHasNotAllTurnsAtOnce() {
    SiteQuota quota = new SiteQuota(1000);
    for (int i = 0; i < SiteQuota.AT_ONCE; i++) {
      assertThat(quota.enter("a", NOW)).isEmpty();
    }
    assertThat(quota.enter("a", NOW)).contains(Duration.ZERO);
    assertThat(quota.enter("b", NOW)).isEmpty();
    quota.leave("a");
    assertThat(quota.enter("a", NOW)).isEmpty();
  }
}
