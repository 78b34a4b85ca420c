package org.therafed.profiles.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "2016-12-31T23:59:60.25+08:00, 2016-12-31T23:59:59.25+08:00",
    "2020-01-01T10:00:00.1234567891-14:00, 2020-01-01T10:00:00.123456789-14:00",
    "2020-01-01T10:00:07.123456789Z, 2020-01-01T10:00:07.123456789Z",
    "2020-01-01T10:00:07.5Z, 2020-01-01T10:00:07.5Z"
  })
  void whatTheClockCannotHoldIsReadAsTheNearestBefore(String text, String expected) {
    assertThat(FhirTime.parse(text).orElseThrow().at()).isEqualTo(OffsetDateTime.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000",
        "0000-01",
        "2021-02-29",
        "2020-01-01T10:00Z",
        "2020-01-01T10:00:00",
        "2020-01-01t10:00:00Z",
        "2020-01-01T10:00:00z",
        "2020-01-01T10:00:00.Z",
        "2020-01-01T10:00:00+14:30",
        "2020-01-01T10:00:00+08:00:30"
      })
  void anythingElseIsNoTime(String text) {
    assertThat(FhirTime.parse(text)).isEmpty();
  }
}
