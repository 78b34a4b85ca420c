package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingChecksTest {

  @AfterEach
  void clear() {
    System.clearProperty("therafed.http-port");
    System.clearProperty("therafed.otlp-endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999", "-1", "http", "8080 8081", "65536", "000080"})
  void portThatIsNoneIsNamed(String port) {
    System.setProperty("therafed.http-port", port);

    assertThatThrownBy(() -> SettingChecks.require(List.of()))
        .isInstanceOf(StartupFault.class)
        .hasMessageContaining("RT-START-002")
        .hasMessageContaining("THERAFED_HTTP_PORT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"collector", "collector:4318", "ftp://collector", "http://", "http://a b"})
  void collectorThatIsNoAddressIsNamed(String address) {
    System.setProperty("therafed.otlp-endpoint", address);

    assertThatThrownBy(() -> SettingChecks.require(List.of()))
        .isInstanceOf(StartupFault.class)
        .hasMessageContaining("RT-START-002")
        .hasMessageContaining("THERAFED_OTLP_ENDPOINT");
  }

  @Test
  void problemsOfTheApplicationAreListedWithThese() {
    System.setProperty("therafed.http-port", "abc");
    List<String> own =
        List.of("THERAFED_HTTP_PORT has a value of another type.", "THERAFED_DICOM_PORT is bad.");

    assertThatThrownBy(() -> SettingChecks.require(own))
        .isInstanceOf(StartupFault.class)
        .hasMessageContaining("THERAFED_HTTP_PORT is not a port")
        .hasMessageContaining("THERAFED_DICOM_PORT is bad.")
        .hasMessageNotContaining("another type");
  }

  @Test
  void soundValuesAndNoneAreTaken() {
    assertThatCode(() -> SettingChecks.require(List.of())).doesNotThrowAnyException();
    System.setProperty("therafed.http-port", "0");
    System.setProperty("therafed.otlp-endpoint", "http://127.0.0.1:4318/");
    assertThatCode(() -> SettingChecks.require(List.of())).doesNotThrowAnyException();
  }
}
