package org.therafed.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvenTimeTest {

  @ParameterizedTest
  @CsvSource({"0, 100", "1, 99", "99, 1", "100, 100", "101, 99", "3250, 50"})
  void answerWaitsForTheNextStep(long spentMillis, long restMillis) {
    assertThat(EvenTime.rest(Duration.ofMillis(spentMillis).toNanos()))
        .isEqualTo(Duration.ofMillis(restMillis));
  }
}
