package org.therafed.runtime.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalLimitTest {
  private static final int A_MINUTE = 60;
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final RefusalLimit limit = new RefusalLimit(A_MINUTE);

  @Test
  void soManyAMinuteAreRecordedAndTheOthersCountedOnce() {
    long admitted =
        IntStream.range(0, 100).filter(i -> limit.admits(NOW.plusMillis(i * 100L))).count();
    assertThat(admitted).isEqualTo(A_MINUTE);
    assertThat(limit.admits(NOW.plusSeconds(60))).isTrue();
    assertThat(limit.takeUnrecorded()).isEqualTo(100 - A_MINUTE);
    assertThat(limit.takeUnrecorded()).isZero();
  }

  @Test
  void clockThatWasAheadAndIsSetRightStartsANewMinute() {
    for (int i = 0; i <= A_MINUTE; i++) {
      boolean unused = limit.admits(NOW.plusSeconds(86_400));
    }
    assertThat(limit.admits(NOW)).isTrue();
  }
}
