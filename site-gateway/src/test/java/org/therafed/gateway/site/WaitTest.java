package org.therafed.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WaitTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Wait wait = Wait.atMost(LONGEST, Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void lastsUntilItsTime() {
    assertThat(wait.isOver(NOON.plusMillis(1))).isFalse();
    assertThat(wait.isOver(NOON.plus(LONGEST))).isFalse();
  }

  @Test
  void isOverAtItsTimeAndAfter() {
    assertThat(wait.isOver(NOON)).isTrue();
    assertThat(wait.isOver(Instant.MIN)).isTrue();
  }

  @Test
  void isOverWhereItWasBegunByAClockThatWasAhead() {
    assertThat(wait.isOver(NOON.plus(LONGEST).plusMillis(1))).isTrue();
    assertThat(wait.isOver(Instant.MAX)).isTrue();
  }
}
