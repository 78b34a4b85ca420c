package org.therafed.profiles.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleVersionTest {

  @ParameterizedTest
  @CsvSource({
    "3.1.4, 3.1.4, true",
    "3.1.4, 3.0.9, true",
    "3.1.4, 2.0.0, true",
    "3.1.4, 1.9.9, false",
    "3.1.4, 3.1.5, false",
    "3.1.4, 3.2.0, false",
    "3.1.4, 4.0.0, false",
    "3.1.10, 3.1.9, true",
    "0.2.0, 0.1.0, true"
  })
  void versionReadsItsOwnMajorAndTheOneBefore(String own, String other, boolean reads) {
    assertThat(version(own).reads(version(other))).isEqualTo(reads);
    assertThat(version(own).reads(version(own).earliestRead())).isTrue();
    assertThat(version(own)).hasToString(own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "latest", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-rc1", "1.0.1234567"})
  void otherTextIsNoVersion(String text) {
    assertThat(ModuleVersion.of(text)).isEmpty();
  }

  private static ModuleVersion version(String text) {
    return ModuleVersion.of(text).orElseThrow();
  }
}
