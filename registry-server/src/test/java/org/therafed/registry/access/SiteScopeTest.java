package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

class SiteScopeTest {

  private static final String ONE = "/fhir/{type}/{id}";

  @ParameterizedTest
  @CsvSource({
    "system/*.cruds, system/*.cruds",
    "system/*.*, system/*.cruds",
    "system/*.read, system/*.rs",
    "system/*.write, system/*.cud",
    "system/*.rs system/*.cud, system/*.cruds",
    "system/Patient.cruds, system/Patient.rs",
    "system/Patient.r system/Observation.s, system/Observation.s system/Patient.r"
  })
  void grantedIsWhatASiteMayHave(String asked, String granted) {
    assertThat(SiteScope.parse(asked).text()).isEqualTo(granted);
    assertThat(SiteScope.parse(granted)).isEqualTo(SiteScope.parse(asked));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "openid",
        "user/*.rs",
        "patient/*.rs",
        "system/*",
        "system/*.sr",
        "system/*.",
        "system/Patient.cud",
        "system/*.rs launch",
        "system/*.rs?category=x",
        "system/patient.rs"
      })
  void otherIsRefused(String asked) {
    assertThatThrownBy(() -> SiteScope.parse(asked)).hasMessageContaining("RG-TOKEN-003");
  }

  @Test
  void longOneIsRefusedUnread() {
    assertThatThrownBy(() -> SiteScope.parse("system/*.rs ".repeat(100)))
        .hasMessageContaining("RG-TOKEN-003");
  }

  @Test
  void readingIsNotSendingAndOneTypeIsNotAnother() {
    SiteScope reading = SiteScope.parse("system/*.rs");
    permitted(reading, "GET", ONE, "Patient");
    refused(reading, "POST", "/fhir", null);
    SiteScope sending = SiteScope.parse("system/*.cud");
    permitted(sending, "POST", "/fhir", null);
    refused(sending, "GET", ONE, "Patient");
    SiteScope patients = SiteScope.parse("system/Patient.r");
    permitted(patients, "GET", ONE, "Patient");
    refused(patients, "GET", ONE, "Observation");
    refused(patients, "GET", "/fhir/{type}", "Patient");
    permitted(patients, "GET", "/federation/status", null);
    permitted(SiteScope.ALL, "POST", "/fhir", null);
  }

  private static void permitted(SiteScope scope, String method, String route, String type) {
    assertThatCode(() -> scope.require(method, route, type)).doesNotThrowAnyException();
  }

  private static void refused(SiteScope scope, String method, String route, String type) {
    assertThatThrownBy(() -> scope.require(method, route, type))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(RegistryCode.SCOPE_TOO_NARROW));
  }
}
