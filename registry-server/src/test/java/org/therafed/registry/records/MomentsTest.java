package org.therafed.registry.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.outcome.Fault;

class MomentsTest {
  @ParameterizedTest
  @CsvSource({
    "2024, eq, 2024-01-01T00:00Z, 2025-01-01T00:00Z",
    "ge2024-12, ge, 2024-12-01T00:00Z, 2025-01-01T00:00Z",
    "lt2024-02-28, lt, 2024-02-28T00:00Z, 2024-02-29T00:00Z",
    "2024-01-01T10:00, eq, 2024-01-01T10:00Z, 2024-01-01T10:01Z",
    "sa2024-01-01T10:00+02:00, sa, 2024-01-01T08:00Z, 2024-01-01T08:01Z",
    "2024-01-01T10:00:05 02:00, eq, 2024-01-01T08:00:05Z, 2024-01-01T08:00:06Z",
    "2016-12-31T23:59:60Z, eq, 2016-12-31T23:59:59Z, 2017-01-01T00:00Z",
    "2024-01-01T10:00:00.1234567891Z, eq, 2024-01-01T10:00:00.123456789Z, 2024-01-01T10:00:00.124456789Z"
  })
  void aTimeIsReadByTheGrammarOfR4(String value, String prefix, String from, String until) {
    Moments moments = Moments.of("date", value);
    assertThat(moments.prefix()).isEqualTo(prefix);
    assertThat(moments.from()).hasToString(from);
    assertThat(moments.until()).hasToString(until);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "ap2024",
        "2024-02-30",
        "2024-1-1",
        "0000",
        "2024-01-01T10",
        "2024-01-01T24:00Z",
        "2024-01-01T10:00+15:00",
        "2024-01T10:00Z"
      })
  void whatIsNoDateIsRefused(String value) {
    assertThatThrownBy(() -> Moments.of("date", value)).isInstanceOf(Fault.class);
  }
}
