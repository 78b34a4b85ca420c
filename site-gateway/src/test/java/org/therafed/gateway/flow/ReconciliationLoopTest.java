package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationLoopTest {

  /** On 2026-03-29 there is no 02:30 in Berlin: the clock shows 03:30 at that moment. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-10T02:29+01:00[Europe/Berlin], 2026-01-09T01:30:00Z",
    "2026-01-10T02:30+01:00[Europe/Berlin], 2026-01-10T01:30:00Z",
    "2026-01-10T23:59+08:00[Asia/Shanghai], 2026-01-09T18:30:00Z",
    "2026-03-29T04:00+02:00[Europe/Berlin], 2026-03-29T01:30:00Z"
  })
  void theLatestNightIsTheOneWhoseTimeHasPassedAtTheHospital(String now, String then) {
    assertThat(ReconciliationLoop.lastOccurrence(LocalTime.of(2, 30), ZonedDateTime.parse(now)))
        .hasToString(then);
  }
}
