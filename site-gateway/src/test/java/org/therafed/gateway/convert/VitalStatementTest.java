package org.therafed.gateway.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.gateway.convert.VitalStatement.Said;

class VitalStatementTest {

  @ParameterizedTest(name = "{0} {1} after {3} {4}: {5}")
  @CsvSource({
    "ALIVE, 2025-03-01, false, DEAD, 2025-04-02, false",
    "ALIVE, 2025-04-02, false, DEAD, 2025-04-02, true",
    "ALIVE, 2025-05-01, false, DEAD, 2025-04-02, true",
    "ALIVE, 2025-03-01, true, DEAD, 2025-04-02, true",
    "ALIVE, 2025-03-01, false, ALIVE, 2025-04-02, false",
    "ALIVE, 2025-04-03, false, ALIVE, 2025-04-02, true",
    "ALIVE, 2025-03-01, true, ALIVE, 2025-04-02, true",
    "ALIVE, 2025-03-01, false, NOTHING, 2025-04-02, true",
    "DEAD, 2025-03-01, false, ALIVE, 2025-04-02, true",
    "DEAD, 2025-03-01, false, DEAD, 2025-04-02, true",
    "DEAD, 2025-05-01, false, DEAD, 2025-04-02, true",
    "NOTHING, 2025-03-01, true, DEAD, 2025-04-02, true",
  })
  void whatArrivesLaterCountsUnlessItIsAliveOnAnEarlierDay(
      Said said, LocalDate day, boolean correction, Said before, LocalDate on, boolean replaces) {
    VitalStatement earlier = new VitalStatement(before, on, false);
    assertThat(new VitalStatement(said, day, correction).replaces(earlier)).isEqualTo(replaces);
  }
}
