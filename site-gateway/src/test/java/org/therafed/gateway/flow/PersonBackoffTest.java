package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PersonBackoffTest {

  private Instant now = Instant.parse("2026-06-15T08:00:00Z");
  private final PersonBackoff backoff =
      new PersonBackoff(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  private void after(Duration wait) {
    now = now.plus(wait);
  }

  @Test
  void whoFailsLeavesTheirTurnToTheOthers() {
    backoff.failed(1);
    assertThat(backoff.waiting()).containsExactly(1L);
    after(PersonBackoff.FIRST);
    assertThat(backoff.waiting()).isEmpty();
  }

  @Test
  void theWaitDoublesWithEachFailureUpToABound() {
    backoff.failed(1);
    after(PersonBackoff.FIRST);
    backoff.failed(1);
    after(PersonBackoff.FIRST);
    assertThat(backoff.waiting()).containsExactly(1L);
    after(PersonBackoff.FIRST);
    assertThat(backoff.waiting()).isEmpty();
    for (int i = 0; i < 100; i++) {
      backoff.failed(1);
    }
    after(PersonBackoff.LONGEST.minusMillis(1));
    assertThat(backoff.waiting()).containsExactly(1L);
    after(Duration.ofMillis(1));
    assertThat(backoff.waiting()).isEmpty();
  }

  @Test
  void successEndsTheWait() {
    backoff.failed(1);
    backoff.failed(2);
    backoff.succeeded(1);
    assertThat(backoff.waiting()).containsExactly(2L);
  }
}
