package org.therafed.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Backoff LARGEST =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), bound -> bound - 1);

  @Test
  void theBoundDoublesUpToTheCap() {
    assertThat(LARGEST.after(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(LARGEST.after(2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(LARGEST.after(8)).isEqualTo(Duration.ofSeconds(60));
    assertThat(LARGEST.after(1_000_000)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void theJitterReachesDownToZero() {
    assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(9), bound -> 0).after(5))
        .isZero();
  }
}
