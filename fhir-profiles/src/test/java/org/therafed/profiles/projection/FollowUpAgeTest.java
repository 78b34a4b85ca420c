package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowUpAgeTest {

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "29, 0", "30, 30", "59, 30", "60, 60", "401, 390"})
  void ageIsTheLowerEndOfItsBand(int days, int band) {
    assertThat(FollowUpAge.band(days)).isEqualTo(band);
  }
}
