package org.therafed.runtime.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final LoginLimit limit = new LoginLimit();

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      limit.failed("admin", "192.0.2.1", NOW);
    }
  }

  @Test
  void fiveWrongOnesCloseTheNameForThatAddressForAMinute() {
    fail(LoginLimit.FREE - 1);
    assertThat(limit.admits("admin", "192.0.2.1", NOW)).isTrue();
    fail(1);
    assertThat(limit.admits("admin", "192.0.2.1", NOW)).isFalse();
    assertThat(limit.admits("admin", "192.0.2.2", NOW)).isTrue();
    assertThat(limit.admits("other", "192.0.2.1", NOW)).isTrue();
    assertThat(limit.admits("admin", "192.0.2.1", NOW.plusSeconds(61))).isTrue();
  }

  @Test
  void rightOneBeginsAnew() {
    fail(LoginLimit.FREE - 1);
    limit.succeeded("admin", "192.0.2.1");
    fail(LoginLimit.FREE - 1);
    assertThat(limit.admits("admin", "192.0.2.1", NOW)).isTrue();
  }
}
